/// A port of a container, and where it is reached from outside.
package struct ContainerPort: Sendable, Hashable, Comparable {
  package var container: UInt16
  /// `tcp`, `udp` or `sctp`.
  package var transport: String
  /// Nil where it is not published.
  package var host: UInt16?
  /// The address of the host that it is published on; `0.0.0.0` and `::` are all of them.
  package var hostAddress: String?

  package init(
    container: UInt16, transport: String = "tcp", host: UInt16? = nil, hostAddress: String? = nil
  ) {
    self.container = container
    self.transport = transport
    self.host = host
    self.hostAddress = hostAddress
  }

  package static func < (one: ContainerPort, other: ContainerPort) -> Bool {
    (one.container, one.transport, one.host ?? 0, one.hostAddress ?? "")
      < (other.container, other.transport, other.host ?? 0, other.hostAddress ?? "")
  }
}

extension ContainerPort {
  /// Those of a list entry: `[{"IP": …, "PrivatePort": …, "PublicPort": …, "Type": …}]`.
  static func listed(_ json: JSON) -> [ContainerPort] {
    let ports = json.elements.compactMap { entry -> ContainerPort? in
      guard let container = entry["PrivatePort"].integer.flatMap(UInt16.init(exactly:)) else {
        return nil
      }
      let host = entry["PublicPort"].integer.flatMap(UInt16.init(exactly:))
      return ContainerPort(
        container: container, transport: entry["Type"].text ?? "tcp", host: host == 0 ? nil : host,
        hostAddress: entry["IP"].text)
    }
    return Set(ports).sorted()
  }

  /// Those of an inspect: `{"8080/tcp": [{"HostIp": …, "HostPort": "…"}]}`.
  static func inspected(_ json: JSON) -> [ContainerPort] {
    var ports: Set<ContainerPort> = []
    for (name, bindings) in json.fields {
      let parts = name.split(separator: "/", maxSplits: 1)
      guard let number = parts.first.flatMap({ UInt16($0) }) else { continue }
      let transport = parts.count == 2 ? String(parts[1]) : "tcp"
      if bindings.elements.isEmpty {
        ports.insert(ContainerPort(container: number, transport: transport))
      }
      for binding in bindings.elements {
        ports.insert(
          ContainerPort(
            container: number, transport: transport,
            host: binding["HostPort"].string.flatMap { UInt16($0) },
            hostAddress: binding["HostIp"].text))
      }
    }
    return ports.sorted()
  }
}
