extension Redaction {
  /// A foreign command with what looks like a secret replaced: what stands behind a flag or a
  /// variable of such a name, what begins like a token, the users of URLs.
  ///
  /// Text for a shell (`sh -c …`) is looked through word by word. Nothing can know every secret: one
  /// in an unnamed argument stays.
  package static func command(_ words: [String]) -> [String] {
    var result: [String] = []
    var valueFollows = false
    for word in words {
      if valueFollows, !word.hasPrefix("-") {
        result.append(mark)
        valueFollows = false
      } else {
        result.append(word.contains(where: \.isWhitespace) ? line(word) : self.word(word))
        valueFollows = isSecretFlag(word)
      }
    }
    return result
  }

  /// The same for a command in one text; white space stays as it is.
  package static func line(_ text: String) -> String {
    var result = ""
    var valueFollows = false
    var rest = Substring(text)
    while !rest.isEmpty {
      result += rest.prefix(while: \.isWhitespace)
      rest = rest.drop(while: \.isWhitespace)
      let word = rest.prefix { !$0.isWhitespace }
      rest = rest.dropFirst(word.count)
      guard !word.isEmpty else { continue }
      if valueFollows, !word.hasPrefix("-") {
        result += mark
        valueFollows = false
      } else {
        result += self.word(String(word))
        valueFollows = isSecretFlag(String(word))
      }
    }
    return result
  }

  private static func word(_ word: String) -> String {
    guard let equals = word.firstIndex(of: "=") else {
      return EnvironmentEntry.isToken(word) ? mark : url(word)
    }
    let name = String(word[..<equals])
    let value = String(word[word.index(after: equals)...])
    let isSecret =
      name.hasPrefix("-") ? isSecretFlag(name) : EnvironmentEntry.isSecret(name, value)
    let shown = isSecret || EnvironmentEntry.isToken(value) ? mark : url(value)
    return value.isEmpty ? word : name + "=" + shown
  }

  /// Whether a flag's name says that its value is a secret: `--api-key`, and not `--tokenizer`.
  private static func isSecretFlag(_ word: String) -> Bool {
    guard word.hasPrefix("-"), !word.contains("=") else { return false }
    let parts = word.lowercased().split { !$0.isLetter && !$0.isNumber }
    return parts.contains { secretParts.contains(String($0)) }
  }

  private static let secretParts: Set<String> = [
    "pass", "password", "passwd", "passphrase", "pwd", "secret", "token", "key", "apikey", "auth",
    "credential", "credentials", "cookie", "signature", "dsn",
  ]
}
