import BenchCore
import Canvas
import Testing

@testable import Reports

@Suite("The table of a sweep")
struct SweepTableTests {
  static func figures() throws -> RunFigures {
    try #require(
      RunFigures(events: Fixture.events(servers: 2, dpis: [100, 300], concurrencies: [1, 4])))
  }

  @Test("has a line for every server at every point")
  func lines() throws {
    let lines = TextReport.text(try Self.figures(), width: 120).split(separator: "\n")
    let head = try #require(lines.firstIndex { $0.contains("efficiency") })
    let rows = lines[(head + 2)...].prefix { !$0.hasPrefix("╰") }.filter { !$0.hasPrefix("├") }
    #expect(rows.count == 8)
    #expect(rows.count { $0.contains("Python FastAPI") } == 4)
    #expect(rows[rows.startIndex].contains("│ 100 │         1 │"))
    #expect(rows.filter { $0.contains(" slower") }.count == 4)
  }

  @Test("fits into 80 columns by leaving out what matters less")
  func narrow() throws {
    let text = TextReport.text(try Self.figures(), width: 80)
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    #expect(text.contains("pages/s") && text.contains("difference"))
  }

  @Test("says where throughput stops growing, for every server and resolution")
  func knees() throws {
    let content = ReportContent(try Self.figures())
    let knees = content.verdicts.filter { $0.key == "Knee" }
    #expect(knees.count == 1 && knees.first?.items.count == 4)
    #expect(knees.first?.items.allSatisfy { $0.contains("with 1, 4)") } == true)
    #expect(content.comparisons.isEmpty)
  }

  @Test("says nothing of scaling where it cannot: at a rate, and of one throughput")
  func noScaling() throws {
    let open = LoadModel.open(OpenLoad(ratePerSecond: 20, arrivals: .constant))
    let rated = try #require(
      RunFigures(events: Fixture.events(servers: 2, concurrencies: [1, 4], load: open)))
    #expect(!TextReport.text(rated, width: 120).contains("efficiency"))
    #expect(!ReportContent(rated).verdicts.contains { $0.key == "Knee" })
    let all = Fixture.events(servers: 2, concurrencies: [1, 4])
    let early = all.filter { event in
      if case .requestFinished(let record) = event.payload { record.condition < 2 } else { true }
    }
    let begun = try #require(RunFigures(events: early))
    #expect(!ReportContent(begun).verdicts.contains { $0.key == "Knee" })
  }
}
