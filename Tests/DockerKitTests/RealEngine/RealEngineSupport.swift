import Foundation
import Testing

@testable import DockerKit

/// The engine that `Scripts/test-engine` starts; it has the images `busybox` and
/// `debian:bookworm-slim`.
enum EngineUnderTest {
  static let variable = ProcessInfo.processInfo.environment["SLIMBENCH_TEST_ENGINE"]

  static var isThere: Bool { variable != nil }

  static func connect() async throws -> Engine {
    try await Engine.connect(EngineAddress(try #require(variable)))
  }
}

/// One test's share of the engine: whatever bears its label goes when the test is over.
struct EngineShare {
  let engine: Engine
  let run = "test-\(UUID().uuidString.prefix(8))"

  /// Runs a test's body and removes what it has left, which `body` should not need.
  static func use(_ body: (EngineShare) async throws -> Void) async throws {
    let share = EngineShare(engine: try await EngineUnderTest.connect())
    do {
      try await body(share)
    } catch {
      await share.clean()
      throw error
    }
    await share.clean()
  }

  /// A busybox that runs a line of shell.
  func shell(_ line: String, name: String? = nil) -> ContainerRecipe {
    var recipe = ContainerRecipe(image: "busybox", name: name.map { "\($0)-\(run)" })
    recipe.command = ["sh", "-c", line]
    recipe.labels = [ContainerLabel.run: run, ContainerLabel.target: name ?? "some"]
    return recipe
  }

  /// The names of this test's containers.
  func names() async throws -> [String] {
    let filters = #"{"label":["\#(ContainerLabel.run)=\#(run)"]}"#
    let call = EngineCall("GET", "/containers/json", query: [("all", "1"), ("filters", filters)])
    return try await engine.call(call).json?.elements.flatMap { $0["Names"].strings } ?? []
  }

  /// A runtime gives up when a busy machine does not let it freeze all processes at once.
  func pause(_ id: String) async throws {
    for _ in 0..<20 where (try? await engine.pause(id)) != nil { return }
    try await engine.pause(id)
  }

  func state(_ id: String) async throws -> JSON {
    try #require(try await engine.call(EngineCall("GET", "/containers/\(id)/json")).json)["State"]
  }

  private func clean() async {
    for name in (try? await names()) ?? [] {
      try? await engine.remove(String(name.dropFirst()), force: true)
    }
  }
}
