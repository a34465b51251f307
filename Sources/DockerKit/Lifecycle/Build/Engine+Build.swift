/// Building an image with the engine's own builder.
internal import CurlKit
internal import Dispatch
internal import Synchronization

extension Engine {
  /// Builds an image.
  ///
  /// A build that fails, or whose task is cancelled, leaves no nameless images of its steps behind.
  ///
  /// - Parameter onProgress: Told after each line; runs on the engine's thread.
  /// - Returns: The image's id.
  /// - Throws: Why not, with the last lines of the build's log.
  package func build(
    _ recipe: BuildRecipe, onProgress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws(LifecycleError) -> String {
    let action = "build \(recipe.tag)"
    guard ImageName(recipe.tag) != nil else {
      throw LifecycleError(action, .refusedByUs("that is no name of an image"))
    }
    let context: BuildContext
    do {
      context = try await Self.read(recipe).get()
    } catch {
      throw LifecycleError(action, .refusedByUs(error.text))
    }
    let before = await namelessImages()
    let state = Mutex(BuildProgress())
    do {
      var call = EngineCall("POST", "/build", query: recipe.query, timeout: nil)
      call.body = context.body
      call.headers = ["Content-Type: application/x-tar"]
      try await stream(call) { value in
        let line = ProgressLine(value)
        onProgress(
          state.withLock { progress in
            progress.take(line)
            return progress
          })
      }
      return try Self.image(state.withLock { $0 }, action)
    } catch {
      let progress = state.withLock { progress in
        progress.finish()
        return progress
      }
      await removeRemains(of: progress, besides: before)
      if let error = error as? LifecycleError { throw error }
      throw Self.failure(action, error, progress)
    }
  }

  /// Reading a large folder takes a while, which the threads of Swift's tasks should not.
  private static func read(
    _ recipe: BuildRecipe
  ) async -> Result<BuildContext, BuildContextError> {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          returning: Result { () throws(BuildContextError) in
            try BuildContext.read(recipe.context, dockerfile: recipe.dockerfile)
          })
      }
    }
  }

  private static func image(
    _ progress: BuildProgress, _ action: String
  ) throws(LifecycleError) -> String {
    if let failure = progress.failure {
      let known = LifecycleCause(message: failure)
      let cause: LifecycleCause =
        known == .other && progress.step > 0
        ? .buildStep(progress.step, of: progress.steps, instruction: progress.instruction) : known
      throw LifecycleError(action, cause, message: failure, lastLines: progress.lines.suffix(20))
    }
    guard let image = progress.image else {
      throw LifecycleError(
        action, .other, message: "the engine ended the build without saying that it is done",
        lastLines: progress.lines.suffix(20))
    }
    return image
  }

  private static func failure(
    _ action: String, _ error: any Error, _ progress: BuildProgress
  ) -> LifecycleError {
    guard let error = error as? EngineError else {
      return LifecycleError(action, .other, message: "\(error)")
    }
    return LifecycleError(
      action, LifecycleCause(error), message: error.diagnosis, lastLines: progress.lines.suffix(20))
  }

  /// Removes the images that only this build has made and that no other one needs.
  ///
  /// The engine keeps them as its cache, where nobody finds or misses them. Whatever was there
  /// before, has a name, or was not told of by this build stays.
  private func removeRemains(of progress: BuildProgress, besides before: Set<String>?) async {
    guard let before, !progress.stepImages.isEmpty else { return }
    await Task {
      let remains = (await self.namelessImages() ?? []).subtracting(before).filter { id in
        progress.stepImages.contains { id.hasPrefix("sha256:" + $0) || id.hasPrefix($0) }
      }
      for id in remains { await self.removeImage(id) }
    }.value
  }

  /// Its nameless parents go with it, unless another image is made of them.
  private func removeImage(_ id: String) async {
    // A step that was cut off still has its container, for as long as the engine takes to notice.
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      do {
        _ = try await call(
          EngineCall("DELETE", "/images/\(id.escapedForEngine)", timeout: .seconds(60)))
        return
      } catch {
        guard error.status == 409 else { return }
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
  }

  /// The images without a name that no other image is made of; nil if that cannot be had.
  private func namelessImages() async -> Set<String>? {
    let call = EngineCall(
      "GET", "/images/json", query: [("filters", #"{"dangling":["true"]}"#)])
    guard let list = try? await self.call(call).json else { return nil }
    return Set(list.elements.compactMap { $0["Id"].text })
  }
}
