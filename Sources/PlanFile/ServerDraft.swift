package import BenchCore

/// A server as one source tells of it; `PlanDraft` lays them over each other by key.
package struct ServerDraft: Hashable, Sendable {
  package var key: String
  package var name: String?
  package var origin: ServerOrigin?
  /// The process to start for it.
  package var launch: LaunchSpec?
  /// The container that it runs in.
  package var container: String?
  package var request: RequestShape?
  package var headers: [HeaderField]

  package init(
    key: String, name: String? = nil, origin: ServerOrigin? = nil, launch: LaunchSpec? = nil,
    container: String? = nil, request: RequestShape? = nil, headers: [HeaderField] = []
  ) {
    self.key = key
    self.name = name
    self.origin = origin
    self.launch = launch
    self.container = container
    self.request = request
    self.headers = headers
  }

  /// This draft with everything that `other` says laid over it.
  ///
  /// Another address is another server: it is not the one that is launched, or in the container.
  package func overridden(by other: ServerDraft) -> ServerDraft {
    let isSame = other.origin == nil || origin == nil || other.origin == origin
    return ServerDraft(
      key: key, name: other.name ?? name, origin: other.origin ?? origin,
      launch: other.launch ?? (isSame ? launch : nil),
      container: other.container ?? (isSame ? container : nil),
      request: other.request ?? request, headers: headers.overridden(by: other.headers))
  }

  /// The server; nil where nobody said where it comes from.
  var spec: ServerSpec? {
    guard let origin else { return nil }
    return ServerSpec(
      key: key, name: name ?? key, origin: origin, launch: launch, container: container,
      request: request ?? RequestShape(), headers: headers)
  }
}

extension [HeaderField] {
  /// These fields without those that `others` also name, and then the others.
  func overridden(by others: [HeaderField]) -> [HeaderField] {
    let names = Set(others.map { $0.name.lowercased() })
    return filter { !names.contains($0.name.lowercased()) } + others
  }
}
