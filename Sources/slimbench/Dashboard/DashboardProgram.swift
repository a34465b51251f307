internal import ArgumentParser
internal import BenchCore
internal import Canvas
internal import Dashboard
internal import Foundation
internal import Glibc
internal import PlanFile
internal import ReferenceServer
internal import TerminalDriver
internal import Themes

/// The dashboard on the terminal, from the first picture to the last word on standard output.
struct DashboardProgram {
  let start: DashboardStart
  let options: RunOptions

  private var surroundings: SetupSurroundings {
    SetupSurroundings(
      home: ProcessInfo.processInfo.environment["HOME"],
      webLayers: WebLayer.allCases.map(\.rawValue),
      presets: PlanPreset.allCases.map(SetupPreset.init),
      optionProblem: { $0.optionProblem })
  }

  func run() throws {
    CrashReports.keepQuiet()
    let theme: ThemeChoice
    do { theme = try ThemeChoice(wanted: options.look.theme) } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
    // Before the session, which takes over the signals that nobody else does.
    let signals = SignalSource()
    let session: TerminalSession
    do {
      session = try TerminalSession(
        TerminalOptions(palette: theme.palette, noColor: theme.noColor))
    } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
    var state = DashboardState(
      size: session.size, glyphs: session.capabilities.glyphs, plan: start.plan,
      output: start.output, surroundings: surroundings, themes: theme.library.names,
      theme: theme.name)
    state.containers.options = start.watching
    state.containers.options.zone = TimeZone.current.secondsFromGMT()
    if let notice = theme.problem ?? start.notice { state.notice = Notice(notice, isBad: true) }
    var loop = DashboardLoop(
      session: session, state: state, signals: signals, theme: theme, policy: options.policy,
      engine: start.engine ?? start.plan.engine)
    loop.open(start.opening, of: start)
    loop.run()
    let ending = loop.ending
    let again = again(loop.lastPlan)
    let code: Int32 = loop.wasInterrupted ? 130 : 1
    let failure = loop.replayFailure
    let problem = loop.firstProblem.map { ": " + $0 } ?? ""
    loop.close()
    if let failure {
      Program.complain("slimbench: \(failure)")
      throw ExitCode(1)
    }
    if let ending {
      try RunConclusion(
        ending: ending, gate: options.gate, again: again, resumed: resumed
      )
      .tell()
    } else if start.isRun {
      // Whatever a script does next with the result, there is none.
      Program.complain("slimbench: nothing was measured\(problem)")
      throw ExitCode(code)
    }
  }

  /// The file that a run began in which goes on; nil for a run of its own.
  private var resumed: String? {
    if case .resume(let resumed) = start.opening { resumed.source } else { nil }
  }

  /// How the last run is made anew: by its command, or from the form that it was started from.
  private func again(_ plan: Plan?) -> String {
    if case .start = start.opening, plan == start.plan {
      return RunConclusion.sameCommand(output: start.output)
    }
    // A plan file comes before what is remembered.
    let isRemembered = !Program.fileExists(PlanDraft.usualFile)
    return "start it again: slimbench opens the form" + (isRemembered ? " with its plan" : "")
  }
}

/// Keeps the runtime's crash reports from asking questions at a terminal that is being restored.
enum CrashReports {
  private static let variable = "SWIFT_BACKTRACE"

  /// Starts the program anew with the setting that is only read at its start.
  static func keepQuiet() {
    guard getenv(variable) == nil else { return }
    setenv(variable, "interactive=no,color=no", 1)
    var arguments = CommandLine.arguments.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    // Where it fails, crash reports are merely less handy.
    execv(Program.executable, arguments)
  }
}
