import BenchCore
import CurlKit
import LoadEngine
import TestSupport
import Testing

/// What an engine does with an open load, against a real server on loopback.
@Suite("An engine with an open load", .timeLimit(.minutes(1))) struct OpenLoadTests {
  @Test("starts requests at the pacer's moments though none is answered")
  func onTime() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let (end, events) = await run(
      [open(8, rate: 1000, concurrency: 8)], server,
      during: { engine in
        _ = await server.log.waiting(for: .requestRead, count: 8)
        engine.stop()
      })
    #expect(end == .stopped)
    let records = events.sorted
    #expect(records.map(\.document) == Array(0..<8))
    #expect(gaps(records) == Array(repeating: 1_000_000, count: 7))
    for record in records {
      #expect(record.start >= record.intendedStart)
      #expect(record.outcome.failure?.kind == .aborted)
      // Its age: from the start to the stop.
      #expect(record.serviceNanoseconds > 0)
      #expect(record.responseNanoseconds >= record.serviceNanoseconds)
    }
    #expect(notes(events) == [])
  }

  @Test("has at most its concurrency in flight, and lets the others wait without losing them")
  func cap() async throws {
    let server = try ScriptedServer(script: answering(afterMilliseconds: 4))
    let (end, events) = await run([open(20, rate: 2000, concurrency: 2)], server)
    #expect(end == .completed)
    let records = events.sorted
    #expect(gaps(records) == Array(repeating: 500_000, count: 19))
    #expect(mostInFlight(records) == 2)
    #expect(server.log.times(.accepted).count <= 2)
    // Twenty requests of 4 ms need 40 ms of two slots, and were due within 10.
    #expect(records.count(where: \.isLate) > 10)
    let last = try #require(records.last)
    #expect(last.responseNanoseconds > last.serviceNanoseconds)
  }

  @Test("shows one stall in every response time that it touched, falling by the gap each time")
  func coordinatedOmission() async throws {
    let stall: Int64 = 300_000_000
    let gap: Int64 = 20_000_000
    let server = try ScriptedServer { _ in
      let reply = [ScriptedServer.Step.readRequest, .send(.answer("ok"))]
      let stalled = [ScriptedServer.Step.readRequest, .wait(milliseconds: 300)]
      return stalled + [.send(.answer("ok"))] + Array(repeating: reply, count: 20).flatMap { $0 }
    }
    let (_, events) = await run([open(12, rate: 50, concurrency: 1)], server)
    let records = events.sorted
    #expect(records.count == 12)
    #expect(records[0].serviceNanoseconds >= stall)
    for (index, record) in records.enumerated() {
      // Whatever was due in the stall waited for its end at least, and then had to be served.
      let line = records[0].responseNanoseconds - Int64(index) * gap
      #expect(record.responseNanoseconds >= line)
      #expect(index == 0 || record.startDelayNanoseconds >= line)
      #expect(
        record.responseNanoseconds == record.startDelayNanoseconds + record.serviceNanoseconds)
    }
    // Service times alone have the stall in one figure of twelve.
    #expect(records.allSatisfy { $0.responseNanoseconds > stall / 4 })
    #expect(records.map(\.serviceNanoseconds).min() ?? stall < stall / 4)
  }

  @Test("tells its own lag from the wait for a slot")
  func lagIsNotWaiting() async throws {
    let server = try ScriptedServer(script: answering(afterMilliseconds: 100))
    let (_, events) = await run([open(4, rate: 10_000, concurrency: 1)], server)
    let longest = events.records.map(\.startDelayNanoseconds).max() ?? 0
    #expect(longest >= 299_000_000)
    #expect(longestLag(events) < longest / 2)
  }

  @Test("reports how late it was itself, where slots were free")
  func lagIsNoticed() async throws {
    let server = try ScriptedServer(script: answering())
    let (_, events) = await run([open(30, rate: 1000, concurrency: 30)], server)
    #expect(longestLag(events) == events.records.map(\.startDelayNanoseconds).max())
    #expect(longestLag(events) > 0)
  }

  @Test("begins each block's pacer when the block before it is over")
  func blocks() async throws {
    let server = try ScriptedServer(script: answering(afterMilliseconds: 5))
    let block = open(4, rate: 1000, concurrency: 4)
    let (_, events) = await run([block, block], server)
    let blocks = (0...1).map { number in events.sorted.filter { $0.block == number } }
    let lastEnd = try #require(blocks[0].map(\.end).max())
    #expect(blocks[1].first?.intendedStart == lastEnd)
    for block in blocks { #expect(gaps(block) == Array(repeating: 1_000_000, count: 3)) }
  }

  @Test("paces each lane of a simultaneous block by itself")
  func lanes() async throws {
    let fast = try ScriptedServer(script: answering())
    let slow = try ScriptedServer(script: answering(afterMilliseconds: 10))
    var block = open(6, rate: 1000, concurrency: 1)
    block.lanes.append(Lane(condition: 1, documents: Array(0..<6)))
    let (_, events) = await EngineHarness().run(
      [block], urls: [fast.url(), slow.url()], documents: Array(repeating: [1], count: 6),
      concurrency: 2)
    for condition in 0...1 {
      let records = events.sorted.filter { $0.condition == condition }
      #expect(gaps(records) == Array(repeating: 1_000_000, count: 5))
    }
  }

  @Test("spreads Poisson arrivals as its seed says, the same every time")
  func poisson() async throws {
    let server = try ScriptedServer(script: answering())
    let block = open(20, rate: 2000, concurrency: 20, arrivals: .poisson)
    let first = gaps(await run([block], server).events.sorted)
    let second = gaps(await run([block], server).events.sorted)
    #expect(first == second)
    #expect(Set(first).count == 19)
  }

  @Test("stops its pacers' clock while it is paused")
  func pause() async throws {
    let server = try ScriptedServer(script: answering())
    let harness = EngineHarness()
    let (end, events) = await run(
      [open(6, rate: 20, concurrency: 2)], server, harness,
      during: { engine in
        _ = await server.log.waiting(for: .requestRead, count: 1)
        engine.pause()
        while harness.published.records.isEmpty { await Task.yield() }
        engine.resume()
      })
    #expect(end == .completed)
    let records = events.sorted
    // One gap holds the pause, and the others none of it.
    let gaps = gaps(records)
    #expect(gaps.count { $0 == 50_000_000 } == 4)
    #expect(gaps.count { $0 > 50_000_000 } == 1)
    #expect(Set(records.map(\.block)) == [0, 1])
  }

  @Test("tells how many requests were due and never started when it was stopped")
  func unsent() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let (_, events) = await run(
      [open(5, rate: 100_000, concurrency: 2)], server,
      during: { engine in
        _ = await server.log.waiting(for: .requestRead, count: 2)
        engine.stop()
      })
    #expect(events.records.map { $0.outcome.failure?.kind } == [.aborted, .aborted])
    #expect(
      notes(events) == [
        "3 requests due before the stop had not started: all 2 places in flight were taken"
      ])
  }

  // MARK: Parts

  private func open(
    _ documents: Int, rate: Double, concurrency: Int, arrivals: Arrivals = .constant
  ) -> Block {
    var block = pass(documents, concurrency: concurrency)
    block.pace = Pace(OpenLoad(ratePerSecond: rate, arrivals: arrivals), seed: 1)
    return block
  }

  private func run(
    _ blocks: [Block], _ server: ScriptedServer, _ harness: EngineHarness = EngineHarness(),
    during: (@Sendable (LoadEngine) async -> Void)? = nil
  ) async -> (end: EngineEnd, events: [RunEvent]) {
    let most = blocks.flatMap(\.lanes).map(\.documents.count).max() ?? 0
    return await harness.run(
      blocks, urls: [server.url()], documents: Array(repeating: [1], count: most),
      concurrency: blocks.map(\.concurrency).max() ?? 1, during: during)
  }

  /// From one intended start to the next, nanoseconds.
  private func gaps(_ records: [RequestRecord]) -> [Int64] {
    zip(records.dropFirst(), records).map {
      $0.intendedStart.nanoseconds - $1.intendedStart.nanoseconds
    }
  }

  private func mostInFlight(_ records: [RequestRecord]) -> Int {
    records.map { record in
      records.count { $0.start <= record.start && record.start < $0.end }
    }.max() ?? 0
  }

  private func longestLag(_ events: [RunEvent]) -> Int64 {
    events.compactMap { event -> Int64? in
      if case .engineHealth(let health) = event.payload { health.maximumLag } else { nil }
    }.max() ?? 0
  }

  private func notes(_ events: [RunEvent]) -> [String] {
    events.compactMap { if case .note(let note) = $0.payload { note.text } else { nil } }
  }
}

extension [RunEvent] {
  /// The finished requests in the order of their starts.
  fileprivate var sorted: [RequestRecord] { records.sorted { $0.sequence < $1.sequence } }
}
