import BenchCore
import Foundation
import RunStore
import Testing

@Suite("Comparisons as JSON")
struct ComparisonJSONTests {
  private func guide() throws -> ComparedRun {
    let run = try SavedRun.load(Fixture.guideResult.path)
    return try #require(ComparedRun(name: "guide.json", run: run))
  }

  private func read(_ comparison: RunComparison) throws -> [String: Any] {
    let data = Data(ComparisonJSON.text(comparison).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("the guide's file alone says what its own judgement says")
  func guideAlone() throws {
    let comparison = RunComparison([try guide()])
    let pair = try #require(comparison.pairs.first)
    #expect(comparison.columns[pair.column].label == "rust")
    #expect(comparison.columns[pair.baseline].label == "python")
    let own = try #require(comparison.runs[0].figures.judgement.pairs.first).comparison
    #expect(pair.comparison.ratio == own.ratio)
    #expect(pair.comparison.interval == own.interval)
    #expect(pair.comparison.fasterOn == own.fasterOn)
    #expect(pair.isStarred && !pair.isWithheld)
    #expect(comparison.caveats.contains { $0.kind == .guide })
  }

  @Test("the guide's file against itself: no document differs, and it is said to be the same run")
  func guideAgainstItself() throws {
    let comparison = RunComparison([try guide(), try guide()])
    #expect(comparison.pivot == .file)
    #expect(comparison.pairs.count == 2)
    for pair in comparison.pairs {
      #expect(pair.comparison.ratio == 1)
      #expect(pair.ratios.count == pair.comparison.documents)
      #expect(pair.ratios.values.allSatisfy { $0 == 1 })
      #expect(pair.isStarred)
    }
    let kinds = Set(comparison.caveats.map(\.kind))
    #expect(kinds.isSuperset(of: [.sameRun, .apart, .guide]))
  }

  @Test("JSON has the figures of the comparison")
  func figures() throws {
    let comparison = RunComparison([try guide(), try guide()])
    let json = try read(comparison)
    #expect(json["pivot"] as? String == "file")
    #expect((json["files"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["A", "B"])
    let columns = try #require(json["columns"] as? [[String: Any]])
    #expect(columns.map { $0["label"] as? String } == comparison.columns.map(\.label))
    #expect(columns.map { $0["mean_seconds"] as? Double } == comparison.columns.map(\.summary.mean))
    #expect(columns.allSatisfy { $0["dpi"] is NSNull })
    let pairs = try #require(json["comparisons"] as? [[String: Any]])
    let all = comparison.pairs + comparison.within
    #expect(pairs.count == all.count)
    for (told, pair) in zip(pairs, all) {
      let ratio = try #require(told["ratio"] as? Double)
      // Foundation's reader is off by the last bit now and then.
      #expect(abs(ratio - (pair.comparison.ratio ?? 0)) < 1e-12)
    }
    #expect(
      pairs.map { $0["interval"] as? [Double] }
        == all.map { $0.comparison.interval.map { [$0.lowerBound, $0.upperBound] } })
    #expect(pairs.map { $0["starred"] as? Bool } == all.map(\.isStarred))
    let documents = try #require(json["documents"] as? [[String: Any]])
    #expect(documents.map { $0["filename"] as? String } == comparison.documents.map(\.name))
    let caveats = try #require(json["caveats"] as? [[String: Any]])
    #expect(caveats.map { $0["sentence"] as? String } == comparison.caveats.map(\.sentence))
  }

  @Test("nothing to compare is still JSON")
  func empty() throws {
    let json = try read(RunComparison([]))
    #expect((json["columns"] as? [Any])?.isEmpty == true)
    #expect(json["baseline"] is NSNull)
  }
}
