internal import ArgumentParser
internal import BenchCore

/// A duration on the command line, as the plan file writes it.
struct DurationArgument: ExpressibleByArgument {
  var seconds: Double

  init?(argument: String) {
    guard let seconds = DurationText.parse(argument) else { return nil }
    self.seconds = seconds
  }
}
