package import BenchCore

/// Reads a streamed answer while it comes; used on the judging thread only.
package protocol AnswerStream: Sendable {
  /// Takes the next bytes; returns the numbers of the pages that they complete.
  mutating func receive(_ bytes: [UInt8]) -> [Int]

  /// The outcome at the end of the answer.
  ///
  /// - Parameter failure: Why it did not arrive whole, where it did not.
  mutating func finish(status: Int, failure: RequestFailure?) -> Outcome
}

/// A piece of a streamed answer, with when it arrived.
struct AnswerPiece: Sendable {
  /// Of the request.
  var sequence: Int
  var condition: Int
  var bytes: [UInt8]
  /// Nanoseconds of `MonotonicClock`.
  var time: UInt64
}

/// Where the callbacks of transfers leave pieces for the engine's next step; on its thread only.
final class PieceTray {
  private var pieces: [AnswerPiece] = []

  var isEmpty: Bool { pieces.isEmpty }

  func put(_ piece: AnswerPiece) { pieces.append(piece) }

  func takeAll() -> [AnswerPiece] {
    defer { pieces.removeAll(keepingCapacity: true) }
    return pieces
  }
}
