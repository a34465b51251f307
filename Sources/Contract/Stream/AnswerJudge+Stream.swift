package import BenchCore

extension AnswerJudge {
  /// The outcome of a streamed answer.
  ///
  /// - Parameters:
  ///   - failure: Why the answer did not arrive whole, where it did not.
  package mutating func judge(
    status: Int, stream: StreamedAnswer, failure: RequestFailure?
  ) -> Outcome {
    if let failure { return .failed(Self.failure(failure, of: stream)) }
    guard (200..<300).contains(status) else {
      return .failed(
        RequestFailure(.http, ErrorAnswer.message(status: status, body: stream.head)))
    }
    if let failure = Self.failure(of: stream) { return .failed(failure) }
    guard let completion = stream.completion else {
      return .failed(Self.unfinished(stream))
    }
    let total = completion.totalPages ?? stream.pages
    guard total == stream.pages else {
      return .failed(
        RequestFailure(
          .wrongShape,
          "\"complete\" says \(Quantity.count(total, "page")), and the stream had "
            + Quantity.count(stream.pages)))
    }
    return .ok(
      answer(
        pages: total, seconds: completion.seconds, text: stream.text, dpi: completion.dpi,
        megapixels: completion.megapixels))
  }

  /// What the stream itself gives as a reason.
  private static func failure(of stream: StreamedAnswer) -> RequestFailure? {
    if let words = stream.error {
      return RequestFailure(
        .streamError,
        ForeignText.clipped(
          "the server said \"error\" after \(Quantity.count(stream.pages, "page")): "
            + (words.isEmpty ? "not a word more" : words)))
    }
    return stream.problem
  }

  /// A server that says `error` and hangs up has said why.
  private static func failure(
    _ failure: RequestFailure, of stream: StreamedAnswer
  ) -> RequestFailure {
    switch failure.kind {
    case .truncated, .reset:
      if let own = Self.failure(of: stream) { return own }
      guard stream.pages > 0 else { return failure }
      return RequestFailure(
        .truncated,
        ForeignText.clipped(
          "after \(Quantity.count(stream.pages, "page")) of the stream: \(failure.message)"))
    default: return failure
    }
  }

  private static func unfinished(_ stream: StreamedAnswer) -> RequestFailure {
    if stream.hasEvents {
      return RequestFailure(
        .truncated,
        "the stream ended without \"complete\", after \(Quantity.count(stream.pages, "page"))")
    }
    guard let line = ForeignText.firstLine(stream.head) else {
      return RequestFailure(.truncated, "the stream ended without a single event")
    }
    return RequestFailure(
      .wrongShape,
      ForeignText.clipped("the answer is no stream of events; it begins with: \(line)"))
  }
}
