import ReferenceServer

/// Runs a server in this process, on a free port, for as long as `body` runs.
func withServer<Result: Sendable>(
  _ web: WebLayer, adjust: (inout ServerConfiguration) -> Void = { _ in },
  body: @escaping @Sendable (_ port: Int) async throws -> Result
) async throws -> Result {
  var configuration = ServerConfiguration(web: web, port: 0)
  adjust(&configuration)
  let (ports, feed) = AsyncStream<Int>.makeStream()
  return try await withThrowingTaskGroup(of: Void.self) { [configuration] group in
    group.addTask {
      defer { feed.finish() }
      try await serve(configuration: configuration) { feed.yield($0) }
    }
    guard let port = await ports.first(where: { _ in true }) else {
      try await group.next()
      throw ServerNeverReady()
    }
    let result = try await body(port)
    group.cancelAll()
    try await group.waitForAll()
    return result
  }
}

struct ServerNeverReady: Error {}

/// Asks again and again until something holds; false when it does not within the time.
func eventually(
  within limit: Duration = .seconds(20), _ condition: () async throws -> Bool
) async rethrows -> Bool {
  let deadline = ContinuousClock.now + limit
  while ContinuousClock.now < deadline {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return false
}
