/// A container that was made from a recipe and runs.
package struct LaunchedContainer: Hashable, Sendable {
  package var id: String
  package var name: String
  /// The id of the image that it runs, which a tag may not mean any more tomorrow.
  package var image: String
  /// Where its ports are, the free ones that were chosen too.
  package var ports: [PublishedPort]

  package init(id: String, name: String, image: String, ports: [PublishedPort]) {
    self.id = id
    self.name = name
    self.image = image
    self.ports = ports
  }

  /// The host's port that leads to a port of the container.
  package func hostPort(of container: Int, _ transport: PortRecipe.Transport = .tcp) -> Int? {
    ports.first { $0.container == container && $0.transport == transport }?.host
  }
}

/// A port of a running container, and where the host has it.
package struct PublishedPort: Hashable, Sendable {
  package var container: Int
  package var transport: PortRecipe.Transport
  /// The host's address; empty for all.
  package var address: String
  package var host: Int

  package init(
    container: Int, transport: PortRecipe.Transport, address: String, host: Int
  ) {
    self.container = container
    self.transport = transport
    self.address = address
    self.host = host
  }

  /// From `NetworkSettings.Ports` of an inspect, sorted.
  static func list(_ ports: JSON) -> [PublishedPort] {
    var list: [PublishedPort] = []
    for (key, bindings) in ports.fields {
      let parts = key.split(separator: "/")
      guard let container = parts.first.flatMap({ Int($0) }) else { continue }
      let transport = parts.dropFirst().first.flatMap { PortRecipe.Transport(rawValue: String($0)) }
      for binding in bindings.elements {
        guard let host = binding["HostPort"].string.flatMap({ Int($0) }), host > 0 else { continue }
        list.append(
          PublishedPort(
            container: container, transport: transport ?? .tcp,
            address: binding["HostIp"].string ?? "", host: host))
      }
    }
    return list.sorted {
      ($0.container, $0.transport.rawValue, $0.address, $0.host)
        < ($1.container, $1.transport.rawValue, $1.address, $1.host)
    }
  }
}
