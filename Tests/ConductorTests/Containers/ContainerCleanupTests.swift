import BenchCore
import DockerKit
import ProcessKit
import TestSupport
import Testing

@testable import Conductor

/// Which containers are removed, by an engine of the test's own.
@Suite(.timeLimit(.minutes(1)))
struct ContainerCleanupTests {
  /// A container in the engine's list.
  private static func listed(
    _ name: String, key: String, _ keeper: ContainerOwner.Keeper
  ) -> String {
    let labels = ContainerOwner(run: "r", keeper: keeper).labels(of: key)
      .map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
    return #"{"Id":"id-\#(name)","Names":["/\#(name)"],"Image":"hb","State":"running","#
      + #""Labels":{\#(labels)}}"#
  }

  private static func engine(_ containers: [String]) throws -> PlayedEngine {
    let list = "[" + containers.joined(separator: ",") + "]"
    return try PlayedEngine { $0 == "GET /containers/json" ? .answer(list) : .answer("") }
  }

  private func removed(by engine: PlayedEngine) -> [String] {
    engine.asked.filter { $0.hasPrefix("DELETE ") }
  }

  /// One of each standing, named by it.
  private func everyStanding() throws -> PlayedEngine {
    let living = try #require(ProcessIdentity.current)
    let dead = ProcessIdentity(
      number: living.number, start: living.start &+ 1, boot: living.boot)
    let other = OwnerPlace(machine: "other", namespace: "1")
    return try Self.engine([
      Self.listed("kept", key: "a", .down),
      Self.listed("owned", key: "a", .process(living, at: .current)),
      Self.listed("left-over", key: "a", .process(dead, at: .current)),
      Self.listed("elsewhere", key: "a", .process(living, at: other)),
      Self.listed("unknown", key: "a", .unknown),
      // Not one of ours.
      #"{"Id":"id-foreign","Names":["/foreign"],"State":"running","Labels":{"slimbench.run":"r"}}"#,
    ])
  }

  @Test("Cleanup removes what is left over, and tells what it cannot judge")
  func cleanup() async throws {
    let engine = try everyStanding()
    let outcome = await ContainerCleanup(option: engine.option).run {
      ContainerCleanup.decision($0.owner.standing(), all: false)
    }
    #expect(outcome.removed == ["container left-over (hb): removed"])
    #expect(removed(by: engine) == ["DELETE /containers/id-left-over"])
    #expect(outcome.failed.isEmpty)
    #expect(outcome.left.count == 2)
    #expect(
      outcome.left.first == "container elsewhere (hb): started elsewhere, left; --all removes it")
    #expect(outcome.left.last?.hasPrefix("container unknown (hb): ") == true)
  }

  @Test("With --all everything goes but what a run that goes on will remove")
  func all() async throws {
    let engine = try everyStanding()
    let outcome = await ContainerCleanup(option: engine.option).run {
      ContainerCleanup.decision($0.owner.standing(), all: true)
    }
    #expect(
      removed(by: engine) == [
        "DELETE /containers/id-kept", "DELETE /containers/id-left-over",
        "DELETE /containers/id-elsewhere", "DELETE /containers/id-unknown",
      ])
    #expect(outcome.left.isEmpty && outcome.failed.isEmpty)
  }

  @Test("Down removes the plan's own container, and none of another plan with the same key")
  func down() async throws {
    let living = try #require(ProcessIdentity.current)
    let engine = try Self.engine([
      Self.listed("mine", key: "box", .down),
      Self.listed("other", key: "box", .down),
      Self.listed("of-a-run", key: "box", .process(living, at: .current)),
    ])
    let scratch = try Scratch()
    var box = ContainerSpec(key: "box")
    box.name = "mine"
    var plan = Plan(
      servers: [
        ServerSpec(key: "own", name: "Own", origin: .container(port: 80), container: "box")
      ], corpus: CorpusSpec(directory: "pdfs"))
    plan.containers = [box]
    plan.engine = engine.option
    let records = try #require(LaunchRecords(state: scratch.folder))
    let (done, failed) = await ServerKeeper(plan: plan, records: records).down()
    #expect(done == ["container mine (hb): removed"] && failed.isEmpty)
    #expect(removed(by: engine) == ["DELETE /containers/id-mine"])
  }
}
