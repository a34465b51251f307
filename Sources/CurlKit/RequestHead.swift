/// The head of a request that we exchange ourselves, as bytes.
///
/// It is the one that libcurl would send, line by line. It is kept from one request to the next:
/// in a benchmark only the body's length changes.
struct RequestHead {
  /// The request that `lines` was made for, without its body.
  private let request: HTTPRequest
  let target: PlainTarget
  /// All lines but those at the end that tell the body's length.
  private let lines: [UInt8]
  private var length: Int?
  /// From the request line to the empty line.
  private(set) var bytes: [UInt8] = []

  /// Nil if the request is one for libcurl.
  init?(_ request: HTTPRequest) {
    guard let target = PlainTarget(request), !request.method.isEmpty,
      request.method.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      request.headers.allSatisfy(Self.isPlain)
    else { return nil }
    self.request = Self.withoutBody(request)
    self.target = target
    lines = Self.lines(of: request, to: target)
    setLength(Self.length(of: request))
  }

  /// Whether this is the request's head but for the body's length.
  func fits(_ request: HTTPRequest) -> Bool {
    self.request.url == request.url && self.request.method == request.method
      && self.request.headers == request.headers && self.request.unixSocket == request.unixSocket
  }

  /// Makes this the head for that body.
  mutating func adopt(bodyOf request: HTTPRequest) {
    let length = Self.length(of: request)
    if length != self.length { setLength(length) }
  }

  private mutating func setLength(_ length: Int?) {
    self.length = length
    bytes = lines
    if let length { bytes += "Content-Length: \(length)\r\n".utf8 }
    bytes += "\r\n".utf8
  }

  /// A POST without a body says so.
  private static func length(of request: HTTPRequest) -> Int? {
    request.body?.count ?? (request.method == "POST" ? 0 : nil)
  }

  private static func withoutBody(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.body = nil
    return request
  }

  private static func lines(of request: HTTPRequest, to target: PlainTarget) -> [UInt8] {
    var text = "\(request.method) \(target.path) HTTP/1.1\r\n"
    let names = Set(request.headers.map(\.headerName))
    if let host = request.headers.first(where: { $0.headerName == "host" }) {
      text += Self.line(host)
    } else {
      text += "Host: \(target.host)\r\n"
    }
    if !names.contains("accept") { text += "Accept: */*\r\n" }
    for header in request.headers where header.headerName != "host" { text += Self.line(header) }
    return [UInt8](text.utf8)
  }

  /// What a header of a request looks like on the wire (see `HTTPRequest.headers`).
  private static func line(_ header: String) -> String {
    guard let colon = header.firstIndex(of: ":") else {
      guard let semicolon = header.firstIndex(of: ";"),
        header[semicolon...].dropFirst().allSatisfy({ $0 == " " || $0 == "\t" })
      else { return "" }
      return "\(header[..<semicolon]):\r\n"
    }
    let isEmpty = header[colon...].dropFirst().allSatisfy { $0 == " " || $0 == "\t" }
    return isEmpty ? "" : "\(header)\r\n"
  }

  private static func isPlain(_ header: String) -> Bool {
    !header.isEmpty && header.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}
