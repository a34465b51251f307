/// A container as the list of all containers shows it.
package struct ContainerSummary: Sendable, Equatable {
  package var id: String
  /// The first name, without the slash in front; the short id where it has none.
  package var name: String
  package var image: String
  package var imageID: String
  package var command: String
  package var created: EngineTime?
  package var state: ContainerState
  /// The engine's words, such as `Up 2 minutes (healthy)`.
  package var statusText: String
  /// Nil without a health check, and where the list does not tell (podman before 5.8).
  package var health: HealthStatus?
  package var ports: [ContainerPort]
  package var labels: [String: String]
  package var networkMode: String?

  /// Nil if there is no id, without which nothing can be asked about it.
  init?(_ json: JSON) {
    guard let id = json["Id"].text ?? json["ID"].text else { return nil }
    self.id = id
    name = json["Names"].strings.first.map(Self.withoutSlash) ?? id.shortID
    if name.isEmpty { name = id.shortID }
    image = json["Image"].text ?? ""
    imageID = json["ImageID"].text ?? ""
    command = json["Command"].text ?? ""
    created = json["Created"].integer.map {
      EngineTime(nanoseconds: Int64($0).multipliedReportingOverflow(by: 1_000_000_000).partialValue)
    }
    state = ContainerState(json["State"].string)
    statusText = json["Status"].text ?? ""
    health =
      json["Health"].isObject
      ? HealthStatus(json["Health"]["Status"].string) : HealthStatus(statusText: statusText)
    ports = ContainerPort.listed(json["Ports"])
    labels = json["Labels"].stringsByName
    networkMode = json["HostConfig"]["NetworkMode"].text
  }

  /// All of a list's entries, except those without an id.
  package static func all(in json: JSON) -> [ContainerSummary] {
    json.elements.compactMap(ContainerSummary.init)
  }

  static func withoutSlash(_ name: String) -> String {
    name.hasPrefix("/") ? String(name.dropFirst()) : name
  }
}

extension String {
  /// The first twelve characters of an id, as engines show it.
  package var shortID: String { String(prefix(12)) }
}
