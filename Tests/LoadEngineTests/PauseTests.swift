import BenchCore
import CurlKit
import LoadEngine
import Synchronization
import TestSupport
import Testing

/// What a pause does: nothing starts in it, and it is in no figure.
@Suite(.timeLimit(.minutes(1))) struct PauseTests {
  @Test("paused, what is in flight ends and nothing starts until it is resumed")
  func pause() async throws {
    let gate = ServerGate()
    let server = try ScriptedServer(script: gatedAnswers(gate))
    let harness = EngineHarness()
    let resumed = Mutex<UInt64>(0)
    let zero = MonotonicClock.now()
    let (end, events) = await harness.run(
      [pass(4)], urls: [server.url()], documents: Array(repeating: [1], count: 4),
      during: { engine in
        _ = await server.log.waiting(for: .requestRead, count: 1)
        engine.pause()
        gate.open()
        // Published after its end: without the pause the next would have started by then.
        while harness.published.records.isEmpty { await Task.yield() }
        resumed.withLock { $0 = MonotonicClock.now() }
        engine.resume()
      })
    #expect(end == .completed)
    let records = events.records.sorted { $0.sequence < $1.sequence }
    #expect(records.count == 4)
    let resumedAt = Int64(resumed.withLock { $0 } - zero)
    #expect(records[1].start.nanoseconds >= resumedAt - 50_000_000)
    #expect(records[1].start > records[0].end)
    // The pause is nobody's lag, and the block after it is another one.
    #expect(records[1].start.seconds(since: records[1].intendedStart) < 0.05)
    #expect(records[0].block == 0)
    #expect(records.dropFirst().allSatisfy { $0.block == 1 })
  }

  @Test("the pause is not in the condition's window")
  func window() async throws {
    let gate = ServerGate()
    let server = try ScriptedServer(script: gatedAnswers(gate))
    let harness = EngineHarness()
    let (_, events) = await harness.run(
      [pass(2)], urls: [server.url()], documents: [[1], [2]],
      during: { engine in
        _ = await server.log.waiting(for: .requestRead, count: 1)
        engine.pause()
        gate.open()
        while harness.published.records.isEmpty { await Task.yield() }
        engine.resume()
      })
    var window = ThroughputWindow()
    for record in events.records { window.add(record) }
    let service = events.records.reduce(0) { $0 + $1.serviceSeconds }
    #expect(abs(window.seconds - service) < 1e-9)
  }

  /// Answers once the gate is open: not before the test has paused.
  private func gatedAnswers(_ gate: ServerGate) -> ScriptedServer.Script {
    { _ in [.readRequest, .pass(gate), .send(.answer("ok")), .again] }
  }

  @Test("a paused run can be stopped")
  func stop() async throws {
    let server = try ScriptedServer(script: answering())
    let (end, events) = await EngineHarness().run(
      [pass(50)], urls: [server.url()], documents: Array(repeating: [1], count: 50),
      during: { engine in
        engine.pause()
        engine.stop()
      })
    #expect(end == .stopped)
    #expect(events.records.count < 50)
  }
}
