/// The statuses that the server answers with.
enum AnswerStatus: Int, Sendable, CaseIterable {
  case ok = 200
  case badRequest = 400
  case notFound = 404
  case methodNotAllowed = 405
  case contentTooLarge = 413
  case unprocessable = 422
  case internalError = 500
  case unavailable = 503

  var phrase: String {
    switch self {
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .contentTooLarge: "Content Too Large"
    case .unprocessable: "Unprocessable Content"
    case .internalError: "Internal Server Error"
    case .unavailable: "Service Unavailable"
    }
  }
}

/// What goes back to the client, in no web library's types.
struct Answer: Sendable {
  static let json = "application/json"

  var status: AnswerStatus
  var body: [UInt8]
  var contentType = Self.json
  /// Methods for the `Allow` header of a 405.
  var allow: String?
  /// The connection carries a body that will not be read to its end.
  var closesConnection = false

  /// The whole answer as HTTP/1.1, for a connection that ends with it.
  var http1: [UInt8] {
    let head = [
      "HTTP/1.1 \(status.rawValue) \(status.phrase)", "Content-Type: \(contentType)",
      "Content-Length: \(body.count)", "Connection: close",
    ]
    return Array((head + (allow.map { ["Allow: \($0)"] } ?? [])).joined(separator: "\r\n").utf8)
      + Array("\r\n\r\n".utf8) + body
  }

  /// For HEAD: a body would be read as the start of the next answer.
  var withoutBody: Answer {
    var answer = self
    answer.body = []
    return answer
  }
}

/// A request that is not carried out, and what the client is told.
struct Refusal: Error, Sendable, Equatable {
  var status: AnswerStatus
  var detail: String
  var allow: String?

  init(_ status: AnswerStatus, _ detail: String, allow: String? = nil) {
    self.status = status
    self.detail = detail
    self.allow = allow
  }

  /// `{"detail": …}`, as FastAPI answers.
  var answer: Answer {
    var json = JSONWriter()
    json.object { $0.field("detail", detail) }
    return Answer(status: status, body: json.bytes, allow: allow)
  }
}
