/// A variable of the environment that a process or a container is started with.
package struct EnvironmentVariable: Codable, Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether a system can take it: a name without `=`, nothing with a zero byte.
  package var isValid: Bool {
    !name.isEmpty && !name.utf8.contains { $0 == 0 || $0 == 61 } && !value.utf8.contains(0)
  }

  /// The variable as it may be saved: only values of names that never hold secrets are kept, and
  /// of those no password of an address.
  package var redacted: EnvironmentVariable {
    let upper = name.uppercased()
    let isHarmless =
      Self.harmless.contains(upper) || Self.harmlessEnds.contains { upper.hasSuffix($0) }
    return EnvironmentVariable(name, isHarmless ? Redaction.url(value) : Redaction.mark)
  }

  private static let harmless: Set<String> = [
    "PATH", "PYTHONPATH", "PYTHONUNBUFFERED", "LANG", "LC_ALL", "TZ", "HOME", "HOST", "PORT",
    "RUST_LOG", "RUST_BACKTRACE", "SLIMGEST_DPI_FROM", "WORKERS", "WEB_CONCURRENCY",
  ]
  private static let harmlessEnds = [
    "_DIR", "_PATH", "_HOME", "_THREADS", "_HOST", "_PORT", "_WORKERS", "_DEVICES", "_LEVEL",
  ]
}

extension [EnvironmentVariable] {
  /// These variables without those that `others` name too, and then the others.
  package func overridden(by others: [EnvironmentVariable]) -> [EnvironmentVariable] {
    let names = Set(others.map(\.name))
    return filter { !names.contains($0.name) } + others
  }
}
