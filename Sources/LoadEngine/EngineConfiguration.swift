package import BenchCore
package import CurlKit

/// What an engine needs to know before it starts; fixed for a run.
package struct EngineConfiguration: Sendable {
  /// The request of every (condition, document), made before any clock starts.
  ///
  /// Outer index: the plan's conditions. Inner index: the corpus. Bodies share their bytes.
  package var requests: [[HTTPRequest]]
  /// Most requests in flight at once, over all lanes of a block.
  package var concurrency: Int
  /// The monotonic instant that is zero on the run's clock, nanoseconds of `MonotonicClock`.
  package var zero: UInt64
  /// Numbers of the first request and of the first block; what a resumed run has used is not used
  /// again.
  package var firstSequence = 0
  package var firstBlock = 0
  /// Judges a complete answer: condition, status, body.
  ///
  /// Called on the engine's judging thread, one at a time, in the order of completion; never on the
  /// thread that measures.
  package var judge: @Sendable (_ condition: Int, _ status: Int, _ body: [UInt8]) -> Outcome
  /// Begins to read an answer of a condition while it comes; nil where answers are judged whole.
  ///
  /// What it returns is used as `judge` is, and in its place.
  package var openStream: (@Sendable (_ condition: Int) -> any AnswerStream)?
  /// Takes events, at most twenty batches a second; must not block.
  package var publish: @Sendable ([RunEvent]) -> Void

  package init(
    requests: [[HTTPRequest]], concurrency: Int, zero: UInt64,
    judge: @escaping @Sendable (_ condition: Int, _ status: Int, _ body: [UInt8]) -> Outcome,
    openStream: (@Sendable (_ condition: Int) -> any AnswerStream)? = nil,
    publish: @escaping @Sendable ([RunEvent]) -> Void
  ) {
    self.requests = requests
    self.concurrency = concurrency
    self.zero = zero
    self.judge = judge
    self.openStream = openStream
    self.publish = publish
  }

  /// How often batches of events are published while a job runs, nanoseconds.
  static let publishInterval: UInt64 = 50_000_000
  /// How often the engine reports on itself, nanoseconds.
  static let healthInterval: UInt64 = 1_000_000_000
  /// Answers that may wait for judgement before new requests are held back.
  static let unjudgedLimit = 2048
  /// Bytes of answers that may wait for judgement before new requests are held back.
  static let unjudgedByteLimit = 512 << 20
}
