import BenchCore
import Canvas
import Reports
import Testing

/// Rows of figures that know which document a request was for, and what is said of them.
struct DocumentRowTests {
  /// Twelve documents of 1, 4, 7 … 34 pages in three rounds: 100 ms and 200 ms a page, 10 ms more
  /// in every round; the second server takes 50 ms more for each, and fails one document.
  private static func events(rounds: Int = 3, fails: Bool = false) -> [RunEvent] {
    var plan = Fixture.plan(servers: 2, rounds: rounds)
    plan.seed = 1
    let documents = (0..<12).map {
      Document(name: "\($0).pdf", bytes: 1000, pages: 1 + 3 * $0, sha256: "")
    }
    var events = [Fixture.started(plan, documents: documents)]
    var clock: Int64 = 0
    for round in 0..<rounds {
      for document in 0..<12 {
        for server in 0..<2 {
          let milliseconds =
            300 + 600 * Int64(document) + 10 * Int64(round) + 50 * Int64(server)
          var record = Fixture.record(
            sequence: events.count - 1, condition: server, document: document,
            startMilliseconds: clock, milliseconds: milliseconds,
            failure: fails && server == 1 && document == 3
              ? RequestFailure(.http, "HTTP 500") : nil)
          record.round = round
          events.append(RunEvent(record.end, .requestFinished(record)))
          clock += milliseconds
        }
      }
    }
    events.append(
      RunEvent(RunTime(nanoseconds: clock * 1_000_000), .runFinished(RunFinished(.completed))))
    return events
  }

  private static func rows(_ text: String) -> [String: [String]] {
    var rows: [String: [String]] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("│") {
      let cells = line.split(separator: "│").map { $0.trimmingCells }
      if let label = cells.first { rows[label] = Array(cells.dropFirst()) }
    }
    return rows
  }

  // By hand: the line through 300 + 600 d at 1 + 3 d pages, and 10 ms for the mean round.
  @Test("What pages do is told as fixed overhead, time per page, and means of three sizes")
  func size() throws {
    let rows = Self.rows(try TextReportTests.report(Self.events(), width: 80))
    #expect(rows["Fixed overhead"] == ["110 ms", "160 ms", "50.0 ms more"])
    #expect(rows["Time per page"] == ["200 ms", "200 ms", "the same"])
    #expect(rows["±, 95 % interval"]?.count == 3)
    #expect(rows["Mean, 1–3 pages"] == ["310 ms", "360 ms", "16.1 % slower"])
    #expect(rows["4–30 pages"]?.first == "3.31 s")
    #expect(rows["31+ pages"]?.first == "6.61 s")
  }

  // By hand: the smallest document takes 300, 310 and 320 ms: 0.97, 1 and 1.03 of its median.
  @Test("The tail factor needs two rounds, and says so where there is one")
  func tail() throws {
    let text = try TextReportTests.report(Self.events(), width: 80)
    let rows = Self.rows(text)
    // numpy.percentile over the 36 factors, 95: 1.0132.
    #expect(rows["Tail factor p95"] == ["~1.01×", "~1.01×", ""])
    #expect(text.contains("Tail factor    service time over the median of the same document"))
    let one = try TextReportTests.report(Self.events(rounds: 1), width: 80)
    #expect(Self.rows(one)["Tail factor p95"] == nil)
    #expect(one.contains("Tail factor    unknown: it needs at least two rounds."))
  }

  @Test("Where requests failed, percentiles with failures stand below those without")
  func failures() throws {
    let text = try TextReportTests.report(Self.events(fails: true), width: 80)
    let rows = Self.rows(text)
    #expect(rows["p50, with failures"]?.first == "3.61 s")
    #expect(rows["p95, with failures"]?[1] == "~endless")
    #expect(text.contains("With failures"))
    let good = try TextReportTests.report(Self.events(), width: 80)
    #expect(Self.rows(good)["p50, with failures"] == nil)
  }

  @Test("The table with all of its rows fits 80 columns, differences beside the values")
  func width() throws {
    let lines = try TextReportTests.report(Self.events(fails: true), width: 80)
      .split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
    #expect(lines.contains { $0.contains("Difference │") })
  }

  @Test("The baseline's column comes first, whatever its place in the plan")
  func baseline() throws {
    var events = Fixture.events(servers: 3)
    guard case .runStarted(var started) = events[0].payload else { return }
    started.plan.baseline = "rust"
    events[0] = RunEvent(.zero, .runStarted(started))
    let figures = try #require(RunFigures(events: events))
    let comparison = try #require(ReportContent(figures).comparisons.first)
    #expect(comparison.names == ["Rust Axum", "Python FastAPI", "Hummingbird"])
    #expect(comparison.places == [1, 0, 2])
    let average = try #require(comparison.rows.first { $0.label == "Average service time" })
    #expect(average.values == ["2.01 s", "1.95 s", "1.91 s"])
    #expect(average.differences == ["", "2.9 % faster", "4.9 % faster"])
    let text = TextReport.text(figures, width: 100)
    #expect(text.contains("each server against Rust Axum"))
    #expect(text.contains("Python FastAPI against Rust Axum: faster."))
  }

  @Test("Of two servers, the summary speaks of the other one against the baseline")
  func summary() throws {
    var events = Fixture.events(servers: 2)
    guard case .runStarted(var started) = events[0].payload else { return }
    started.plan.baseline = "rust"
    events[0] = RunEvent(.zero, .runStarted(started))
    let text = try TextReportTests.report(events, width: 120)
    #expect(text.contains("Python FastAPI is 2.9 % faster than Rust Axum"))
    #expect(text.contains("Difference     Python FastAPI against Rust Axum."))
  }

  @Test("Assertions stand with the verdicts, each with its values and its outcome")
  func assertions() throws {
    var events = Fixture.events(servers: 2)
    guard case .runStarted(var started) = events[0].payload else { return }
    started.plan.assertions = ["mean<2s", "p95<9s", "slower(rust,python)<5%", "\u{1B}[2J<3"]
    events[0] = RunEvent(.zero, .runStarted(started))
    let text = try TextReportTests.report(events, width: 120)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("Assertion ") }
    #expect(
      lines.map { $0.dropFirst(15) }.prefix(3) == [
        "mean<2s: fail. Python FastAPI: 1.95 s; Rust Axum: 2.01 s.",
        "p95<9s: unknown. Python FastAPI: it needs 200 answers, there are 20; Rust Axum: it needs 200 answers,",
        "slower(rust,python)<5%: pass. Rust Axum: 3.0 % slower.",
      ])
    #expect(lines.count == 4 && !text.contains("\u{1B}"))
  }
}

extension Substring {
  fileprivate var trimmingCells: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
