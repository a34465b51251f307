/// Images: whether one is there, and fetching one.
internal import Synchronization

/// An image that an engine has.
package struct EngineImage: Hashable, Sendable {
  /// `sha256:…`, of the image itself.
  package var id: String
  package var tags: [String]
  /// `name@sha256:…`, as registries know it; empty for what was built or imported here.
  package var digests: [String]
  package var size: UInt64?
  /// When it was made, as the engine writes it.
  package var created: String?
  /// Whether it has a health check of its own.
  package var hasHealthCheck: Bool
}

extension Engine {
  /// The image of that name or id; nil if the engine does not have it.
  package func image(_ name: String) async throws(LifecycleError) -> EngineImage? {
    let action = "look at the image \(name)"
    guard ImageName(name) != nil else {
      throw LifecycleError(action, .refusedByUs("that is no name of an image"))
    }
    do throws(EngineError) {
      // Slashes of a name are slashes of the path.
      let path = name.split(separator: "/", omittingEmptySubsequences: false)
        .map { String($0).escapedForEngine }.joined(separator: "/")
      let facts = try await call(EngineCall("GET", "/images/\(path)/json")).json
      guard let facts, let id = facts["Id"].text else {
        throw EngineError(.foreign, "the engine tells of the image without its id")
      }
      return EngineImage(
        id: id, tags: facts["RepoTags"].strings, digests: facts["RepoDigests"].strings,
        size: facts["Size"].counter, created: facts["Created"].text,
        hasHealthCheck: facts["Config"]["Healthcheck"]["Test"].strings.first.map { $0 != "NONE" }
          ?? false)
    } catch {
      if error.status == 404 { return nil }
      throw LifecycleError(action, error)
    }
  }

  /// Fetches an image from its registry, without credentials.
  ///
  /// - Parameter onProgress: Told after each line; runs on the engine's thread.
  package func pull(
    _ name: String, onProgress: @escaping @Sendable (PullProgress) -> Void = { _ in }
  ) async throws(LifecycleError) {
    let action = "pull \(name)"
    guard let image = ImageName(name) else {
      throw LifecycleError(action, .refusedByUs("that is no name of an image"))
    }
    let call = EngineCall(
      "POST", "/images/create",
      query: [("fromImage", image.repository), ("tag", image.tag)], timeout: nil)
    let state = Mutex((progress: PullProgress(), failure: String?.none))
    do {
      try await stream(call) { value in
        let line = ProgressLine(value)
        let progress = state.withLock { state in
          state.progress.take(line)
          state.failure = state.failure ?? line.error
          return state.progress
        }
        onProgress(progress)
      }
    } catch {
      throw LifecycleError(action, error)
    }
    if let failure = state.withLock({ $0.failure }) {
      throw LifecycleError(action, LifecycleCause(message: failure), message: failure)
    }
  }
}
