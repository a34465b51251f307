/// Secrets of a plan that its saved file does not hold, and that have to be given again.
extension Plan {
  /// What stands for a secret instead of being one, in words; empty where the plan can be run.
  package var missingSecrets: [String] {
    var missing = headers.filter(\.isRedacted).map { "header \($0.name)" }
    for server in servers {
      missing += server.headers.filter(\.isRedacted).map { "header \($0.name) of \(server.key)" }
      if case .url(let url) = server.origin, Self.hasRedactedUser(url) {
        missing.append("user and password in the address of \(server.key)")
      }
    }
    return missing
  }

  /// Fills in secrets that are known again.
  ///
  /// - Parameters:
  ///   - fields: Headers by name, for every server that has one of that name.
  ///   - known: Servers by key, with their own headers and addresses; one whose address is another
  ///     is not the same server, and gives none.
  package mutating func restore(_ fields: [HeaderField], from known: [String: ServerSpec] = [:]) {
    headers = headers.map { Self.restored($0, fields) }
    for index in servers.indices {
      let own = known[servers[index].key]
      servers[index].headers = servers[index].headers.map {
        Self.restored($0, (own?.headers ?? []) + fields)
      }
      if case .url(let saved) = servers[index].origin, case .url(let url)? = own?.origin,
        Self.hasRedactedUser(saved), Redaction.url(url) == saved
      {
        servers[index].origin = .url(url)
      }
    }
  }

  private static func restored(_ field: HeaderField, _ known: [HeaderField]) -> HeaderField {
    guard field.isRedacted else { return field }
    return known.first { $0.name.lowercased() == field.name.lowercased() } ?? field
  }

  private static func hasRedactedUser(_ url: String) -> Bool {
    url.range(ofASCII: "://" + Redaction.mark + "@") != nil
  }
}

extension HeaderField {
  fileprivate var isRedacted: Bool { value == Redaction.mark }
}
