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
      missing += (server.launch.map { Self.missing($0.environment, $0.command) } ?? []).map {
        "\($0) of \(server.key)"
      }
    }
    for container in containers {
      missing += Self.missing(
        container.environment + container.labels,
        container.command + [container.health?.command].compactMap(\.self)
      ).map {
        "\($0) of container \(container.key)"
      }
    }
    return missing
  }

  private static func missing(
    _ environment: [EnvironmentVariable], _ command: [String]
  ) -> [String] {
    let isMarked = { (text: String) in text.range(ofASCII: Redaction.mark) != nil }
    return environment.filter { isMarked($0.value) }.map { "variable \($0.name)" }
      + (command.contains(where: isMarked) ? ["a secret in the command"] : [])
  }

  /// Fills in secrets that are known again.
  ///
  /// - Parameters:
  ///   - fields: Headers by name, for every server that has one of that name.
  ///   - known: Servers by key, with their own headers and addresses; one whose address is another
  ///     is not the same server, and gives none.
  ///   - containers: Containers as they are known; one that differs in more than secrets gives none.
  package mutating func restore(
    _ fields: [HeaderField], from known: [String: ServerSpec] = [:],
    containers knownContainers: [ContainerSpec] = []
  ) {
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
      if let launch = own?.launch, launch.redacted == servers[index].launch {
        servers[index].launch = launch
      }
    }
    containers = containers.map { container in
      knownContainers.first { $0.redacted == container } ?? container
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
