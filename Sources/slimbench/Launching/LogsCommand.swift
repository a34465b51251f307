internal import ArgumentParser
internal import BenchCore
internal import Canvas
internal import Conductor
internal import Foundation
internal import PlanFile
internal import Synchronization

/// `slimbench logs`: what a launched server or a container wrote.
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Shows the log of a server that is up, or of a container.",
    discussion: """
        slimbench logs python
        slimbench logs slimgest-benchmark --follow

      --follow ends with Ctrl-C, with the container, and when nobody reads its output any more.

      Exit code: 0; 1 where there is no such log, or it cannot be read.
      """)

  @Argument(help: "A server or a container of the plan, or the name of any container.")
  var name: String

  @Option(name: [.customShort("n"), .long], help: "How many of the newest lines.")
  var lines = 100

  @Flag(help: "Go on with new lines, until Ctrl-C.")
  var follow = false

  @OptionGroup var planned: PlannedServers

  func run() throws {
    let draft = try planned.launching.draft(file: planned.file)
    let (name, engine, count) = (name, planned.launching.engine, max(0, lines))
    let records = try PlannedServers.records()
    let plan = draft?.filled
    do {
      let source = try Blocking.run {
        try await LogSource(name, of: plan, engine: engine, records: records)
      }
      if follow {
        try followLog(source, count)
      } else {
        for line in try Blocking.run({ await source.lines(count) }) { Self.show(line) }
      }
    } catch let problem as LogSource.Problem {
      Program.complain("slimbench: \(problem)")
      throw ExitCode(1)
    }
  }

  private func followLog(_ source: LogSource, _ count: Int) throws {
    let signals = SignalSource()
    let output = FollowedOutput()
    let following = Task.detached {
      try await source.follow(count) { output.write($0.map { Self.shown($0) }) }
    }
    let listener = Thread {
      LiveOutput.waitForEnd(or: signals.descriptor)
      following.cancel()
    }
    listener.start()
    _ = try Blocking.run { try await following.value }
    if let failure = output.failure { throw failure.exitCode() }
  }

  private static func show(_ line: String) { print(shown(line)) }

  /// Foreign text: nothing of it steers the terminal.
  private static func shown(_ line: String) -> String {
    Sanitizer.line(line, glyphs: Output.glyphs, limit: 4000)
  }
}

/// Lines that come from any thread, each batch out at once.
private final class FollowedOutput: Sendable {
  private let state = Mutex<LiveOutput.Failure?>(nil)

  /// Why nothing more can be written; nil while it can.
  var failure: LiveOutput.Failure? { state.withLock { $0 } }

  /// Writes a batch of lines; false where that is of no use any more.
  func write(_ lines: [String]) -> Bool {
    do throws(LiveOutput.Failure) {
      try LiveOutput.write(lines.map { $0 + "\n" }.joined())
      return true
    } catch {
      state.withLock { $0 = error }
      return false
    }
  }
}
