/// Which containers there are, and what each of them is.
extension Engine {
  /// The containers of the engine.
  ///
  /// - Parameters:
  ///   - all: Those that do not run as well.
  ///   - labels: Only those with all of these labels, `name` or `name=value`.
  package func list(
    all: Bool = true, labels: [String] = []
  ) async throws(EngineError) -> [ContainerSummary] {
    var query = [("all", all ? "1" : "0")]
    if !labels.isEmpty { query.append(("filters", Self.filters(["label": labels]))) }
    let answer = try await call(EngineCall("GET", "/containers/json", query: query))
    return ContainerSummary.all(in: try Self.json(answer, "/containers/json"))
  }

  /// All about one container, by id or name.
  ///
  /// - Parameter limit: How long the engine may take.
  /// - Throws: An error with status 404 if there is none (any more); of kind `timeout` where the
  ///   engine is late with it.
  package func inspect(
    _ container: String, within limit: Duration = EngineCall.usualTimeout
  ) async throws(EngineError) -> ContainerDetails {
    let path = "/containers/\(container.escapedForEngine)/json"
    let answer = try await call(EngineCall("GET", path, timeout: limit))
    guard let details = ContainerDetails(try Self.json(answer, path)) else {
      throw EngineError(.foreign, "the engine at \(address) answered GET \(path) without an id")
    }
    return details
  }

  private static func json(_ answer: EngineAnswer, _ path: String) throws(EngineError) -> JSON {
    guard let json = answer.json else {
      throw EngineError(.foreign, "the engine answered GET \(path) with something that is no JSON")
    }
    return json
  }

  /// The filters of a list or of events, as engines take them.
  package static func filters(_ filters: [String: [String]]) -> String {
    let bytes = (try? JSON.bytes(of: filters)) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }
}
