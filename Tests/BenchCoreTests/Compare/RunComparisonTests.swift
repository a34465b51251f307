import BenchCore
import Testing

@Suite("Saved runs side by side")
struct RunComparisonTests: ComparesDrafts {
  @Test("columns are the conditions of every file, named by server and resolution")
  func columns() throws {
    let comparison = try compare([draft.at(dpi: 100), draft.at(dpi: 300)])
    #expect(comparison.pivot == .dpi)
    #expect(comparison.columns.map(\.label) == ["s0@100", "s0@300", "s1@100", "s1@300"])
    #expect(comparison.columns[comparison.baseline].label == "s0@100")
  }

  @Test("a resolution is compared with the same server at the baseline's, and named so")
  func byDPI() throws {
    let comparison = try compare([draft.at(dpi: 100), draft.at(dpi: 300)])
    let told = comparison.pairs.map {
      [comparison.columns[$0.column].label, comparison.columns[$0.baseline].label]
    }
    #expect(told == [["s0@300", "s0@100"], ["s1@300", "s1@100"]])
    let ratios = comparison.pairs.compactMap(\.comparison.ratio)
    #expect(ratios.allSatisfy { abs($0 - 3) < 1e-9 })
    let inside = comparison.within.map {
      [comparison.columns[$0.column].label, comparison.columns[$0.baseline].label]
    }
    #expect(inside == [["s1@100", "s0@100"], ["s1@300", "s0@300"]])
  }

  @Test("another baseline turns the comparison round")
  func otherBaseline() throws {
    let comparison = try compare(
      [draft.at(dpi: 100), draft.at(dpi: 300)], from: "s1@300")
    #expect(comparison.columns[comparison.baseline].label == "s1@300")
    #expect(comparison.pairs.map { comparison.columns[$0.baseline].label } == ["s0@300", "s1@300"])
    let ratio = try #require(comparison.pairs.first?.comparison.ratio)
    #expect(abs(ratio - 1.0 / 3) < 1e-9)
    #expect(comparison.within.map { comparison.columns[$0.column].label } == ["s0@100", "s0@300"])
  }

  @Test("by server, each is compared in its own file, as its own schedule allows")
  func byServer() throws {
    let comparison = try compare([draft.at(dpi: 100), draft.at(dpi: 300)], by: .server)
    #expect(comparison.columns.map(\.label) == ["s0@100", "s1@100", "s0@300", "s1@300"])
    #expect(comparison.pairs.map(\.column) == [1, 3])
    #expect(comparison.pairs.map(\.baseline) == [0, 2])
    #expect(comparison.within.isEmpty)
    #expect(comparison.pairs.allSatisfy { !$0.isApart && $0.comparison.replication == .documents })
  }

  @Test("by concurrency, each server is compared with itself")
  func byConcurrency() throws {
    var four = draft
    four.plan.concurrencies = [4]
    let comparison = try compare([draft, four])
    #expect(comparison.pivot == .concurrency)
    #expect(
      comparison.columns.map(\.label) == ["s0@150 c1", "s0@150 c4", "s1@150 c1", "s1@150 c4"])
    #expect(comparison.pairs.map(\.column) == [1, 3])
  }

  @Test("by file, letters tell apart what has the same name")
  func byFile() throws {
    let comparison = try compare([draft, draft])
    #expect(comparison.pivot == .file)
    #expect(comparison.columns.map(\.label) == ["s0@150 A", "s0@150 B", "s1@150 A", "s1@150 B"])
    #expect(comparison.pairs.map(\.baseline) == [0, 2])
  }

  @Test("one file alone is compared as its own judgement does")
  func oneFile() throws {
    var slow = draft
    slow.milliseconds = { server, document, round in
      Int64(1000 + server * (30 + 3 * document) + round)
    }
    let comparison = try compare([slow])
    let pair = try #require(comparison.pairs.first)
    let own = try #require(slow.run.figures?.judgement.pairs.first).comparison
    #expect(pair.comparison.ratio == own.ratio)
    #expect(pair.comparison.interval == own.interval)
    #expect(pair.comparison.verdict == own.verdict)
    #expect(!kinds(comparison).contains(.apart))
  }

  @Test("k comparisons on a table have intervals of 1 - 0.05/k")
  func level() throws {
    #expect(try compare([draft]).level == 0.95)
    let four = try compare([draft.at(dpi: 100), draft.at(dpi: 300)])
    #expect(abs(four.level - 0.9875) < 1e-12)
    #expect((four.pairs + four.within).allSatisfy { $0.comparison.level == four.level })
  }

  @Test("what was measured apart has a star always; rounds are its pairs where there are four")
  func apart() throws {
    let four = try compare([draft.at(dpi: 100), draft.at(dpi: 300)])
    #expect(four.pairs.allSatisfy { $0.isApart && $0.isStarred })
    #expect(four.pairs.allSatisfy { $0.comparison.replication == .rounds })
    #expect(four.pairs.allSatisfy { $0.comparison.limitation == nil })
    #expect(kinds(four).contains(.apart))
    #expect(four.within.allSatisfy { !$0.isApart })
    var few = draft
    few.plan.rounds = 2
    let two = try compare([few.at(dpi: 100), few.at(dpi: 300)])
    #expect(two.pairs.allSatisfy { $0.comparison.limitation == .onePass && $0.isStarred })
  }

  @Test("parts of a sweep that took turns were not measured apart")
  func sweep() throws {
    var part = draft
    part.sweep = SweepPart(id: "sweep", parts: 2, sharesTime: true)
    let turns = try compare([part.at(dpi: 100), part.at(dpi: 300)])
    #expect(turns.pairs.allSatisfy { !$0.isApart && $0.comparison.replication == .documents })
    #expect(!kinds(turns).contains(.apart))
    // Concurrencies come one after another, and so does everything in sequential order.
    let other = part.at(dpi: 100)
    var busier = other
    busier.plan.concurrencies = [4]
    busier.id += " busy"
    var alone = part
    alone.plan.order = .sequential
    for later in [[other, busier], [alone.at(dpi: 100), alone.at(dpi: 300)]] {
      #expect(try compare(later).pairs.allSatisfy { $0.isApart && $0.isStarred })
    }
    part.sweep?.sharesTime = false
    let apart = try compare([part.at(dpi: 100), part.at(dpi: 300)])
    #expect(apart.pairs.allSatisfy { $0.isApart })
  }

  @Test("a baseline can be named by server, file, letter, label; what there is not is refused")
  func names() throws {
    let runs = [
      try draft.at(dpi: 100).compared("results/low.json"),
      try draft.at(dpi: 300).compared("results/high.json"),
    ]
    func label(_ text: String) -> String? {
      ColumnName(text, in: runs).map { name in
        let comparison = RunComparison(runs, baseline: name)
        return comparison.columns[comparison.baseline].label
      }
    }
    #expect(label("s1") == "s1@100")
    #expect(label("s1@300") == "s1@300")
    #expect(label("B") == "s0@300")
    #expect(label("high.json") == "s0@300")
    #expect(label("low") == "s0@100")
    #expect(label("results/high.json@300") == "s0@300")
    #expect(label("s2") == nil)
    #expect(label("s1@72") == nil)
    #expect(label("") == nil)
  }

  @Test("no files make an empty comparison")
  func empty() {
    let comparison = RunComparison([])
    #expect(comparison.columns.isEmpty && comparison.documents.isEmpty)
  }
}
