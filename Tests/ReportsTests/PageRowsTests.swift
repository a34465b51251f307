import BenchCore
import Reports
import Testing

/// When the pages of streamed answers came, in the table.
struct PageRowsTests {
  /// The fixture's run with pages at a quarter, half and three quarters of every request.
  static func events() -> [RunEvent] {
    Fixture.events(servers: 2).flatMap { event -> [RunEvent] in
      guard case .requestFinished(let record) = event.payload else { return [event] }
      let start = RequestStart(
        sequence: record.sequence, condition: record.condition, document: record.document,
        round: record.round, phase: record.phase)
      let pages = (1...3).map { page in
        RunEvent(
          RunTime(
            nanoseconds: record.start.nanoseconds + record.serviceNanoseconds / 4 * Int64(page)),
          .pageReceived(
            PageReceived(sequence: record.sequence, condition: record.condition, page: page)))
      }
      return [RunEvent(record.start, .requestStarted(start))] + pages + [event]
    }
  }

  @Test("stands in the table with its sample sizes, and only where pages came")
  func rows() throws {
    let text = try TextReportTests.report(Self.events(), width: 100)
    // A quarter of the median service time of 1.95 s, which is also the gap.
    #expect(text.contains(/Time to first page p50 \(n = 20\) │ +488 ms │ +502 ms │ +3.0 % slower/))
    #expect(text.contains(/Gap between pages p50 \(n = 40\) +│ +488 ms │ +502 ms │ +3.0 % slower/))
    let whole = try TextReportTests.report(Fixture.events(servers: 2), width: 100)
    #expect(!whole.contains("first page"))
  }

  @Test("is the same live as at the end, within the width of a bucket")
  func live() throws {
    var state = RunState()
    state.apply(Self.events())
    let live = try #require(ServerFigures(state.conditions[0]).pageTimes)
    let figures = try #require(RunFigures(events: Self.events()))
    let exact = try #require(ServerFigures(figures.conditions[0]).pageTimes)
    for (live, exact) in [(live.first, exact.first), (live.gaps, exact.gaps)] {
      #expect(live.count == exact.count)
      let (one, other) = (try #require(live.p50.seconds), try #require(exact.p50.seconds))
      #expect(abs(one / other - 1) < 0.002)
      #expect(live.p95.support == exact.p95.support)
    }
  }
}
