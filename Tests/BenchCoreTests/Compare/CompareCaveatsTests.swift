import BenchCore
import Testing

@Suite("What speaks against a comparison of saved runs")
struct CompareCaveatsTests: ComparesDrafts {
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
}
