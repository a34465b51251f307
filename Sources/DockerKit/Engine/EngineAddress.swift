/// Where an engine listens.
package enum EngineAddress: Sendable, Hashable, CustomStringConvertible {
  case unix(path: String)
  case tcp(host: String, port: UInt16)

  /// The most bytes that the system takes as the path of a socket.
  package static let pathLimit = 107

  /// Reads `unix:///path`, `tcp://host:port`, `http://host:port` or a bare path.
  ///
  /// - Throws: Why the address cannot be used, and what can be done instead.
  package init(_ text: String) throws(EngineError) {
    let (scheme, rest) = Self.split(text)
    switch scheme {
    case "unix", nil: self = .unix(path: try Self.path(rest, in: text))
    case "tcp", "http": self = try Self.tcp(rest, in: text)
    case "https":
      throw EngineError.unsupported(
        "\(text): an engine behind TLS is not supported",
        advice: Self.tunnel)
    case "ssh":
      throw EngineError.unsupported(
        "\(text): an engine behind ssh is not supported",
        advice: "forward its socket: ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock "
          + "\(rest.prefix { $0 != "/" }), then use unix:///tmp/engine.sock")
    case "fd", "npipe":
      throw EngineError.unsupported(
        "\(text): \(scheme ?? "")://\u{20}addresses work only for the engine's own host",
        advice: "name the socket's path, such as unix:///var/run/docker.sock")
    default:
      throw EngineError.unsupported(
        "\(text) is no engine's address",
        advice: "write unix:///path/of/the.sock or tcp://host:port")
    }
  }

  package var description: String {
    switch self {
    case .unix(let path): "unix://\(path)"
    case .tcp(let host, let port): "tcp://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }

  /// The host on which the engine's published ports are reached.
  package var host: String {
    switch self {
    case .unix: "127.0.0.1"
    case .tcp(let host, _): host
    }
  }

  /// What URLs of the engine begin with.
  var origin: String {
    switch self {
    case .unix: "http://localhost"
    case .tcp(let host, let port): "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
  }

  var unixPath: String? {
    guard case .unix(let path) = self else { return nil }
    return path
  }

  static let tunnel =
    "reach it through ssh: ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock HOST, "
    + "then use unix:///tmp/engine.sock"

  private static func split(_ text: String) -> (scheme: String?, rest: Substring) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else {
      // A bare host has no slash in front; a bare path has one.
      return (text.hasPrefix("/") ? nil : "", text[...])
    }
    return (text[..<colon].lowercased(), text[text.index(colon, offsetBy: 3)...])
  }

  private static func path(_ path: Substring, in text: String) throws(EngineError) -> String {
    guard path.hasPrefix("/"), path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw EngineError.unsupported(
        "\(text) does not name a socket by its whole path",
        advice: "write unix:///path/of/the.sock, with three slashes")
    }
    guard path.utf8.count <= pathLimit else {
      throw EngineError.unsupported(
        "the path of the socket has \(path.utf8.count) bytes, the system takes \(pathLimit): \(path)",
        advice: "make a symbolic link with a short path to it, and use that")
    }
    return String(path)
  }

  private static func tcp(_ rest: Substring, in text: String) throws(EngineError) -> Self {
    let authority = rest.prefix { $0 != "/" }
    var host = authority
    var port: UInt16? = 2375
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = authority[authority.index(after: authority.startIndex)..<end]
      let tail = authority[authority.index(after: end)...]
      if !tail.isEmpty { port = tail.hasPrefix(":") ? UInt16(tail.dropFirst()) : nil }
    } else if let colon = authority.lastIndex(of: ":") {
      host = authority[..<colon]
      port = UInt16(authority[authority.index(after: colon)...])
      // More colons are an address of IPv6, which stands in brackets.
      if host.contains(where: { $0 == ":" || $0 == "[" }) { port = nil }
    }
    let isName = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x40 && $0 != 0x3F }
    guard let port, port > 0, !host.isEmpty, isName else {
      throw EngineError.unsupported(
        "\(text) has no host and port", advice: "write tcp://host:2375")
    }
    guard port != 2376 else {
      throw EngineError.unsupported(
        "\(text): port 2376 is an engine behind TLS, which is not supported", advice: tunnel)
    }
    return .tcp(host: String(host), port: port)
  }
}
