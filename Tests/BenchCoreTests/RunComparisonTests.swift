import BenchCore
import Testing

/// A saved run made up for what a comparison says of it.
struct SavedDraft {
  var plan = Fixture.plan(rounds: 4)
  var kind = SavedRun.Kind.result
  var names = (0..<8).map { "d\($0).pdf" }
  var digests: [String: String] = [:]
  var host = "host"
  var version = "1"
  var id = "run"
  var sweep: SweepPart?
  var reason: RunFinished.Reason? = .completed
  /// What each server answers; a page and a text by default.
  var outcome: (_ server: Int, _ document: Int) -> Outcome = { _, document in
    .ok(Answer(pages: 1, textDigest: "text \(document)"))
  }
  /// Milliseconds, times the DPI over 150.
  var milliseconds: (_ server: Int, _ document: Int, _ round: Int) -> Int64 = { _, _, _ in 1500 }
  /// A probe of the first server's DPI that finds no reaction.
  var ignoresDPI = false

  var run: SavedRun {
    var started = Fixture.started(plan)
    started.corpus = names.map {
      Document(name: $0, bytes: 1000, pages: 2, sha256: digests[$0] ?? "00")
    }
    started.host.name = host
    started.version = version
    started.runID = id
    started.sweep = sweep
    var events = [RunEvent(.zero, .runStarted(started))]
    if ignoresDPI {
      let sample = DPISample(.ok(Answer(pages: 1, megapixels: 1)), serviceSeconds: 1)
      events.append(
        RunEvent(
          .zero,
          .dpiProbed(
            DPIProbe(
              server: 0, document: "d0.pdf", low: 72, high: 300, said: [.query],
              pairs: (0..<5).map { _ in DPIPair(low: sample, high: sample) }))))
    }
    var now: Int64 = 0
    var sequence = 0
    for round in 0..<plan.rounds {
      for document in names.indices {
        for (index, condition) in plan.conditions.enumerated() {
          let time = Int64(
            Double(milliseconds(condition.server, document, round)) * condition.dpi / 150)
          events.append(
            Fixture.finished(
              Fixture.record(
                now, now + time, sequence: sequence, condition: index, document: document,
                round: round, block: sequence, outcome(condition.server, document))))
          now += time
          sequence += 1
        }
      }
    }
    if let reason {
      events.append(RunEvent(Fixture.time(now), .runFinished(RunFinished(reason))))
    }
    return SavedRun(kind: kind, started: started, events: events, warnings: [])
  }

  func compared(_ name: String = "a.json") throws -> ComparedRun {
    try #require(ComparedRun(name: name, run: run))
  }

  func at(dpi: Double) -> SavedDraft {
    var copy = self
    copy.plan.dpis = [dpi]
    copy.id += " at \(dpi)"
    return copy
  }
}

@Suite("Saved runs side by side")
struct RunComparisonTests {
  let draft = SavedDraft()

  private func compare(
    _ drafts: [SavedDraft], by pivot: ComparePivot? = nil, from baseline: String? = nil
  ) throws -> RunComparison {
    let runs = try drafts.enumerated().map { try $1.compared("r\($0).json") }
    let name = try baseline.map { try #require(ColumnName($0, in: runs)) }
    return RunComparison(runs, baseline: name, pivot: pivot)
  }

  private func kinds(_ comparison: RunComparison) -> Set<CompareCaveat.Kind> {
    Set(comparison.caveats.map(\.kind))
  }

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

  @Test("documents pair by path, whatever their place in the corpus")
  func pairsByPath() throws {
    var first = draft.at(dpi: 150)
    first.milliseconds = { _, document, _ in Int64(1000 * (document + 1)) }
    var other = first
    other.names = first.names.reversed()
    other.milliseconds = { _, document, _ in Int64(2000 * (8 - document)) }
    let comparison = try compare([first, other])
    let pair = try #require(comparison.pairs.first)
    #expect(pair.comparison.documents == 8)
    #expect(pair.ratios.values.allSatisfy { abs($0 - 2) < 1e-9 })
    let row = try #require(comparison.documents.first { $0.name == "d3.pdf" })
    #expect(row.seconds[0] == 4)
    #expect(row.seconds[1] == 8)
  }

  @Test("documents that only some files have are named and left out of the pairs")
  func missing() throws {
    var more = draft.at(dpi: 300)
    more.names.append("extra.pdf")
    let comparison = try compare([draft.at(dpi: 100), more])
    #expect(comparison.shared.missing.map(\.name) == ["extra.pdf"])
    #expect(comparison.shared.missing.map(\.runs) == [[1]])
    #expect(comparison.documents.count == 8)
    #expect(comparison.pairs.allSatisfy { $0.comparison.documents == 8 })
    let sentence = comparison.caveats.first { $0.kind == .documentsMissing }?.sentence
    #expect(sentence?.contains("extra.pdf (only B)") == true)
    // A file's own comparison keeps it.
    #expect(comparison.within.last?.comparison.documents == 9)
  }

  @Test("other bytes under one path are named and left out of the pairs")
  func changed() throws {
    var other = draft.at(dpi: 300)
    other.digests["d2.pdf"] = "ff"
    let comparison = try compare([draft.at(dpi: 100), other])
    #expect(comparison.shared.changed.map(\.name) == ["d2.pdf"])
    #expect(comparison.pairs.allSatisfy { $0.comparison.documents == 7 })
    #expect(!comparison.documents.contains { $0.name == "d2.pdf" })
    #expect(kinds(comparison).contains(.documentsChanged))
    #expect(!kinds(comparison).contains(.documentsMissing))
  }

  @Test("two spellings of one letter are two documents")
  func spellings() throws {
    var one = draft.at(dpi: 100)
    one.names += ["\u{E9}.pdf", "e\u{301}.pdf"]
    var other = one.at(dpi: 300)
    other.id = "other"
    let comparison = try compare([one, other])
    #expect(comparison.shared.indices == (0..<10).map { [$0, $0] })
  }

  @Test("an unknown digest is not held against a document")
  func unknownDigest() throws {
    var other = draft.at(dpi: 300)
    for name in other.names { other.digests[name] = "" }
    #expect(try compare([draft.at(dpi: 100), other]).shared.isWhole)
  }

  @Test("files without a common document compare nothing across, and say so")
  func nothingShared() throws {
    var other = draft.at(dpi: 300)
    other.names = other.names.map { "other/" + $0 }
    let comparison = try compare([draft.at(dpi: 100), other])
    let sentence = comparison.caveats.first { $0.kind == .nothingShared }?.sentence
    // Eight documents of 1 s at 100 dpi, eight of 3 s at 300: scipy.stats.mannwhitneyu of 8 and 8 equal
    // values (asymptotic, with ties and continuity) gives p = 0.000138.
    #expect(sentence?.contains("3.00× slower") == true, "\(sentence ?? "")")
    #expect(sentence?.contains("p = 0.0001") == true, "\(sentence ?? "")")
    #expect(comparison.pairs.allSatisfy { $0.comparison.verdict == .unknown })
    #expect(comparison.within.allSatisfy { $0.comparison.ratio == 1 })
  }

  @Test(
    "two files that differ in nothing but the resolution have no caveat but that of files apart")
  func noCaveats() throws {
    #expect(try kinds(compare([draft.at(dpi: 100), draft.at(dpi: 300)])) == [.apart])
  }

  @Test(
    "settings that differ are said, unless the columns differ in them",
    arguments: ["rounds", "order", "load model", "warm-up", "answers", "timeout", "in flight"])
  func settings(_ setting: String) throws {
    var other = draft.at(dpi: 300)
    switch setting {
    case "rounds": other.plan.rounds = 5
    case "order": other.plan.order = .sequential
    case "load model": other.plan.load = .open(OpenLoad(ratePerSecond: 5))
    case "warm-up": other.plan.warmUp = 7
    case "answers": other.plan.stream = true
    case "timeout": other.plan.timeoutSeconds = 5
    default: other.plan.concurrencies = [2]
    }
    let comparison = try compare([draft.at(dpi: 100), other])
    let told = comparison.caveats.filter { $0.kind == .settings }.map(\.sentence)
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix(setting + " differ: A ") == true)
  }

  @Test("columns by concurrency are not told that their concurrency differs")
  func pivotIsNoSetting() throws {
    var four = draft
    four.id = "four"
    four.plan.concurrencies = [4]
    #expect(try !kinds(compare([draft, four])).contains(.settings))
    #expect(try kinds(compare([draft, four], by: .file)).contains(.settings))
  }

  @Test("another host, version, server, an early end, failures, a DPI ignored: each is said")
  func otherCaveats() throws {
    func told(_ change: (inout SavedDraft) -> Void) throws -> Set<CompareCaveat.Kind> {
      var other = draft.at(dpi: 300)
      change(&other)
      return kinds(try compare([draft.at(dpi: 100), other])).subtracting([.apart, .warning])
    }
    #expect(try told { $0.host = "elsewhere" } == [.host])
    #expect(try told { $0.version = "2" } == [.version])
    #expect(try told { $0.plan.servers[0].origin = .url("http://other") } == [.servers])
    #expect(try told { $0.reason = .interrupted } == [.incomplete])
    #expect(try told { $0.reason = nil } == [.incomplete])
    #expect(try told { $0.kind = .guide } == [.guide])
    #expect(try told { $0.ignoresDPI = true } == [.dpiIgnored])
    #expect(try told { $0.id = "run at 100.0" } == [.sameRun])
    let failing = try told {
      $0.outcome = { server, document in
        server == 0 && document == 0
          ? Fixture.failure(.timeout) : .ok(Answer(pages: 1, textDigest: "text \(document)"))
      }
    }
    #expect(failing.contains(.failures))
  }

  @Test("a server that ignores the DPI puts a star on its own file's comparison")
  func starOfWarning() throws {
    var other = draft.at(dpi: 300)
    #expect(try compare([draft.at(dpi: 100), other]).within.allSatisfy { !$0.isStarred })
    other.ignoresDPI = true
    let comparison = try compare([draft.at(dpi: 100), other])
    #expect(comparison.within.map(\.isStarred) == [false, true])
  }

  @Test("answers that differ at one resolution are said, at another they are expected")
  func answers() throws {
    var other = draft
    other.id = "other"
    other.outcome = { _, document in .ok(Answer(pages: 1, textDigest: "else \(document)")) }
    #expect(try kinds(compare([draft, other])).contains(.answersDiffer))
    let scaled = try compare([draft.at(dpi: 100), other.at(dpi: 300)])
    #expect(!kinds(scaled).contains(.answersDiffer))
    #expect(scaled.pairs.allSatisfy { $0.agreement.textsAgree == 0 })
  }

  @Test("something serious in a file withholds every verdict on it")
  func withheld() throws {
    var other = draft.at(dpi: 300)
    other.outcome = { server, document in
      .ok(Answer(pages: 1, textDigest: "\(server) \(document)"))
    }
    let comparison = try compare([draft.at(dpi: 100), other])
    #expect(kinds(comparison).contains(.withheld))
    #expect(comparison.pairs.allSatisfy { $0.isWithheld })
    #expect(comparison.within.map(\.isWithheld) == [false, true])
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
