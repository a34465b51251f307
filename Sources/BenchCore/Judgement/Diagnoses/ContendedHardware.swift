/// Servers that ran at the same time on the same machine took it from each other.
enum ContendedHardware: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    guard evidence.plan.order == .simultaneous else { return [] }
    let hosts = Dictionary(grouping: evidence.plan.servers.indices) {
      host(evidence.plan.servers[$0].origin)
    }
    return hosts.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { host, servers in
      Diagnosis(
        .contendedHardware,
        "\(Quantity.count(servers.count, "server")) ran at the same time on \(host): they compete "
          + "for its processors, and how one behaves alone is not known from this.")
    }
  }

  /// The machine of a server, as far as its address tells.
  private static func host(_ origin: ServerOrigin) -> String {
    guard case .url(let url) = origin else { return "this machine" }
    let name = url.hostName
    return ["localhost", "127.0.0.1", "[::1]"].contains(name) ? "this machine" : name
  }
}

extension String {
  /// The host of an `http://` URL, lower case, without port and credentials.
  fileprivate var hostName: String {
    let rest = self[(range(ofScheme: "://") ?? startIndex)...]
    let authority = rest.prefix { $0 != "/" }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if host.first == "[" { return host.prefix { $0 != "]" } + "]" }
    return host.prefix { $0 != ":" }.lowercased()
  }

  private func range(ofScheme separator: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(separator) { return self.index(index, offsetBy: separator.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
