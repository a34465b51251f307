internal import ArgumentParser
internal import BenchCore

/// What a run comes to as the program's exit code: the first that holds of 130, 1, 3, 4, 5, 6.
struct RunVerdict {
  let figures: RunFigures
  let policy: RunPolicy
  /// How the run ended; nil where that is no matter, as of a saved one.
  var end: RunFinished?
  /// How an interrupted run is made anew, in words.
  var again = ""

  /// The exit code, and everything that speaks for one, a sentence each.
  var reasons: (code: Int32, sentences: [String]) {
    switch end?.reason {
    case .interrupted:
      return (130, ["interrupted; what was measured is saved. For a whole run, \(again)"])
    case .failed: return (1, ["the run could not go on: \(end?.detail ?? "")"])
    case .completed, nil: break
    }
    let shortcomings = figures.shortcomings(policy)
    return (shortcomings.first?.kind.exitCode ?? 0, shortcomings.map(\.told))
  }

  /// Ends the command with the code, saying why where it is not 0.
  func exit() throws {
    let (code, sentences) = reasons
    for sentence in sentences { Program.complain("slimbench: \(sentence)") }
    if code != 0 { throw ExitCode(code) }
  }
}

extension Shortcoming {
  /// With the flag that makes it one.
  fileprivate var told: String {
    switch kind {
    case .requests: words.hasPrefix("every") ? words : words + " (--fail-on-error)"
    case .assertion: words
    case .verdict: words + " (--require-verdict)"
    case .diagnosis: "serious: " + words + " (--strict)"
    }
  }
}

extension Shortcoming.Kind {
  /// Where several hold, the smallest is the program's.
  var exitCode: Int32 {
    switch self {
    case .requests: 3
    case .assertion: 4
    case .verdict: 5
    case .diagnosis: 6
    }
  }
}
