internal import ArgumentParser
internal import BenchCore
internal import Canvas
internal import Conductor
internal import Foundation
internal import PlanFile

/// `slimbench logs`: what a launched server or a container wrote.
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Shows the log of a server that is up, or of a container.",
    discussion: """
        slimbench logs python
        slimbench logs slimgest-benchmark --follow
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
    let following = Task.detached { await source.follow(count, Self.show) }
    let listener = Thread {
      Waiting.poll([signals.descriptor], milliseconds: -1)
      following.cancel()
    }
    listener.start()
    _ = try Blocking.run { await following.value }
  }

  /// Foreign text: nothing of it steers the terminal.
  @Sendable private static func show(_ line: String) {
    print(Sanitizer.line(line, glyphs: Output.glyphs, limit: 4000))
  }
}
