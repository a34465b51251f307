/// A variable of a container's environment, as it may be shown.
///
/// Values whose name or look says that they are secret are left out when it is made: they never
/// reach the screen, a file or a log.
package struct EnvironmentEntry: Hashable, Sendable {
  package let name: String
  /// `Redaction.mark` in place of a secret.
  package let value: String

  /// Reads `NAME=value`.
  package init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = parts.first.map(String.init) ?? ""
    let value = parts.count > 1 ? String(parts[1]) : ""
    self.value = Self.isSecret(name, value) ? Redaction.mark : Redaction.url(value)
  }

  /// Words of names whose values are kept to oneself.
  private static let words = [
    "PASS", "PWD", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH", "PRIVATE", "COOKIE", "SESSION",
    "SIGNATURE", "DSN", "CERT", "SALT", "LICENSE",
  ]
  /// Beginnings of values that are tokens, whatever they are called.
  private static let beginnings = [
    "ghp_", "gho_", "github_pat_", "glpat-", "sk-", "xox", "AKIA", "eyJ", "hf_", "-----BEGIN",
  ]

  /// Whether a value begins as tokens do.
  static func isToken(_ value: String) -> Bool { beginnings.contains { value.hasPrefix($0) } }

  static func isSecret(_ name: String, _ value: String) -> Bool {
    guard !value.isEmpty else { return false }
    let upper = name.uppercased()
    // The working directory of a shell is none.
    if upper == "PWD" || upper == "OLDPWD" { return false }
    if words.contains(where: { upper.range(ofASCII: $0) != nil }) { return true }
    return isToken(value)
  }
}
