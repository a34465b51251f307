internal import ArgumentParser
internal import BenchCore
internal import Reports

/// What the command line says when a run is over, and the exit code that says it to scripts.
struct RunConclusion {
  let ending: LiveRun.Ending
  let gate: GateOptions
  /// How an interrupted run is made anew, in words.
  let again: String
  /// What was left of the run that went on; nil for a run of its own.
  var resumed: String?

  /// What is said of a run that a command asked for.
  static func sameCommand(output: String?) -> String {
    "give the same command again" + (output == nil ? "" : " with another --output")
  }

  /// Prints the table and where the result is, or why there is none.
  func tell() throws {
    switch ending {
    case .saved(let paths, let figures, let warnings):
      for warning in warnings { Program.complain("slimbench: \(warning)") }
      print(TextReport.text(figures, width: Output.width, glyphs: Output.glyphs))
      print("\n" + paths.map { "result: \($0)" }.joined(separator: "\n"))
      let end = figures.finished ?? RunFinished(.interrupted)
      try gate.writeReport(figures)
      let again = "go on with it: slimbench resume \(paths.first ?? "")\nOr " + again
      try RunVerdict(figures: figures, policy: gate.policy, end: end, again: again).exit()
    case .nothingSent(let end):
      if let resumed {
        Program.complain(
          "slimbench: nothing was sent; what is left of the run is still in \(resumed)"
            + (end.detail.isEmpty ? "" : ":\n" + end.detail))
        throw ExitCode(end.reason == .interrupted ? 130 : 1)
      }
      Program.complain(
        end.reason == .interrupted
          ? "slimbench: interrupted before anything was sent; nothing is saved"
          : "slimbench: nothing was sent:\n\(end.detail)")
      throw ExitCode(end.reason == .interrupted ? 130 : 1)
    case .refused(let reason):
      Program.complain("slimbench: \(reason)")
      throw ExitCode(1)
    }
  }
}
