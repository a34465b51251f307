/// How a request ended.
package enum Outcome: Hashable, Sendable {
  case ok(Answer)
  case failed(RequestFailure)

  /// The answer, where there was a good one.
  package var answer: Answer? {
    if case .ok(let answer) = self { answer } else { nil }
  }

  /// The failure, where there was one.
  package var failure: RequestFailure? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}

/// What a server said about a document, reduced to what is compared.
package struct Answer: Hashable, Sendable {
  /// Pages processed.
  package var pages: Int
  /// The pipeline's own seconds, as the server tells them.
  package var serverSeconds: Double?
  /// SHA-256 of the text after NFKC and white space collapsed, lower-case hexadecimal.
  package var textDigest: String?
  /// Similarity hash of the text's 4-grams of words; nil under 50 words ("too short").
  package var textSimhash: UInt64?
  /// The DPI that the server says it used, where it says so.
  package var dpiUsed: Double?
  /// Pixels that the server says it made, in millions.
  package var megapixels: Double?

  package init(
    pages: Int, serverSeconds: Double? = nil, textDigest: String? = nil,
    textSimhash: UInt64? = nil, dpiUsed: Double? = nil, megapixels: Double? = nil
  ) {
    self.pages = pages
    self.serverSeconds = serverSeconds
    self.textDigest = textDigest
    self.textSimhash = textSimhash
    self.dpiUsed = dpiUsed
    self.megapixels = megapixels
  }
}

/// Why a request gave no usable answer.
package struct RequestFailure: Hashable, Sendable {
  package var kind: FailureKind
  /// What happened, with the server's own words where it had any; foreign text, never trusted.
  package var message: String

  package init(_ kind: FailureKind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// Longest message kept, in characters: a hostile server must not fill the result.
  package static let messageLimit = 500
}

/// The classes of failures; every failed request is in exactly one.
package enum FailureKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// The host's name was not found.
  case dns
  /// No connection could be made.
  case connect
  /// The TLS handshake or the certificate failed.
  case tls
  /// No complete answer within the timeout.
  case timeout
  /// The peer closed or reset the connection before an answer began, or while we were sending.
  case reset
  /// The answer ended before its announced length, or a stream before its `complete`.
  case truncated
  /// An HTTP status other than 2xx.
  case http
  /// The answer was larger than the limit.
  case tooLarge = "too_large"
  /// The answer was not JSON.
  case invalidJSON = "invalid_json"
  /// The answer was JSON without the fields that the contract promises.
  case wrongShape = "wrong_shape"
  /// A streamed answer that began well said `error`.
  case streamError = "stream_error"
  /// In flight when the run stopped.
  case aborted
}
