import BenchCore
import Testing

@testable import Dashboard

/// What holds of the filter whatever is typed and whatever the files hold.
@Suite
struct ResultsFilterPropertyTests {
  /// A linear congruential generator; its upper bits are used (Knuth, volume 2, 3.3.4).
  private var state: UInt64 = 20_260_110

  private mutating func entry() -> ResultsEntry {
    let names = ["nightly", "scale", "a", "Büro", "2026-01-23_104107_300dpi"]
    let headline = SavedRuns.headline(
      names[below(names.count)] + ".json", day: 1 + below(28), dpi: Double(50 * (1 + below(8))),
      concurrency: 1 + below(9), documents: below(30),
      servers: [["python", "rust"], ["go"], []][below(3)], failed: below(4),
      state: [.complete, .stopped, .interrupted, .damaged("line 1")][below(4)])
    let file = FoundFile(
      path: headline.path, bytes: headline.bytes, modified: headline.modified)
    return ResultsEntry(file: file, headline: below(9) == 0 ? nil : headline)
  }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func term() -> String {
    let fields = ["dpi", "c", "docs", "failed", "ok", "rounds"]
    let (least, more) = (below(10), below(10))
    switch below(8) {
    case 0: return ["night", "rust", "COMPLETE", "json", "zzz"][below(5)]
    case 1: return "server:" + ["rust", "go,py", "x"][below(3)]
    case 2: return "state:" + ["damaged", "com", "inter,stop"][below(3)]
    case 3: return "\(fields[below(6)]):>\(least)"
    case 4: return "\(fields[below(6)]):<=\(least)"
    case 5: return "\(fields[below(6)]):\(least)..\(least + more)"
    default: return "\(fields[below(6)]):\(least),\(more * 50)"
    }
  }

  @Test("Several words let through what each of them lets through, in any order")
  mutating func conjunction() {
    for _ in 0..<300 {
      let (entry, words) = (entry(), (0...below(3)).map { _ in term() })
      let filter = ResultsFilter(words.joined(separator: " "))
      #expect(filter.problem == nil, "\(words)")
      let each = words.allSatisfy { ResultsFilter($0).admits(entry) }
      #expect(filter.admits(entry) == each, "\(words)")
      #expect(ResultsFilter(words.reversed().joined(separator: "  ")).admits(entry) == each)
    }
  }

  @Test("A number is compared as its sign says; a file without numbers fits none")
  mutating func numbers() {
    for _ in 0..<300 {
      let entry = entry()
      let (least, most) = (below(6), below(6))
      let failed = entry.headline.flatMap { $0.isDamaged ? nil : $0.failed }
      let expected: [(String, (Int) -> Bool)] = [
        ("failed:\(least)", { $0 == least }), ("failed:=\(least)", { $0 == least }),
        ("failed:>\(least)", { $0 > least }), ("failed:>=\(least)", { $0 >= least }),
        ("failed:<\(least)", { $0 < least }), ("failed:<=\(least)", { $0 <= least }),
        ("failed:\(least)..\(most)", { $0 >= least && $0 <= most }),
        ("failed:\(least),>\(most)", { $0 == least || $0 > most }),
      ]
      for (text, holds) in expected {
        #expect(ResultsFilter(text).admits(entry) == (failed.map(holds) ?? false), "\(text)")
      }
    }
  }

  @Test("Whatever is typed is read, and a word that is not understood narrows nothing")
  mutating func anything() {
    let alphabet = Array("dpic:servrfaild><=.,0123456789 -+e\u{301}“\"…é\u{1F600}:\t")
    for _ in 0..<2000 {
      let text = String((0..<below(24)).map { _ in alphabet[below(alphabet.count)] })
      let filter = ResultsFilter(text)
      #expect(filter.terms.count <= text.split(separator: " ").count)
      if filter.isEmpty { #expect(filter.admits(entry())) }
      #expect(filter.problem.map { !$0.isEmpty } ?? true)
    }
  }
}
