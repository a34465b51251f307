import BenchCore
import Contract
import LoadEngine
import Synchronization

/// The contract's judge, callable from the engine's judging thread.
final class TestJudge: Sendable {
  private let judge = Mutex(AnswerJudge(shape: RequestShape()))

  func judge(status: Int, body: [UInt8]) -> Outcome {
    judge.withLock { $0.judge(status: status, body: body) }
  }
}

/// A streamed answer read as the contract says.
struct TestStream: AnswerStream {
  private var answer = StreamedAnswer(limit: 1 << 16)

  mutating func receive(_ bytes: [UInt8]) -> [Int] { answer.receive(bytes) }

  func finish(status: Int, failure: RequestFailure?) -> Outcome {
    var judge = AnswerJudge(shape: RequestShape())
    return judge.judge(status: status, stream: answer, failure: failure)
  }
}
