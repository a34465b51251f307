/// From a recipe to a running container, or to nothing at all.
///
///     create ─► start ─► inspect ─► runs: ports, image
///        │        └─────────┴─► removed again, and why it did not start
///        └─► nothing was made
extension Engine {
  /// Makes and starts a container.
  ///
  /// Whatever goes wrong, and also when the task is cancelled, no container is left behind. An
  /// engine without an init process to put into containers (podman without catatonit) makes it
  /// without one.
  package func launch(
    _ recipe: ContainerRecipe
  ) async throws(LifecycleError) -> LaunchedContainer {
    let id: String
    do {
      id = try await create(recipe)
    } catch {
      await forget(recipe, after: error)
      guard error.cause == .noInit, recipe.hasInit else { throw error }
      var plain = recipe
      plain.hasInit = false
      return try await launch(plain)
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
    let details: ContainerDetails
    do {
      details = try await inspect(name)
    } catch {
      throw LifecycleError("look at \(title)", error)
    }
    guard details.state == .exited || details.state == .dead else {
      return LaunchedContainer(details)
    }
    let lines = await lastLines(of: name, hasTerminal: details.hasTerminal)
    throw LifecycleError(
      "start \(title)",
      .death(
        exitCode: details.exitCode, isOutOfMemory: details.wasOutOfMemory, lines: lines),
      message: details.error, lastLines: lines)
  }

  /// The last lines of a container's log; none where they cannot be had.
  package func lastLines(
    of name: String, hasTerminal: Bool, count: Int = 20
  ) async -> [String] {
    let call = EngineCall(
      "GET", "/containers/\(name.escapedForEngine)/logs",
      query: [("stdout", "1"), ("stderr", "1"), ("tail", "\(count)")])
    guard let answer = try? await self.call(call) else { return [] }
    return LogTail.lines(answer.body, hasTerminal: hasTerminal, count: count)
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
    let labels = ["\(ContainerLabel.run)=\(run)", "\(ContainerLabel.target)=\(target)"]
    let list = (try? await list(labels: labels)) ?? []
    return list.filter { $0.state == .created }.map(\.id)
  }
}
