/// Why a multipart body cannot be read.
///
/// The first error ends the parse: a parser that has thrown one throws it again for every later
/// chunk, because nothing after a broken delimiter or header can be trusted.
package enum MultipartError: Error, Sendable, Equatable {
  /// The `Content-Type` of the request does not carry a usable boundary.
  case noBoundary(String)
  /// A boundary or its closing dashes are followed by something else than a line end.
  case malformedDelimiter
  /// A header line of a part breaks the grammar; the text says how.
  case malformedHeader(String)
  /// The body ended before the closing boundary.
  case truncated
  /// The headers of one part are longer than the limit, in bytes.
  case headersTooLong(limit: Int)
  /// The body has more parts than the limit.
  case tooManyParts(limit: Int)
  /// The whole body is larger than the limit, in bytes.
  case bodyTooLarge(limit: Int)
  /// A plain form field is larger than the limit, in bytes.
  case fieldTooLarge(name: String, limit: Int)
  /// A field that may appear once appears again.
  case repeatedField(name: String)

  package var message: String {
    switch self {
    case .noBoundary(let reason):
      "the request is not a multipart form: \(reason)"
    case .malformedDelimiter:
      "multipart: a boundary line goes on after the boundary; it must end there with CRLF or '--'"
    case .malformedHeader(let reason):
      "multipart: \(reason)"
    case .truncated:
      "multipart: the body ends before its closing boundary; the upload is incomplete"
    case .headersTooLong(let limit):
      "multipart: the headers of a part are longer than \(limit) bytes"
    case .tooManyParts(let limit):
      "multipart: the body has more than \(limit) parts"
    case .bodyTooLarge(let limit):
      "the request body is larger than the limit of \(ByteSize.text(limit)); "
        + "send a smaller document"
    case .fieldTooLarge(let name, let limit):
      "multipart: the field '\(name)' is larger than \(limit) bytes"
    case .repeatedField(let name):
      "multipart: the field '\(name)' appears more than once; send one document per request"
    }
  }
}

/// Writes a byte limit the way people set it: in whole megabytes where it is one.
enum ByteSize {
  static func text(_ bytes: Int) -> String {
    bytes >= 1_000_000 && bytes % 1_000_000 == 0 ? "\(bytes / 1_000_000) MB" : "\(bytes) bytes"
  }
}
