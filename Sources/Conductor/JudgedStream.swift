internal import BenchCore
internal import Contract
internal import LoadEngine

/// A streamed answer on its way to the judge of its server.
struct JudgedStream: AnswerStream {
  private var answer: StreamedAnswer
  private let judge: SharedJudge

  /// - Parameter limit: Most bytes of an answer, and so of an event of it.
  init(_ judge: SharedJudge, limit: Int) {
    answer = StreamedAnswer(limit: limit)
    self.judge = judge
  }

  mutating func receive(_ bytes: [UInt8]) -> [Int] { answer.receive(bytes) }

  mutating func finish(status: Int, failure: RequestFailure?) -> Outcome {
    judge.judge(status: status, stream: answer, failure: failure)
  }
}
