import BenchCore
import CurlKit
import LoadEngine
import Synchronization
import TestSupport
import Testing

/// What an engine does with blocks, against a real server on loopback.
@Suite(.timeLimit(.minutes(1))) struct EngineRunTests {
  @Test("every document is sent once, started before it ends, and judged", arguments: [1, 3, 8])
  func everyDocument(concurrency: Int) async throws {
    let server = try ScriptedServer(script: answering())
    let documents = (0..<20).map { [UInt8](repeating: 7, count: 100 * $0) }
    let (end, events) = await EngineHarness().run(
      [pass(20, concurrency: concurrency)], urls: [server.url()], documents: documents,
      concurrency: concurrency)
    #expect(end == .completed)
    #expect(events.records.map(\.document).sorted() == Array(0..<20))
    #expect(events.records.allSatisfy { $0.outcome.answer?.pages == 1 })
    #expect(events.starts.map(\.1.sequence) == Array(0..<20))
    for record in events.records {
      #expect(record.intendedStart <= record.start)
      #expect(record.start <= record.bodySent ?? record.start)
      #expect(record.bodySent ?? record.start <= record.firstByte ?? record.end)
      #expect(record.firstByte ?? record.end <= record.end)
    }
  }

  @Test("the server never sees more requests at once than the concurrency", arguments: [1, 2, 5])
  func concurrencyIsACeiling(concurrency: Int) async throws {
    let server = try ScriptedServer(script: answering(afterMilliseconds: 3))
    let (_, events) = await EngineHarness().run(
      [pass(24, concurrency: concurrency)], urls: [server.url()],
      documents: Array(repeating: [1], count: 24), concurrency: concurrency)
    // Overlap is counted from the engine's own stamps: starts and ends in order of time.
    let starts: [(RunTime, Int)] = events.records.map { ($0.start, 1) }
    let ends: [(RunTime, Int)] = events.records.map { ($0.end, -1) }
    let edges = (starts + ends).sorted { $0.0 < $1.0 || ($0.0 == $1.0 && $0.1 < $1.1) }
    var open = 0
    var most = 0
    for (_, change) in edges {
      open += change
      most = max(most, open)
    }
    #expect(most == concurrency)
    #expect(server.log.times(.accepted).count <= concurrency)
  }

  @Test("blocks follow one another without overlap, and each has its number")
  func blocksDoNotOverlap() async throws {
    let server = try ScriptedServer(script: answering(afterMilliseconds: 1))
    let blocks = (0..<6).map { _ in pass(3, concurrency: 3) }
    let (_, events) = await EngineHarness().run(
      blocks, urls: [server.url()], documents: [[1], [2], [3]], concurrency: 3)
    let byBlock = Dictionary(grouping: events.records, by: \.block)
    #expect(byBlock.keys.sorted() == Array(0..<6))
    for block in 1..<6 {
      let previousEnd = byBlock[block - 1]?.map(\.end).max() ?? .zero
      let firstStart = byBlock[block]?.map(\.start).min() ?? .zero
      #expect(previousEnd <= firstStart)
    }
  }

  @Test("a simultaneous block keeps each lane at its own concurrency")
  func simultaneousLanes() async throws {
    let fast = try ScriptedServer(script: answering("fast"))
    let slow = try ScriptedServer(script: answering("slow", afterMilliseconds: 5))
    let block = Block(
      round: 0, phase: .measurement, concurrency: 2,
      lanes: (0...1).map { Lane(condition: $0, documents: Array(0..<10)) })
    let (_, events) = await EngineHarness().run(
      [block], urls: [fast.url(), slow.url()], documents: Array(repeating: [1], count: 10),
      concurrency: 4)
    #expect(events.records.filter { $0.condition == 0 }.count == 10)
    #expect(events.records.filter { $0.condition == 1 }.count == 10)
    // The race ends later for the slow one: its lane did not wait for the fast one or feed on it.
    let ends = (0...1).map { lane in
      events.records.filter { $0.condition == lane }.map(\.end).max() ?? .zero
    }
    #expect(ends[0] < ends[1])
  }

  @Test("a stop aborts what is in flight, with its age, and starts nothing more")
  func stop() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let harness = EngineHarness()
    let (end, events) = await harness.run(
      [pass(10, concurrency: 3)], urls: [server.url()],
      documents: Array(repeating: [1], count: 10), concurrency: 3,
      during: { engine in
        _ = await server.log.waiting(for: .requestRead, count: 3)
        engine.stop()
      })
    #expect(end == .stopped)
    #expect(events.starts.count == 3)
    #expect(events.records.count == 3)
    #expect(events.records.allSatisfy { $0.outcome.failure?.kind == .aborted })
    #expect(events.records.allSatisfy { $0.serviceNanoseconds > 0 })
  }

  @Test("after a stop, later jobs end at once")
  func stopIsFinal() async throws {
    let server = try ScriptedServer(script: answering())
    let engine = LoadEngine(
      configuration: EngineConfiguration(
        requests: [[HTTPRequest(url: server.url())]], concurrency: 1, zero: 0,
        judge: { _, _, _ in .ok(Answer(pages: 1)) }, publish: { _ in }))
    defer { engine.close() }
    engine.stop()
    #expect(await engine.run([pass(1)]) == .stopped)
    #expect(await engine.run([pass(1)]) == .stopped)
  }

  @Test("jobs number their requests and blocks on from each other")
  func jobsContinue() async throws {
    let server = try ScriptedServer(script: answering())
    let events = Mutex<[RunEvent]>([])
    let engine = LoadEngine(
      configuration: EngineConfiguration(
        requests: [[HTTPRequest(url: server.url())]], concurrency: 1,
        zero: MonotonicClock.now(), judge: { _, _, _ in .ok(Answer(pages: 1)) },
        publish: { batch in events.withLock { $0.append(contentsOf: batch) } }))
    defer { engine.close() }
    for _ in 0..<3 { #expect(await engine.run([pass(1)]) == .completed) }
    #expect(await engine.run([]) == .completed)
    let records = events.withLock { $0 }.records
    #expect(records.map(\.sequence) == [0, 1, 2])
    #expect(records.map(\.block) == [0, 1, 2])
  }

  @Test("connections are reused, and the records say so")
  func reuse() async throws {
    let server = try ScriptedServer(script: answering())
    let (_, events) = await EngineHarness().run(
      [pass(5)], urls: [server.url()], documents: Array(repeating: [1], count: 5))
    #expect(events.records.map(\.connectionReused) == [false, true, true, true, true])
    #expect(server.log.times(.accepted).count == 1)
  }

  @Test("answers are judged on another thread, and the judge sees the body untouched")
  func judging() async throws {
    let server = try ScriptedServer(script: answering("{\"pages\": 3}"))
    let seen = Mutex<[String]>([])
    let (_, events) = await EngineHarness().run(
      [pass(2)], urls: [server.url()], documents: [[1], [2]],
      judge: { _, status, body in
        seen.withLock { $0.append("\(status) " + String(decoding: body, as: UTF8.self)) }
        return .failed(RequestFailure(.wrongShape, "as judged"))
      })
    #expect(seen.withLock { $0 } == ["200 {\"pages\": 3}", "200 {\"pages\": 3}"])
    #expect(events.records.allSatisfy { $0.outcome.failure?.message == "as judged" })
  }

  @Test("the engine reports on itself: sockets, requests in flight, CPU, lag")
  func health() async throws {
    let server = try ScriptedServer(script: answering(afterMilliseconds: 5))
    let (_, events) = await EngineHarness().run(
      [pass(40, concurrency: 4)], urls: [server.url()],
      documents: Array(repeating: [1], count: 40), concurrency: 4)
    let reports = events.compactMap { event -> EngineHealth? in
      if case .engineHealth(let health) = event.payload { health } else { nil }
    }
    let last = try #require(reports.last)
    #expect(last.openSockets == 4)
    #expect(last.inFlight == 0)
    #expect(last.unjudged == 0)
    #expect(last.cpu > 0)
    #expect(last.maximumLag >= 0)
    // Little's law: the integral of in-flight over time is the sum of the service times. The engine
    // sees an end a little after it was, never before.
    let integral = reports.reduce(0) { $0 + $1.meanInFlight * Double($1.interval) }
    let service = events.records.reduce(0) { $0 + Double($1.serviceNanoseconds) }
    #expect(integral >= 0.99 * service)
    #expect(reports.allSatisfy { $0.meanInFlight <= 4 })
  }

  @Test("events come in few batches, however many there are")
  func batching() async throws {
    let server = try ScriptedServer(script: answering())
    let harness = EngineHarness()
    let (_, events) = await harness.run(
      [pass(500, concurrency: 4)], urls: [server.url()],
      documents: Array(repeating: [1], count: 500), concurrency: 4)
    let span = (events.map(\.time).max() ?? .zero).seconds(
      since: events.map(\.time).min() ?? .zero)
    // At most twenty a second, and the last one at the job's end.
    #expect(Double(harness.batches) <= span * 20 + 2)
    #expect(events.records.count == 500)
  }
}
