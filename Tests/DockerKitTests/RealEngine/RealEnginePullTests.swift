import Synchronization
import Testing

@testable import DockerKit

@Suite("Pulling into a real engine", .enabled(if: EngineUnderTest.isThere))
struct RealEnginePullTests {
  @Test("brings an image with its layers counted, and its digest known")
  func good() async throws {
    let engine = try await EngineUnderTest.connect()
    let registry = try SmallRegistry()
    let name = registry.name + ":1.0"
    let before = try await engine.image(name)
    #expect(before == nil)
    let told = Mutex<[PullProgress]>([])
    try await engine.pull(name) { progress in told.withLock { $0.append(progress) } }
    let last = try #require(told.withLock { $0.last })
    #expect(last.layerCount == 1)
    #expect(last.layersDone == 1)
    #expect(last.bytes == last.totalBytes)
    #expect(last.status.contains("Downloaded newer image"))
    let image = try #require(try await engine.image(name))
    #expect(image.id == registry.configDigest)
    #expect(image.digests == ["\(registry.name)@\(registry.manifestDigest)"])
    #expect(!image.hasHealthCheck)
    // The digest is a name as well.
    #expect(try await engine.image(image.digests[0])?.id == image.id)
    _ = try await engine.call(EngineCall("DELETE", "/images/\(image.id)", query: [("force", "1")]))
  }

  @Test("says that a tag is not there")
  func missing() async throws {
    let engine = try await EngineUnderTest.connect()
    let registry = try SmallRegistry()
    let error = await #expect(throws: LifecycleError.self) {
      try await engine.pull(registry.name + ":2.0")
    }
    #expect(error?.cause == .missingImage, "\(error?.message ?? "")")
  }

  @Test("says that a registry does not answer")
  func unreachable() async throws {
    let engine = try await EngineUnderTest.connect()
    let error = await #expect(throws: LifecycleError.self) {
      try await engine.pull("127.0.0.1:1/nosuch/image")
    }
    #expect(error?.cause == .registryUnreachable, "\(error?.message ?? "")")
  }
}
