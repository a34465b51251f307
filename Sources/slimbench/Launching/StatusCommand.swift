internal import ArgumentParser
internal import Canvas
internal import Conductor

/// `slimbench status`: where a plan's servers stand.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tells of each server of the plan whether it is up and ready, and what runs it.",
    discussion: "Exit code: 0 all are ready; 1 one is not.")

  @OptionGroup var planned: PlannedServers

  func run() throws {
    let reader = StatusReader(plan: try planned.plan(), records: try PlannedServers.records())
    let statuses = try Blocking.run { await reader.read() }
    for status in statuses {
      let mark = status.isReady ? "ready    " : "not ready"
      let facts = [status.place, status.host, status.detail].filter { !$0.isEmpty }
      print(
        Sanitizer.line(
          "\(mark) \(status.key)  " + facts.joined(separator: "; "), glyphs: Output.glyphs,
          limit: 2000))
    }
    if !statuses.allSatisfy(\.isReady) { throw ExitCode(1) }
  }
}
