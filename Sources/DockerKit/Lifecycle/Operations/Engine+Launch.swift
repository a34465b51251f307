/// From a recipe to a running container, or to nothing at all.
///
///     create ─► start ─► inspect ─► runs: ports, image
///        │        └─────────┴─► removed again, and why it did not start
///        └─► nothing was made
extension Engine {
  /// Makes and starts a container.
  ///
  /// Whatever goes wrong, and also when the task is cancelled, no container is left behind.
  package func launch(
    _ recipe: ContainerRecipe
  ) async throws(LifecycleError) -> LaunchedContainer {
    let id: String
    do {
      id = try await create(recipe)
    } catch {
      await forget(recipe, after: error)
      throw error
    }
    do {
      try await start(id, called: recipe.title)
      return try await running(id, called: recipe.title)
    } catch {
      await removeForGood(id)
      throw error
    }
  }

  /// Makes sure that a container still runs.
  ///
  /// - Throws: Why it has ended, with the last lines that it said.
  package func checkAlive(
    _ name: String, called title: String? = nil
  ) async throws(LifecycleError) {
    _ = try await running(name, called: title ?? name)
  }

  private func running(
    _ name: String, called title: String
  ) async throws(LifecycleError) -> LaunchedContainer {
    let call = EngineCall("GET", "/containers/\(name.escapedForEngine)/json")
    let answer = try await lifecycle("look at \(title)", call)
    guard let facts = answer.json else {
      throw LifecycleError("look at \(title)", .other, message: "the engine answers without JSON")
    }
    let state = facts["State"]
    let status = state["Status"].string ?? ""
    guard status == "exited" || status == "dead" || status == "stopped" else {
      return LaunchedContainer(
        id: facts["Id"].text ?? name,
        name: facts["Name"].text.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } ?? title,
        image: facts["Image"].text ?? "",
        ports: PublishedPort.list(facts["NetworkSettings"]["Ports"]))
    }
    let lines = await lastLines(of: name, isRaw: facts["Config"]["Tty"].bool ?? false)
    throw LifecycleError(
      "start \(title)",
      .death(
        exitCode: state["ExitCode"].integer, isOutOfMemory: state["OOMKilled"].bool ?? false,
        lines: lines), message: state["Error"].text ?? "", lastLines: lines)
  }

  /// The last lines of a container's log; none where they cannot be had.
  package func lastLines(
    of name: String, isRaw: Bool, count: Int = 20
  ) async -> [String] {
    let call = EngineCall(
      "GET", "/containers/\(name.escapedForEngine)/logs",
      query: [("stdout", "1"), ("stderr", "1"), ("tail", "\(count)")])
    guard let answer = try? await self.call(call) else { return [] }
    return LogTail.lines(answer.body, isRaw: isRaw, count: count)
  }

  /// Removes a container even if our task has been cancelled, whose calls would end at once.
  func removeForGood(_ name: String) async {
    await Task { try? await self.remove(name, force: true) }.value
  }

  /// A create that was given up may still have been carried out: what bears the labels of this
  /// start and has never run goes.
  private func forget(_ recipe: ContainerRecipe, after error: LifecycleError) async {
    guard case .engine = error.cause, let run = recipe.labels[ContainerLabel.run],
      let target = recipe.labels[ContainerLabel.target]
    else { return }
    await Task {
      for id in await self.neverStarted(run: run, target: target) { await self.removeForGood(id) }
    }.value
  }

  private func neverStarted(run: String, target: String) async -> [String] {
    let filters: JSONDraft = .object([
      "label": .texts(["\(ContainerLabel.run)=\(run)", "\(ContainerLabel.target)=\(target)"]),
      "status": .texts(["created"]),
    ])
    guard let text = try? JSON.bytes(of: filters) else { return [] }
    let call = EngineCall(
      "GET", "/containers/json",
      query: [("all", "1"), ("filters", String(decoding: text, as: UTF8.self))])
    guard let list = try? await self.call(call).json else { return [] }
    return list.elements.compactMap { $0["Id"].text }
  }
}
