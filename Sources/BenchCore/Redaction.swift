/// A header field sent with requests.
package struct HeaderField: Codable, Hashable, Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Parses `Name: value`; nil where there is no name, or either part could smuggle a line break.
  package init?(line: String) {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon]
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    let isToken = { (byte: UInt8) in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
    guard !name.isEmpty, name.utf8.allSatisfy(isToken) else { return nil }
    guard value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else { return nil }
    self.init(name: String(name), value: String(value))
  }

  /// The field as it may be saved: only values that are never secret are kept.
  package var redacted: HeaderField {
    let harmless: Set<String> = ["accept", "accept-language", "content-type", "user-agent"]
    return harmless.contains(name.lowercased())
      ? self : HeaderField(name: name, value: Redaction.mark)
  }
}

/// Keeps secrets out of everything that is saved or shown.
package enum Redaction {
  /// What stands in place of a secret.
  package static let mark = "(redacted)"

  /// The URL with its user information (`user:password@`) replaced.
  package static func url(_ url: String) -> String {
    guard let scheme = url.range(ofASCII: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return url }
    return url[..<scheme.upperBound] + mark + url[at...]
  }

  /// Command-line arguments with the values of `--header` and the users of URLs replaced.
  package static func arguments(_ arguments: [String]) -> [String] {
    var result: [String] = []
    var headerFollows = false
    for argument in arguments {
      if headerFollows {
        result.append(header(argument))
        headerFollows = false
      } else if argument == "--header" || argument == "-H" {
        result.append(argument)
        headerFollows = true
      } else if argument.hasPrefix("--header=") {
        result.append("--header=" + header(String(argument.dropFirst("--header=".count))))
      } else if argument.hasPrefix("-H") {
        let value = argument.dropFirst(argument.hasPrefix("-H=") ? 3 : 2)
        result.append("-H=" + header(String(value)))
      } else {
        result.append(url(argument))
      }
    }
    return result
  }

  private static func header(_ line: String) -> String {
    guard let field = HeaderField(line: line)?.redacted else { return mark }
    return "\(field.name): \(field.value)"
  }
}

extension String {
  /// The first place where the ASCII text `needle` stands.
  func range(ofASCII needle: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) {
        return start..<index(start, offsetBy: needle.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
