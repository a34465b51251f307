internal import ArgumentParser
internal import BenchCore

/// A run's end as the program's exit code.
struct RunVerdict {
  let figures: RunFigures
  let end: RunFinished
  let failsOnError: Bool
  /// How an interrupted run is made anew, in words.
  let again: String

  /// 0 done, 1 could not go on, 3 failures, 130 interrupted.
  var code: Int32 {
    switch end.reason {
    case .interrupted: return 130
    case .failed: return 1
    case .completed: break
    }
    let hasFailures = figures.conditions.contains { $0.failed > 0 }
    let isDead = figures.conditions.contains { $0.total > 0 && $0.succeeded == 0 }
    return isDead || (hasFailures && failsOnError) ? 3 : 0
  }

  /// Ends the command with the code, saying why where it is not 0.
  func exit() throws {
    switch code {
    case 0: return
    case 3:
      Program.complain(
        failsOnError
          ? "slimbench: requests failed (--fail-on-error)"
          : "slimbench: every request of a server failed")
    case 130:
      Program.complain(
        "slimbench: interrupted; what was measured is saved. For a whole run, \(again)")
    default: Program.complain("slimbench: the run could not go on: \(end.detail)")
    }
    throw ExitCode(code)
  }
}
