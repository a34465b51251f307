internal import ArgumentParser
internal import BenchCore

/// A duration on the command line, as the plan file writes it.
struct DurationArgument: ExpressibleByArgument, CustomStringConvertible {
  var seconds: Double

  init(seconds: Double) { self.seconds = seconds }

  var description: String { "\(Int(exactly: seconds).map(String.init) ?? "\(seconds)")s" }

  init?(argument: String) {
    guard let seconds = DurationText.parse(argument) else { return nil }
    self.seconds = seconds
  }
}
