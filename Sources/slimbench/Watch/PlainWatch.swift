internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import CurlKit
internal import Foundation

/// Containers as lines on standard output: what they use and what happens to them.
struct PlainWatch {
  let names: [String]
  let engine: String?
  let json: Bool
  let once: Bool

  /// Seconds that one look waits for an engine, and then for samples.
  private static let patience = (engine: 10.0, samples: 4.0)
  /// Most containers of which one look waits for samples; the others are told without.
  private static let mostSampled = 200

  func run() throws {
    let signals = SignalSource()
    let mailbox = Mailbox<[TimedContainerUpdate]>()
    let wall = WallClock()
    let watch = ContainerWatch(engine: engine, wall: wall) { mailbox.post($0) }
    let task = Task.detached { await watch.run() }
    defer { task.cancel() }
    var table = ContainerTable()
    var told: Set<String> = []
    var wanted: Set<String> = []
    let began = MonotonicClock.now()
    var listedAt: UInt64?
    var problem: EngineProblem?
    while true {
      Waiting.poll([mailbox.doorbell, signals.descriptor], milliseconds: 200)
      if signals.next() != nil { throw ExitCode(once ? 130 : 0) }
      if !once, LiveOutput.hasLostReader { throw LiveOutput.Failure.readerGone.exitCode() }
      for update in mailbox.takeAll().joined() {
        table.apply(update.update, at: update.time)
        if case .listed = update.update { listedAt = listedAt ?? MonotonicClock.now() }
        if !once { try tell(update, table, &told, &problem) }
      }
      let now = chosen(table)
      let ids = Set(now.map(\.id))
      if ids != wanted {
        wanted = ids
        watch.watch(ids)
      }
      let seconds = Double(MonotonicClock.now() &- (listedAt ?? began)) / 1e9
      if listedAt == nil {
        // Without an engine one look has nothing to look at; a longer one goes on waiting for it.
        guard let lost = table.problem, once || seconds > Self.patience.engine else {
          if once, seconds > Self.patience.engine { throw Self.failed("no engine answers") }
          continue
        }
        if once { throw Self.failed(Self.words(lost)) }
        continue
      }
      if let missing = names.first(where: { name in
        !now.contains { Self.fits($0, name) }
      }), once {
        throw Self.failed("there is no container \(missing)")
      }
      let isComplete = now.allSatisfy {
        $0.facts.isDetailed && (!$0.isAlive || $0.usage.sample != nil)
      }
      if once, isComplete || seconds > Self.patience.samples {
        print(
          json
            ? WatchJSON.containers(now, now: wall.now())
            : WatchLines.table(
              now, now: wall.now(), width: Output.width, Output.glyphs
            ).joined(separator: "\n"))
        return
      }
    }
  }

  private static func failed(_ why: String) -> ExitCode {
    Program.complain("slimbench: \(why)")
    return ExitCode(1)
  }

  private static func words(_ problem: EngineProblem) -> String {
    problem.advice.isEmpty ? problem.reason : "\(problem.reason); \(problem.advice)"
  }

  /// The containers that were asked for, or all; those that are gone are only told of.
  private func chosen(_ table: ContainerTable) -> [ContainerRow] {
    let rows = table.rows.filter { !$0.isGone }
    let kept = names.isEmpty ? rows : rows.filter { row in names.contains { Self.fits(row, $0) } }
    return Array(kept.prefix(Self.mostSampled))
  }

  private static func fits(_ row: ContainerRow, _ name: String) -> Bool {
    row.name == name || name.count >= 4 && row.id.hasPrefix(name)
  }

  private func tell(
    _ update: TimedContainerUpdate, _ table: ContainerTable, _ told: inout Set<String>,
    _ problem: inout EngineProblem?
  ) throws(ExitCode) {
    switch update.update {
    case .connected(let title):
      if problem != nil { Program.complain("\(title.name) answers again at \(title.address)") }
      problem = nil
      return
    case .lost(let lost):
      // Tried again and again: said once.
      if problem == nil { Program.complain("slimbench: \(Self.words(lost)); waiting for it") }
      problem = lost
      return
    case .listed, .changed, .gap, .removed: return
    case .sampled(let id, _), .probed(let id, _), .happened(let id, _), .died(let id, _):
      guard let row = table[id], names.isEmpty || names.contains(where: { Self.fits(row, $0) })
      else { return }
      let zone = TimeZone.current.secondsFromGMT()
      let line =
        json ? WatchJSON.line(update, row) : WatchLines.line(update, row, zone: zone, Output.glyphs)
      // An end is told once more when its last lines are known.
      if case .died(_, let death) = update.update {
        guard told.insert("\(id) \(death.time.nanoseconds) \(death.lastLines.count)").inserted
        else { return }
      }
      guard let line else { return }
      do throws(LiveOutput.Failure) { try LiveOutput.write(line + "\n") } catch {
        throw error.exitCode()
      }
    }
  }
}
