internal import BenchCore
internal import Contract
internal import Synchronization

/// A server's judge behind a lock: it keeps a cache, and the engine's judging thread is not ours.
final class SharedJudge: Sendable {
  private let judge: Mutex<AnswerJudge>

  init(_ judge: sending AnswerJudge) { self.judge = Mutex(judge) }

  /// What the answer says, or why it is none.
  func judge(status: Int, body: [UInt8]) -> Outcome {
    judge.withLock { $0.judge(status: status, body: body) }
  }

  /// The same of a streamed answer.
  func judge(status: Int, stream: StreamedAnswer, failure: RequestFailure?) -> Outcome {
    judge.withLock { $0.judge(status: status, stream: stream, failure: failure) }
  }
}
