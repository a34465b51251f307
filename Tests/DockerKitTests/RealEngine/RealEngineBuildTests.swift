import Foundation
import Synchronization
import Testing

@testable import DockerKit

@Suite("Images of a real engine", .enabled(if: EngineUnderTest.isThere), .serialized)
struct RealEngineBuildTests {
  @Test("are built from a folder, and run")
  func building() async throws {
    try await EngineShare.use { share in
      let folder = try TemporaryFolder()
      try folder.write(
        "docker/Dockerfile",
        "FROM busybox\nARG WORD=none\nCOPY app /app\nRUN echo $WORD > /word && cat /word\n"
          + "HEALTHCHECK CMD true\nCMD [\"sh\", \"-c\", \"cat /word /app/*; ls -l /app\"]\n")
      try folder.write(".dockerignore", "**/*.log\n")
      try folder.write("app/one.txt", "one\n", mode: 0o750)
      try folder.write("app/two.log", "two\n")
      try folder.write("app/" + String(repeating: "l", count: 120), "long\n")
      var recipe = BuildRecipe(
        context: folder.path, dockerfile: "docker/Dockerfile",
        tag: "built-\(share.run.lowercased())")
      recipe.arguments = ["WORD": "from \"us\""]
      recipe.network = "none"
      let told = Mutex<[BuildProgress]>([])
      let id = try await share.engine.build(recipe) { progress in
        told.withLock { $0.append(progress) }
      }
      let last = try #require(told.withLock { $0.last })
      #expect(last.step == 6)
      #expect(last.steps == 6)
      #expect(last.lines.contains("from \"us\""))
      let image = try #require(try await share.engine.image(recipe.tag))
      #expect(image.id == id)
      #expect(image.hasHealthCheck)
      #expect(image.tags == [recipe.tag + ":latest"])
      #expect(image.digests == [])

      var container = ContainerRecipe(image: recipe.tag)
      container.labels = share.shell("").labels
      let made = try await share.engine.create(container)
      try await share.engine.start(made)
      #expect(try await share.engine.wait(made) == 0)
      let error = await #expect(throws: LifecycleError.self) {
        try await share.engine.checkAlive(made)
      }
      let lines = error?.lastLines ?? []
      #expect(lines.prefix(3).sorted() == ["from \"us\"", "long", "one"])
      #expect(lines.contains { $0.hasPrefix("-rwxr-x---") && $0.hasSuffix("one.txt") })
      #expect(!lines.contains { $0.contains("two.log") })
      try await share.engine.remove(made)
      _ = try await share.engine.call(EngineCall("DELETE", "/images/\(recipe.tag)"))
      #expect(try await share.engine.image(recipe.tag) == nil)
    }
  }

  @Test("that cannot be built say at which step and why, and leave nothing behind")
  func failing() async throws {
    try await EngineShare.use { share in
      let before = try await images(share.engine)
      let folder = try TemporaryFolder()
      try folder.write(
        "Dockerfile",
        "FROM busybox\nRUN echo \(share.run) > /one\nRUN echo last words; exit 3\nRUN true\n")
      let recipe = BuildRecipe(context: folder.path, tag: "never-\(share.run.lowercased())")
      let error = await #expect(throws: LifecycleError.self) {
        try await share.engine.build(recipe)
      }
      #expect(
        error?.cause == .buildStep(3, of: 4, instruction: "RUN echo last words; exit 3"))
      #expect(error?.message.contains("returned a non-zero code: 3") == true)
      #expect(error?.lastLines.contains("last words") == true)
      #expect(try await images(share.engine) == before)
      #expect(try await share.engine.image("busybox") != nil)
      #expect(try await unnamedContainers(share.engine) == 0)
    }
  }

  @Test("that are wrong from the first line on are told in the engine's words")
  func wrong() async throws {
    try await EngineShare.use { share in
      let before = try await images(share.engine)
      func error(_ dockerfile: String) async throws -> LifecycleError? {
        let folder = try TemporaryFolder()
        try folder.write("Dockerfile", dockerfile)
        let recipe = BuildRecipe(context: folder.path, tag: "never-\(share.run.lowercased())")
        return await #expect(throws: LifecycleError.self) { try await share.engine.build(recipe) }
      }
      #expect(try await error("NONSENSE\n")?.message.lowercased().contains("nonsense") == true)
      #expect(try await error("FROM busybox\nCOPY nosuch /\n")?.message.contains("nosuch") == true)
      #expect(
        try await error("FROM busybox\nRUN --mount=type=cache,target=/x true\n")?.cause
          == .needsBuildKit)
      #expect(try await images(share.engine) == before)
    }
  }

  @Test("whose build is cancelled leave nothing behind")
  func cancelling() async throws {
    try await EngineShare.use { share in
      let before = try await images(share.engine)
      let folder = try TemporaryFolder()
      try folder.write(
        "Dockerfile", "FROM busybox\nRUN echo \(share.run) > /one\nRUN echo asleep; sleep 600\n")
      let recipe = BuildRecipe(context: folder.path, tag: "never-\(share.run.lowercased())")
      let sleeps = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        try await share.engine.build(recipe) { progress in
          if progress.lines.contains("asleep") { sleeps.continuation.finish() }
        }
      }
      for await _ in sleeps.stream {}
      task.cancel()
      let error = await #expect(throws: LifecycleError.self) { try await task.value }
      #expect(error?.cause == .engine(.cancelled, advice: nil))
      // The engine takes its time to notice that nobody listens any more.
      let deadline = ContinuousClock.now + .seconds(60)
      while try await unnamedContainers(share.engine) > 0 {
        try #require(ContinuousClock.now < deadline, "the step's container is still there")
      }
      #expect(try await images(share.engine) == before)
    }
  }

  private func images(_ engine: Engine) async throws -> Set<String> {
    let list = try await engine.call(EngineCall("GET", "/images/json", query: [("all", "1")])).json
    return Set(list?.elements.compactMap { $0["Id"].text } ?? [])
  }

  /// Containers without our labels: those of a build's steps.
  private func unnamedContainers(_ engine: Engine) async throws -> Int {
    let list = try await engine.call(EngineCall("GET", "/containers/json", query: [("all", "1")]))
      .json
    return list?.elements.count { ($0["Command"].string ?? "").contains("asleep") } ?? 0
  }
}
