package import BenchCore

/// Turns a finished HTTP exchange into an outcome: a usable answer, or a failure with its class.
///
/// Any bytes give an outcome; none traps. The text of an answer is digested once and remembered,
/// because every document is sent again in every round. Not shared between threads: each judge
/// has its own memory.
package struct AnswerJudge: Sendable {
  private let reader: AnswerReader
  private let shape: RequestShape
  private var fingerprints = FingerprintCache()

  /// A judge of answers that keep their values where `shape` says.
  package init(shape: RequestShape) {
    self.shape = shape
    reader = AnswerReader(shape: shape)
  }

  /// The outcome of an answer that arrived whole.
  package mutating func judge(status: Int, body: [UInt8]) -> Outcome {
    guard (200..<300).contains(status) else {
      return .failed(
        RequestFailure(.http, ErrorAnswer.message(status: status, body: body)))
    }
    do throws(JSONSyntaxError) {
      return outcome(try reader.read(body))
    } catch {
      return .failed(RequestFailure(.invalidJSON, BodyExcerpt.explain(error, in: body)))
    }
  }

  /// Most pages that an answer is believed to have: sums of them stay far from any overflow.
  private static let pageLimit = 10_000_000

  private mutating func outcome(_ reading: AnswerReading) -> Outcome {
    switch reading.pages {
    case .wrong(let found):
      let message =
        "the answer has no number of pages at \(Self.quoted(shape.pagesPointer)): \(found)"
      return .failed(RequestFailure(.wrongShape, ForeignText.clipped(message)))
    case .number(let pages) where pages > Self.pageLimit:
      let message =
        "the answer says \(Quantity.count(pages)) pages at \(Self.quoted(shape.pagesPointer)), "
        + "more than any document has"
      return .failed(RequestFailure(.wrongShape, ForeignText.clipped(message)))
    case .number(let pages):
      return .ok(
        answer(
          pages: pages, seconds: reading.seconds, text: reading.text, dpi: reading.dpi,
          megapixels: reading.megapixels))
    }
  }

  mutating func answer(
    pages: Int, seconds: Double?, text: [UInt8]?, dpi: Double?, megapixels: Double?
  ) -> Answer {
    let fingerprint = text.map { fingerprints.fingerprint(of: $0) }
    return Answer(
      pages: pages, serverSeconds: seconds, textDigest: fingerprint?.digest,
      textSimhash: fingerprint?.simhash, dpiUsed: dpi, megapixels: megapixels)
  }

  private static func quoted(_ pointer: String) -> String { "\"" + pointer + "\"" }
}
