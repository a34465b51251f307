import BenchCore
import Canvas
import Testing

@testable import Reports

/// What an open run says of its plan, its host and its end.
@Suite
struct PlanSectionTests {
  private func text(
    _ plan: Plan, _ kind: SavedRun.Kind = .result, ending: RunFinished? = RunFinished(.completed)
  ) throws -> String {
    let start = Fixture.started(plan, documents: Fixture.documents(3))
    guard case .runStarted(let started) = start.payload else { return "" }
    let end = ending.map { [RunEvent(.zero, .runFinished($0))] } ?? []
    let run = SavedRun(kind: kind, started: started, events: [start] + end, warnings: [])
    return PlanSection(run, glyphs: .unicode).entries.lines(width: 200, .unicode)
      .joined(separator: "\n")
  }

  @Test("Servers, corpus, load, rounds, order and host are told")
  func told() throws {
    var plan = Fixture.plan(servers: 2, dpis: [150, 300], concurrencies: [4], rounds: 3)
    plan.baseline = "rust"
    plan.seed = 7
    let text = try text(plan)
    for words in [
      "2026-01-10 15:11:58, slimbench 0.1.0", "Ended          complete",
      "Rust Axum (rust), http://localhost:7671, the baseline", "test_pdfs, 3 documents, 12 pages",
      "150, 300 dpi", "closed: 4 in flight for each server", "3, after 1 warm-up request",
      "interleaved, documents shuffled by seed 7", "host, Linux, cpu, 2 cores",
    ] {
      #expect(text.contains(words), "\(words) in\n\(text)")
    }
  }

  @Test("An open load tells its rate, its arrivals and its cap; a stop rule its margin")
  func open() throws {
    var plan = Fixture.plan(servers: 1, concurrencies: [64], rounds: 20, warmUp: 0)
    plan.load = .open(OpenLoad(ratePerSecond: 5, arrivals: .poisson))
    plan.stopRule = StopRule(margin: 0.01)
    let text = try text(plan)
    #expect(text.contains("open: 5 a second for each server, poisson arrivals, at most 64"))
    #expect(text.contains("until ±1 %, at most 20, no warm-up"))
  }

  @Test("How it ended is said: complete, stopped, given up with the reason, killed")
  func ending() throws {
    let plan = Fixture.plan(servers: 1)
    #expect(try text(plan, ending: RunFinished(.interrupted)).contains("stopped by the user"))
    #expect(
      try text(plan, ending: RunFinished(.failed, detail: "disk full"))
        .contains("given up: disk full"))
    #expect(try text(plan, .journal, ending: nil).contains("killed, or is still going on"))
  }

  @Test("A file of the guide's is not given settings that it does not tell")
  func guide() throws {
    let text = try text(Fixture.plan(servers: 2), .guide)
    #expect(text.contains("tells no resolution") && !text.contains("Resolution"))
    #expect(!text.contains("in flight"))
  }

  @Test("Foreign text cannot write to the terminal")
  func foreign() throws {
    var plan = Fixture.plan(servers: 1)
    plan.corpus.directory = "evil\u{1B}[2J"
    plan.servers[0].name = "x\u{202E}\u{07}"
    let text = try text(plan)
    #expect(
      !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 7 })
  }
}
