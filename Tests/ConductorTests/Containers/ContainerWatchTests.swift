import BenchCore
import DockerKit
import TestSupport
import Testing

@testable import Conductor

/// The containers of an engine, as they are told to a screen.
@Suite(.timeLimit(.minutes(2)))
struct ContainerWatchTests {
  private let container = PlayedContainer()

  /// What is told of a watch, folded; the watch ends with it.
  private final class Watching: Sendable {
    let told = Collected<TimedContainerUpdate>()
    let watch: ContainerWatch
    private let task: Task<Void, Never>

    init(_ option: String) {
      let watch = ContainerWatch(engine: option, wall: WallClock()) { [told] in told.add($0) }
      self.watch = watch
      task = Task { await watch.run() }
    }

    deinit { task.cancel() }

    var table: ContainerTable {
      told.elements.reduce(into: ContainerTable()) { $0.apply($1.update, at: $1.time) }
    }
  }

  @Test("What is wanted is told with its use, what is not wanted only listed")
  func wanted() async throws {
    let engine = try container.engine()
    let watching = Watching(engine.option)
    #expect(await eventually { watching.table["abc"]?.facts.state == .running })
    #expect(watching.table["abc"]?.facts.isDetailed == false)
    #expect(watching.table.engine?.name == "Docker 20.10.24")
    watching.watch.watch(["box"])
    #expect(await eventually { engine.asked.contains("GET /containers/abc/stats") })
    for second in 1...3 { container.sample(second: second) }
    #expect(await eventually { watching.table["abc"]?.usage.sample?.cores == 0.5 })
    #expect(watching.table["abc"]?.facts.memoryLimitBytes == 16 << 20)
  }

  @Test("An end is looked at where nobody watches, and told again with its last lines")
  func end() async throws {
    let engine = try container.engine()
    let watching = Watching(engine.option)
    #expect(await eventually { watching.table["abc"] != nil })
    container.change {
      $0.log =
        PlayedContainer.frame("one", isStamped: false)
        + PlayedContainer.frame("giving up", isError: true, isStamped: false)
    }
    container.end(code: 3)
    container.tell("die", second: 5, #","exitCode":"3""#)
    #expect(await eventually { watching.table["abc"]?.death?.lastLines == ["one", "giving up"] })
    let death = try #require(watching.table["abc"]?.death)
    #expect(death.cause == .exited(3) && death.isBad)
  }

  @Test("The lines of a good end are not asked for")
  func goodEnd() async throws {
    let engine = try container.engine()
    let watching = Watching(engine.option)
    #expect(await eventually { watching.table["abc"] != nil })
    container.end(code: 0)
    container.tell("die", second: 5, #","exitCode":"0""#)
    #expect(await eventually { watching.table["abc"]?.facts.finished != nil })
    #expect(watching.table["abc"]?.death?.cause == .exited(0))
    #expect(!engine.asked.contains("GET /containers/abc/logs"))
  }

  @Test("An engine that is not there is told with what to do, and looked for again")
  func missing() async throws {
    let watching = Watching("unix:///nowhere/at-all.sock")
    #expect(
      await eventually {
        watching.told.elements.count { if case .lost = $0.update { true } else { false } } >= 2
      })
    #expect(watching.table.problem?.reason.contains("/nowhere/at-all.sock") == true)
    #expect(watching.table.problem?.advice.isEmpty == false)
    #expect(watching.watch.engine == nil)
  }
}
