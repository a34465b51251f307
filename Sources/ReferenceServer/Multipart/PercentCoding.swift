/// Percent-encoding as it appears in query strings and in the file names of multipart parts.
enum PercentCoding {
  /// Decodes every `%XX`; nil when a percent sign is not followed by two hexadecimal digits or
  /// when the result is not UTF-8.
  static func decoded(_ text: some Collection<UInt8>, plusIsSpace: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(ASCII.hexValue),
          let low = rest.popFirst().flatMap(ASCII.hexValue)
        else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Undoes what browsers, curl and the Python clients do to names in form data, and nothing else:
  /// they encode only the quote and the line ends, so any other `%` is part of the name.
  static func decodedFormName(_ text: String) -> String {
    let pieces: [(String, String)] = [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")]
    return pieces.reduce(text) { $0.replacingEvery($1.0, with: $1.1) }
  }
}

extension String {
  /// Replaces every occurrence of a pattern that does not overlap itself.
  fileprivate func replacingEvery(_ pattern: String, with replacement: String) -> String {
    split(separator: pattern, omittingEmptySubsequences: false).joined(separator: replacement)
  }
}
