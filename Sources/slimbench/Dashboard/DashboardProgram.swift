internal import ArgumentParser
internal import BenchCore
internal import Canvas
internal import Dashboard
internal import Foundation
internal import Glibc
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
      webLayers: WebLayer.allCases.map(\.rawValue))
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
    if let notice = theme.problem ?? start.notice { state.notice = Notice(notice, isBad: true) }
    var loop = DashboardLoop(
      session: session, state: state, signals: signals, theme: theme, policy: options.policy)
    loop.open(runsAtOnce: start.runsAtOnce)
    loop.run()
    let ending = loop.ending
    loop.close()
    guard let ending else { return }
    try RunConclusion(ending: ending, failsOnError: options.failOnError).tell()
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
