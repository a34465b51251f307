import BenchCore
import CurlKit
import TestSupport
import Testing

@testable import LoadEngine

/// Streamed answers on the judging thread, with stamps that no clock has made.
@Suite("Judging streams", .timeLimit(.minutes(1)))
struct JudgeStreamTests {
  /// What the judge tells of pieces of requests 0 and 1, and of their ends at 2000 and 3000.
  private static func events(_ pieces: [AnswerPiece]) async -> [RunEvent] {
    let bell = Bell()
    let judge = JudgeThread(
      configuration: EngineConfiguration(
        requests: [], concurrency: 2, zero: 1000, judge: { _, _, _ in .ok(Answer(pages: 99)) },
        openStream: { _ in TestStream() }, publish: { _ in }), onProgress: { bell.ring() })
    judge.ringsOnProgress(true)
    judge.put(pieces, now: 1)
    let ends = (0...1).map { sequence in
      JudgeThread.Finished(
        flight: Flight(
          sequence: sequence, lane: 0, condition: sequence, document: 0, round: 0, block: 0,
          phase: .measurement, intendedStart: .zero),
        result: TransferResult(
          tag: sequence, status: 200,
          stamps: TransferStamps(start: 1000, end: UInt64(2000 + 1000 * sequence))))
    }
    judge.put(ends, now: 2)
    await bell.wait { judge.backlog.count == 0 }
    var events: [RunEvent] = []
    judge.takeRecords(into: &events)
    judge.close()
    return events
  }

  @Test("a page has the time of the piece that completes it, whenever it is read")
  func stamps() async {
    let text = Array(
      (StreamTests.page(1) + StreamTests.page(2) + StreamTests.complete(2)).utf8)
    let first = StreamTests.page(1).utf8.count
    // Page 1 ends with the second piece, page 2 with the third; request 1 runs beside.
    let cuts = [0, 5, first, 2 * first + 3, text.count]
    let pieces = (0..<4).flatMap { index in
      (0...1).map { sequence in
        AnswerPiece(
          sequence: sequence, condition: sequence,
          bytes: Array(text[cuts[index]..<cuts[index + 1]]),
          time: UInt64(1100 + 100 * index + sequence))
      }
    }
    let events = await Self.events(pieces)
    for sequence in 0...1 {
      let pages = events.pages.filter { $0.page.sequence == sequence }
      #expect(pages.map(\.page.page) == [1, 2])
      #expect(pages.map(\.time.nanoseconds) == [200, 300].map { $0 + Int64(sequence) })
      #expect(pages.allSatisfy { $0.page.condition == sequence })
    }
    #expect(events.records.map { $0.outcome.answer?.pages } == [2, 2])
    #expect(events.records.map(\.end.nanoseconds) == [1000, 2000])
  }

  @Test("a stream of which nothing came is judged as one")
  func empty() async {
    let events = await Self.events([])
    #expect(events.pages.isEmpty)
    #expect(events.records.map { $0.outcome.failure?.kind } == [.truncated, .truncated])
  }
}
