/// Where a request goes that we exchange ourselves: `http` and nothing special about it.
///
/// Whatever needs more than looking at the URL stays with libcurl: TLS, credentials in the URL,
/// escapes in the host, dots in the path that stand for folders, and everything malformed.
struct PlainTarget {
  /// What connections are told apart by.
  var origin: String
  /// The value of the `Host` header: without the port if that is 80.
  var host: String
  /// The path with the query, as the request line has it.
  var path: String

  /// Nil if the request is one for libcurl.
  init?(_ request: HTTPRequest) {
    guard request.headers.allSatisfy(Self.isOrdinary) else { return nil }
    guard let target = Self.split(request.url) else { return nil }
    guard let host = Self.host(target.authority), Self.isSimple(path: target.path) else {
      return nil
    }
    self.host = host
    path = target.path
    origin = request.unixSocket.map { "\(host) \($0)" } ?? host
  }

  /// Lines that change how a body is framed or when it is sent are libcurl's to obey.
  private static func isOrdinary(_ line: String) -> Bool {
    switch line.headerName {
    case "transfer-encoding", "content-length", "expect", "upgrade": false
    default: true
    }
  }

  private static func split(_ url: String) -> (authority: Substring, path: String)? {
    guard url.utf8.count > 7, url.utf8.prefix(7).elementsEqual("http://".utf8) else { return nil }
    let rest = url.dropFirst(7)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
    var path = rest[end...].prefix { $0 != "#" }
    if path.first == "/" { return (rest[..<end], String(path)) }
    path = "/" + path
    return (rest[..<end], String(path))
  }

  /// The host with its port, if both are of the plainest kind.
  private static func host(_ authority: Substring) -> String? {
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isName = parts[0].utf8.allSatisfy { byte in
      byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
    guard isName, !parts[0].isEmpty else { return nil }
    guard parts.count == 2 else { return String(parts[0]) }
    // A sign or a leading zero is no plain number.
    guard let port = UInt16(parts[1]), port > 0, String(port) == parts[1] else { return nil }
    return port == 80 ? String(parts[0]) : String(authority)
  }

  private static func isSimple(path: String) -> Bool {
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
    return !path.prefix { $0 != "?" }.contains("/.")
  }
}

extension String {
  /// The name of the header field that this line is about, in lower case.
  var headerName: String { prefix { $0 != ":" && $0 != ";" }.lowercased() }
}
