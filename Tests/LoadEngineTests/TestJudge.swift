import BenchCore
import Contract
import Synchronization

/// The contract's judge, callable from the engine's judging thread.
final class TestJudge: Sendable {
  private let judge = Mutex(AnswerJudge(shape: RequestShape()))

  func judge(status: Int, body: [UInt8]) -> Outcome {
    judge.withLock { $0.judge(status: status, body: body) }
  }
}
