package import BenchCore

/// A server as one source tells of it; `PlanDraft` lays them over each other by key.
package struct ServerDraft: Hashable, Sendable {
  package var key: String
  package var name: String?
  package var origin: ServerOrigin?
  package var request: RequestShape?
  package var headers: [HeaderField]

  package init(
    key: String, name: String? = nil, origin: ServerOrigin? = nil, request: RequestShape? = nil,
    headers: [HeaderField] = []
  ) {
    self.key = key
    self.name = name
    self.origin = origin
    self.request = request
    self.headers = headers
  }

  /// This draft with everything that `other` says laid over it.
  package func overridden(by other: ServerDraft) -> ServerDraft {
    ServerDraft(
      key: key, name: other.name ?? name, origin: other.origin ?? origin,
      request: other.request ?? request, headers: headers.overridden(by: other.headers))
  }

  /// The server; nil where nobody said where it comes from.
  var spec: ServerSpec? {
    guard let origin else { return nil }
    return ServerSpec(
      key: key, name: name ?? key, origin: origin, request: request ?? RequestShape(),
      headers: headers)
  }
}

extension [HeaderField] {
  /// These fields without those that `others` also name, and then the others.
  func overridden(by others: [HeaderField]) -> [HeaderField] {
    let names = Set(others.map { $0.name.lowercased() })
    return filter { !names.contains($0.name.lowercased()) } + others
  }
}
