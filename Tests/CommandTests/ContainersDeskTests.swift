import BenchCore
import Dashboard
import Synchronization
import Testing

@testable import slimbench

/// What carries out the wishes of the Containers screen.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ContainersDeskTests {
  private final class Told: Sendable {
    let messages = Mutex<[ContainersMessage]>([])
  }

  private let told = Told()

  @Test("Lines of a log that come faster than they are shown are told or counted, each of them")
  func flood() async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace, logLines: 50_000)
    let desk = ContainersDesk(engine: engine.address) { [told] message in
      guard case .containers(let message) = message else { return }
      told.messages.withLock { $0.append(message) }
    }
    desk.perform(.open)
    desk.perform(.followLog(SmallEngine.id))
    #expect(await eventually { last == "59999" })
    let counts = told.messages.withLock { $0 }.map { message in
      if case .log(_, let lines, let skipped) = message { lines.count + skipped } else { 0 }
    }
    #expect(counts.reduce(0, +) == 50_000)
    desk.cancel()
  }

  private var last: String? {
    told.messages.withLock { $0 }.reversed().lazy.compactMap { message in
      if case .log(_, let lines, _) = message { lines.last?.text } else { nil }
    }.first
  }
}
