extension Engine {
  /// All about one container, by id or name, for which the engine has this long.
  ///
  /// - Throws: An error with status 404 if there is none (any more); of kind `timeout` where the
  ///   engine is late with it.
  func inspect(
    _ container: String, within limit: Duration
  ) async throws(EngineError) -> ContainerDetails {
    let path = "/containers/\(container.escapedForEngine)/json"
    let answer = try await call(EngineCall("GET", path, timeout: limit))
    guard let json = answer.json, let details = ContainerDetails(json) else {
      throw EngineError(
        .foreign, "the engine at \(address) answered GET \(path) with something else")
    }
    return details
  }
}
