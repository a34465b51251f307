/// What can be done to one container, each a single question to the engine.
///
/// `name` is a container's name or id; `called` is what messages call it.
extension Engine {
  /// Makes a container; it does not run yet.
  ///
  /// - Returns: Its id.
  package func create(_ recipe: ContainerRecipe) async throws(LifecycleError) -> String {
    let action = "make \(recipe.title)"
    if let problem = recipe.problems.first {
      throw LifecycleError(action, .refusedByUs(problem))
    }
    if let refusal = GPUSupport(facts).refusal, recipe.gpus != nil {
      throw LifecycleError(action, refusal)
    }
    let body: [UInt8]
    do {
      body = try JSON.bytes(of: CreateBody(recipe: recipe, flavour: facts.flavour).json)
    } catch {
      throw LifecycleError(action, .refusedByUs("its recipe is no JSON: \(error)"))
    }
    let query = recipe.name.map { [(name: "name", value: $0)] } ?? []
    let call = EngineCall("POST", "/containers/create", query: query, timeout: .seconds(120))
    let answer = try await lifecycle(action, call.json(body))
    guard let id = answer.json?["Id"].text else {
      throw LifecycleError(action, .other, message: "the engine did not tell the container's id")
    }
    return id
  }

  package func start(_ name: String, called title: String? = nil) async throws(LifecycleError) {
    try await act("start", name, title, timeout: .seconds(120))
  }

  /// Asks it to end, and kills it when it has not by the end of the grace.
  package func stop(
    _ name: String, called title: String? = nil, grace: Duration = .seconds(10)
  ) async throws(LifecycleError) {
    try await act("stop", name, title, [Self.seconds(grace)], timeout: grace + .seconds(60))
  }

  package func restart(
    _ name: String, called title: String? = nil, grace: Duration = .seconds(10)
  ) async throws(LifecycleError) {
    try await act("restart", name, title, [Self.seconds(grace)], timeout: grace + .seconds(120))
  }

  /// Sends a signal by its name, such as `SIGTERM`.
  package func kill(
    _ name: String, called title: String? = nil, signal: String = "SIGKILL"
  ) async throws(LifecycleError) {
    try await act("kill", name, title, [("signal", signal)])
  }

  package func pause(_ name: String, called title: String? = nil) async throws(LifecycleError) {
    try await act("pause", name, title)
  }

  package func unpause(_ name: String, called title: String? = nil) async throws(LifecycleError) {
    try await act("unpause", name, title)
  }

  /// Removes a container; one that is gone already, or is being removed, is no error.
  ///
  /// - Parameters:
  ///   - force: Kills it first if it runs.
  ///   - volumes: Removes the volumes without a name that were made for it.
  package func remove(
    _ name: String, called title: String? = nil, force: Bool = false, volumes: Bool = true
  ) async throws(LifecycleError) {
    let query = [(name: "force", value: "\(force)"), (name: "v", value: "\(volumes)")]
    let call = EngineCall(
      "DELETE", "/containers/\(name.escapedForEngine)", query: query, timeout: .seconds(60))
    do {
      _ = try await self.call(call)
    } catch {
      if error.status == 404 { return }
      if error.status == 409, error.diagnosis.contains("already in progress") { return }
      throw LifecycleError("remove \(title ?? name)", error)
    }
  }

  /// Waits until it does not run (any more), however long that takes.
  ///
  /// - Returns: Its exit code.
  package func wait(
    _ name: String, called title: String? = nil
  ) async throws(LifecycleError) -> Int {
    let call = EngineCall(
      "POST", "/containers/\(name.escapedForEngine)/wait",
      query: [("condition", "not-running")], timeout: nil)
    let answer = try await lifecycle("wait for \(title ?? name)", call)
    return answer.json?["StatusCode"].integer ?? -1
  }

  private func act(
    _ verb: String, _ name: String, _ title: String?,
    _ query: [(name: String, value: String)] = [], timeout: Duration = .seconds(60)
  ) async throws(LifecycleError) {
    let call = EngineCall(
      "POST", "/containers/\(name.escapedForEngine)/\(verb)", query: query, timeout: timeout)
    _ = try await lifecycle("\(verb) \(title ?? name)", call)
  }

  /// A call whose failure is told as that of an action.
  func lifecycle(
    _ action: String, _ call: EngineCall
  ) async throws(LifecycleError) -> EngineAnswer {
    do {
      return try await self.call(call)
    } catch {
      throw LifecycleError(action, error)
    }
  }

  /// Whole seconds, rounded up: a grace is never shorter than asked for.
  private static func seconds(_ grace: Duration) -> (name: String, value: String) {
    let (seconds, rest) = grace.components
    return ("t", "\(max(0, seconds + (rest > 0 ? 1 : 0)))")
  }
}
