internal import ArgumentParser
internal import Canvas
internal import Conductor
internal import Foundation
internal import Glibc
internal import Themes

/// `slimbench doctor`: what this machine has of what the program can use.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tells what was found of container engines and tools, and what runs are noted.",
    discussion: "Changes nothing. Exit code: 0, also where something is missing.")

  @Option(
    help: ArgumentHelp("Container engine. (default: the one that is found)", valueName: "address"))
  var engine: String?

  func run() throws {
    say("slimbench", "\(Program.version), \(Program.executable)")
    let option = engine
    let report = try Blocking.run { await EngineReport(option: option) }
    for candidate in report.candidates {
      let mark = candidate.isChosen ? "uses" : candidate.answers ? "found" : "no"
      say("engine", "\(mark): \(candidate.address) (\(candidate.source)): \(candidate.result)")
    }
    if let problem = report.problem { say("engine", "none is used: \(problem)") }
    for (program, use) in [
      ("nvidia-smi", "GPUs are sampled during runs"),
      ("pdftotext", "poppler's tools, for looking at documents"),
      ("tesseract", "reading pages without text"), ("docker", "builds that need BuildKit"),
    ] {
      say(program, Self.find(program).map { "\($0): \(use)" } ?? "not in PATH: \(use)")
    }
    terminal()
    state()
  }

  private func terminal() {
    let environment = ProcessInfo.processInfo.environment
    let facts = [
      "TERM=\(environment["TERM"] ?? "")", "COLORTERM=\(environment["COLORTERM"] ?? "")",
      environment["NO_COLOR"].map { "NO_COLOR=\($0)" } ?? "",
      Output.glyphs == .ascii ? "the locale is not UTF-8: lines are drawn in ASCII" : "UTF-8",
      Program.isInteractive ? "" : "no dashboard: input or output is no terminal",
    ]
    say("terminal", facts.filter { !$0.isEmpty }.joined(separator: ", "))
  }

  private func state() {
    guard let records = LaunchRecords() else {
      return say("state", "neither HOME nor XDG_STATE_HOME is set: nothing is noted of processes")
    }
    let all = records.all()
    let left = all.filter { $0.owner != nil && !$0.isOwned }
    say("state", "\(records.folder): \(all.count) noted")
    if !left.isEmpty {
      say("state", "\(left.count) left over by killed runs; slimbench cleanup ends them")
    }
  }

  private func say(_ subject: String, _ text: String) {
    let padded = subject.padding(toLength: 11, withPad: " ", startingAt: 0)
    print(Sanitizer.line(padded + text, glyphs: Output.glyphs, limit: 2000))
  }

  /// The program of this name that a command would run.
  private static func find(_ program: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").lazy.map { "\($0)/\(program)" }
      .first { access($0, X_OK) == 0 }
  }
}
