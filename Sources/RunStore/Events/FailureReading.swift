internal import BenchCore

/// Brings failures that a file tells in other words than ours into our classes.
enum FailureReading {
  /// The failure with a class's name; a name that we do not know counts as `reset`, the broadest
  /// transport failure, and stays readable in the message.
  static func failure(named name: String, message: String) -> RequestFailure {
    if let kind = FailureKind(rawValue: name) { return RequestFailure(kind, message) }
    return RequestFailure(.reset, "(\(name)) \(message)")
  }

  /// The class of a failure of which only an error text is known, as in the guide's files: an
  /// answer with a bad status reads `HTTP 500: …`, the rest is a Python exception's text.
  static func failure(fromText text: String) -> (failure: RequestFailure, status: Int?) {
    if let status = status(in: text) { return (RequestFailure(.http, text), status) }
    let lower = text.lowercased()
    let signs: [(word: String, kind: FailureKind)] = [
      ("timeout", .timeout), ("timed out", .timeout), ("certificate", .tls), ("ssl", .tls),
      ("name or service", .dns), ("name resolution", .dns), ("getaddrinfo", .dns),
      ("refused", .connect), ("cannot connect", .connect), ("connection attempts", .connect),
      ("expecting value", .invalidJSON), ("json", .invalidJSON),
    ]
    let kind = signs.first { lower.contains($0.word) }?.kind
    return (RequestFailure(kind ?? .reset, text), nil)
  }

  private static func status(in text: String) -> Int? {
    guard text.hasPrefix("HTTP ") else { return nil }
    let digits = text.dropFirst("HTTP ".count).prefix { $0.isASCII && $0.isNumber }
    return digits.count == 3 ? Int(digits) : nil
  }
}
