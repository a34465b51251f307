import DockerKit
import Testing

@Suite("A health history")
struct HealthHistoryTests {
  /// An inspect that shows the probes of these seconds; odd ones have failed.
  private func health(_ seconds: [Int], _ status: String = "healthy") throws -> ContainerHealth {
    let log = seconds.map {
      let second = $0 < 10 ? "0\($0)" : "\($0)"
      return #"{"Start":"2026-11-23T04:00:\#(second)Z","End":"2026-11-23T04:00:\#(second).25Z","#
        + #""ExitCode":\#($0 % 2)}"#
    }
    let details = ContainerDetails(
      json(
        #"{"Id":"x","State":{"Health":{"Status":"\#(status)","Log":[\#(log.joined(separator: ","))]}}}"#
      ))
    return try #require(details?.health)
  }

  @Test("collects more probes than engines keep, each once")
  func collecting() throws {
    var history = HealthHistory()
    for last in stride(from: 5, through: 59, by: 3) {
      history.take(try health(Array(max(1, last - 4)...last)), at: .at(0))
    }
    #expect(history.probes.count == 59)
    #expect(history.probes.map(\.exitCode) == (1...59).map { $0 % 2 })
    #expect(history.probes.allSatisfy { $0.duration == 250_000_000 })
    #expect(history.failures == 30)
    #expect(history.breaks.isEmpty)
  }

  @Test("tells where probes may have passed unseen")
  func breaks() throws {
    var history = HealthHistory()
    history.take(try health([1, 2, 3, 4, 5]), at: .at(0))
    history.take(try health([5, 6, 7, 8, 9]), at: .at(0))
    #expect(history.breaks.isEmpty)
    history.take(try health([11, 12, 13, 14, 15]), at: .at(0))
    #expect(history.breaks == [9])
    #expect(history.probes.count == 14)
  }

  @Test("keeps no more than its limit")
  func bounded() throws {
    var history = HealthHistory(limit: 10)
    for last in 5...50 { history.take(try health(Array(last - 4...last)), at: .at(0)) }
    #expect(history.probes.count == 10)
    #expect(history.probes.last?.start == EngineTime("2026-11-23T04:00:50Z"))
  }

  @Test("counts flaps, not repetitions, and the time to healthy")
  func flaps() {
    var history = HealthHistory()
    let statuses: [HealthStatus] = [
      .starting, .starting, .healthy, .healthy, .unhealthy, .unhealthy, .healthy, .unhealthy,
    ]
    for (second, status) in statuses.enumerated() { history.note(status, at: .at(Double(second))) }
    #expect(history.flaps == 2)
    #expect(history.edges.count == 5)
    #expect(history.timeToHealthy(since: .at(0.5)) == 1_500_000_000)
    #expect(history.timeToHealthy(since: .at(6.5)) == nil)
  }

  @Test("tells a probe that ran out of time from one that could not be run")
  func timeouts() {
    let slow = HealthProbe(
      start: .at(1), end: .at(2.05), exitCode: -1, output: "Health check exceeded timeout (1s)")
    let missing = HealthProbe(start: .at(1), end: .at(1.1), exitCode: -1, output: "no such file")
    #expect(slow.timedOut(limit: nil))
    #expect(slow.timedOut(limit: .seconds(1)))
    #expect(!missing.timedOut(limit: .seconds(1)))
    #expect(!missing.isHealthy)
  }
}
