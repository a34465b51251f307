import BenchCore
import Testing

@testable import RunStore

@Suite("The files of a sweep")
struct SweepTests {
  static func requests(_ events: [RunEvent]) -> [RequestRecord] {
    events.compactMap { if case .requestFinished(let record) = $0.payload { record } else { nil } }
  }

  static func probes(_ events: [RunEvent]) -> [DPIProbe] {
    events.compactMap { if case .dpiProbed(let probe) = $0.payload { probe } else { nil } }
  }

  @Test(
    "hold together what the journal held, each its own point",
    arguments: 1...3 as ClosedRange<UInt64>)
  func together(seed: UInt64) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: seed, requests: 120, isSweep: true)
    guard case .runStarted(let started) = events.first?.payload else { return }
    let output = try RunOutput.prepare(
      started.plan, result: scratch.path("r.json"), force: false)
    _ = try JournalTests.write(events, output.journal)
    let written = try output.writeResult(force: false)
    #expect(written.paths == output.results && written.paths.count == 4)
    var found: [RequestRecord] = []
    for (path, point) in zip(written.paths, started.plan.points) {
      let part = try SavedRun.load(path)
      #expect(part.started.plan == started.plan.narrowed(to: point))
      #expect(part.started.sweep?.id == started.runID)
      // What is known of a server's reaction to the DPI is known of it in every part.
      #expect(Self.probes(part.events).count == Self.probes(events).count)
      #expect(
        part.figures?.servers.map(\.dpiReaction) == written.figures.servers.map(\.dpiReaction))
      let conditions = started.plan.conditions
      let own = Self.requests(part.events).map { record in
        var record = record
        record.condition =
          conditions.firstIndex {
            $0.server == record.condition && $0.dpi == point.dpi
              && $0.concurrency == point.concurrency
          } ?? -1
        return record
      }
      found += own
      // The parts' figures are the whole's.
      for (index, condition) in conditions.enumerated()
      where condition.dpi == point.dpi && condition.concurrency == point.concurrency {
        let (one, other) = (
          part.figures?.conditions[condition.server], written.figures.conditions[index]
        )
        #expect(one?.total == other.total && one?.failures == other.failures)
        #expect(one?.serviceSeconds == other.serviceSeconds && one?.pages == other.pages)
      }
    }
    let wanted = Self.requests(events).sorted { $0.sequence < $1.sequence }
    #expect(found.sorted { $0.sequence < $1.sequence } == wanted)
    #expect(try !scratch.names.contains("r.journal"))
  }

  @Test("each have what happened to containers, and the samples of their own concurrency")
  func watched() throws {
    var started = EventCodingTests.small
    started.plan.concurrencies = [1, 4]
    let conditions = started.plan.conditions
    func second(_ value: Int64) -> RunTime { RunTime(nanoseconds: value * 1_000_000_000) }
    func sample(_ time: Int64) -> RunEvent {
      RunEvent(second(time), .resourceSampled(ResourceSample(subject: "s", interval: time)))
    }
    func request(_ time: Int64, concurrency: Int) -> RunEvent {
      var record = EventCodingTests.request(sequence: Int(time))
      record.condition = conditions.firstIndex { $0.concurrency == concurrency } ?? -1
      return RunEvent(second(time), .requestFinished(record))
    }
    let died = RunEvent(second(5), .subjectChanged(SubjectChange(subject: "s", kind: .died)))
    let events = [
      RunEvent(.zero, .runStarted(started)), request(1, concurrency: 1), sample(2),
      request(3, concurrency: 4), sample(4), died,
    ]
    for (point, interval) in zip(started.plan.points, [2, 4] as [Int64]) {
      var narrowing = try #require(PointEvents(started, point))
      let told = events.compactMap { narrowing.narrow($0) }
      let intervals = told.compactMap { event -> Int64? in
        if case .resourceSampled(let sample) = event.payload { sample.interval } else { nil }
      }
      #expect(intervals == [interval] && told.contains(died))
    }
  }

  @Test("of a sweep that was cut short are those that it came to")
  func cutShort() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 3, requests: 120, isSweep: true)
    guard case .runStarted(let started) = events.first?.payload else { return }
    let conditions = started.plan.conditions
    let early = events.filter { event in
      switch event.payload {
      case .requestStarted(let start): conditions[start.condition].concurrency == 1
      case .requestFinished(let record): conditions[record.condition].concurrency == 1
      default: true
      }
    }
    let output = try RunOutput.prepare(
      started.plan, result: scratch.path("r.json"), force: false)
    _ = try JournalTests.write(early, output.journal)
    _ = try output.writeResult(force: false)
    #expect(try scratch.names.sorted() == ["r_100dpi.json", "r_300dpi.json"])
  }

  @Test("are each refused where one exists, before anything is sent")
  func existing() throws {
    let scratch = try Scratch()
    _ = try scratch.file("r_300dpi_c4.json", [])
    let plan = Plan(
      servers: [], corpus: CorpusSpec(directory: ""), dpis: [100, 300], concurrencies: [1, 4])
    let error = #expect(throws: StoreError.self) {
      _ = try RunOutput.prepare(plan, result: scratch.path("r.json"), force: false)
    }
    #expect(error?.path == scratch.path("r_300dpi_c4.json"))
  }
}
