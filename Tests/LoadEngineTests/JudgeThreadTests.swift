import BenchCore
import CurlKit
import Synchronization
import TestSupport
import Testing

@testable import LoadEngine

/// When the judge is woken: not for every answer, and never too late.
@Suite("Judge thread", .timeLimit(.minutes(1)))
struct JudgeThreadTests {
  /// Counts what is judged and says when it was.
  private final class Count: Sendable {
    private let count = Mutex(0)
    let bell = Bell()

    var value: Int { count.withLock { $0 } }

    func add() {
      count.withLock { $0 += 1 }
      bell.ring()
    }
  }

  private func judge(_ count: Count) -> JudgeThread {
    JudgeThread(
      configuration: EngineConfiguration(
        requests: [], concurrency: 1, zero: 0,
        judge: { _, _, _ in
          count.add()
          return .failed(RequestFailure(.http, "no"))
        }, publish: { _ in }), onProgress: { count.bell.ring() })
  }

  private func finished(_ sequence: Int, bytes: Int = 0) -> JudgeThread.Finished {
    var result = TransferResult(
      tag: sequence, status: 200, stamps: TransferStamps(start: 0, end: 1))
    result.body = [UInt8](repeating: 0, count: bytes)
    return JudgeThread.Finished(
      flight: Flight(
        sequence: sequence, lane: 0, condition: 0, document: 0, round: 0, block: 0,
        phase: .measurement, intendedStart: RunTime(nanoseconds: 0)), result: result)
  }

  private static let first: UInt64 = 1_000_000_000

  @Test("judges the first answer at once, and what follows closely when it is rung")
  func ringing() async {
    let count = Count()
    let judge = judge(count)
    judge.put([finished(0)], now: Self.first)
    await count.bell.wait { count.value == 1 }
    judge.put([finished(1)], now: Self.first + 1_000_000)
    judge.put([finished(2)], now: Self.first + 2_000_000)
    judge.ring(now: Self.first + 3_000_000)
    judge.ringsOnProgress(true)
    await count.bell.wait { judge.backlog.count == 0 }
    #expect(count.value == 3)
    var events: [RunEvent] = []
    judge.takeRecords(into: &events)
    let sequences = events.compactMap { event in
      if case .requestFinished(let record) = event.payload { record.sequence } else { nil }
    }
    #expect(sequences == [0, 1, 2])
    judge.takeRecords(into: &events)
    #expect(events.count == 3)
    judge.close()
  }

  @Test("is woken by what comes later, by many answers and by large ones")
  func urgency() async {
    let count = Count()
    let judge = judge(count)
    judge.put([finished(0)], now: Self.first)
    await count.bell.wait { count.value == 1 }
    judge.put([finished(1)], now: Self.first + 10_000_000)
    await count.bell.wait { count.value == 2 }
    judge.put((0..<512).map { finished($0) }, now: Self.first + 10_000_001)
    await count.bell.wait { count.value == 514 }
    judge.put([finished(0, bytes: 256 << 10)], now: Self.first + 10_000_002)
    await count.bell.wait { count.value == 515 }
    judge.close()
  }

  @Test("leaves nothing unjudged when it is closed")
  func closing() async {
    let count = Count()
    let judge = judge(count)
    judge.put([finished(0)], now: Self.first)
    judge.put((1..<100).map { finished($0) }, now: Self.first + 1)
    judge.close()
    await count.bell.wait { count.value == 100 }
  }
}

/// Rung by other threads; the waiter looks again after each ring.
final class Bell: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(of: Void.self)
  }

  func ring() { continuation.yield() }

  func wait(until isDone: () -> Bool) async {
    if isDone() { return }
    for await _ in stream where isDone() { return }
  }
}
