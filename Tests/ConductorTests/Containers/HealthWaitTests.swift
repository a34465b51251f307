import DockerKit
import Synchronization
import TestSupport
import Testing

@testable import Conductor

/// Waiting for a container's health check, with an engine that is not always well itself.
@Suite(.timeLimit(.minutes(1)))
struct HealthWaitTests {
  private static func inspection(_ health: String) -> String {
    #"{"Id":"abc","Name":"/box","State":{"Status":"running","Health":{"Status":"\#(health)","#
      + #""FailingStreak":0,"Log":[]}},"Config":{"Image":"hb","Tty":false},"HostConfig":{}}"#
  }

  private static let failure: [UInt8] = .answer(
    #"{"message":"busy with itself"}"#, status: 500)

  /// Waits for a container whose inspections are answered so, by their number from 0.
  private func wait(
    within seconds: Double, _ answer: @escaping @Sendable (Int) -> [UInt8]
  ) async throws -> (problem: String?, asked: Int) {
    let count = Mutex(0)
    let played = try PlayedEngine { _ in
      answer(
        count.withLock { count in
          defer { count += 1 }
          return count
        })
    }
    let details = try #require(
      JSON([UInt8](Self.inspection("starting").utf8)).flatMap { ContainerDetails($0) })
    let running = ContainerFleet.Running(
      engine: try await played.connect(), container: LaunchedContainer(details), isFresh: true)
    let problem = await HealthWait(running: running, control: RunControl()).run(within: seconds)
    return (problem, played.asked.count)
  }

  @Test("An engine that fails for a while is asked again, until the container is healthy")
  func busy() async throws {
    let (problem, asked) = try await wait(within: 1000) { number in
      number < 3 ? Self.failure : .answer(Self.inspection(number < 6 ? "starting" : "healthy"))
    }
    #expect(problem == nil)
    #expect(asked > 6)
  }

  @Test("An engine that goes on failing is told by its last words, when the time is over")
  func broken() async throws {
    let (problem, _) = try await wait(within: 0) { _ in Self.failure }
    let words = try #require(problem)
    #expect(words.contains("busy with itself") && words.contains("ready_within"), "\(words)")
  }

  @Test("A container that is gone is not waited for")
  func gone() async throws {
    let (problem, asked) = try await wait(within: 1000) { _ in
      .answer(#"{"message":"No such container: abc"}"#, status: 404)
    }
    #expect(problem?.contains("box is gone") == true && asked == 1)
  }

  @Test("A container that is unhealthy is not waited for either")
  func unhealthy() async throws {
    let (problem, _) = try await wait(within: 1000) { _ in
      .answer(Self.inspection("unhealthy"))
    }
    #expect(problem?.contains("box is unhealthy") == true)
  }
}
