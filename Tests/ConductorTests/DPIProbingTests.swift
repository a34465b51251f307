import BenchCore
import TestSupport
import Testing

@testable import Conductor

/// A run of several DPIs asks first whether its servers react to them.
@Suite(.timeLimit(.minutes(1)))
struct DPIProbingTests {
  private func run(
    _ servers: [ScriptedServer], dpis: [Double], corpus: LoadedCorpus = DPIScript.corpus,
    sample: ProbePage? = nil, skips: Bool = false, control: RunControl = RunControl(),
    watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async -> [RunEvent] {
    let plan = Plan(
      servers: servers.enumerated().map {
        ServerSpec(key: "s\($0)", name: "Server \($0)", origin: .url($1.url("")))
      }, corpus: CorpusSpec(directory: "pdfs"), dpis: dpis)
    let events = Collected<RunEvent>()
    let conductor = Conductor(
      plan: plan, corpus: corpus,
      setting: Conductor.Setting(
        executable: "/nowhere", version: "1", arguments: [], runID: "run",
        skipsUnavailable: skips, samplePage: sample),
      control: control,
      publish: { batch in
        events.add(batch)
        for event in batch { watch(event) }
      })
    _ = await conductor.run()
    return events.elements
  }

  /// The first connection is asked for readiness, the second probed, the rest measured.
  private func server(_ probe: @escaping @Sendable (Bool) -> [UInt8]) throws -> ScriptedServer {
    try ScriptedServer { connection in
      switch connection {
      case 0: DPIScript.health
      case 1: DPIScript.order.flatMap { [.readRequest, .send(probe($0))] } + [.waitForClient]
      default: [.readRequest, .send(DPIScript.answer(pages: 1)), .again]
      }
    }
  }

  private func probes(_ events: [RunEvent]) -> [DPIProbe] {
    events.compactMap { if case .dpiProbed(let probe) = $0.payload { probe } else { nil } }
  }

  @Test("Each server is probed once, before the warm-up, and the result says what came of it")
  func several() async throws {
    let good = try server { DPIScript.answer(megapixels: $0 ? 8 : 1) }
    let bad = try server { _ in DPIScript.answer(megapixels: 2) }
    let events = await run([good, bad], dpis: [100, 300])
    let found = probes(events)
    #expect(found.map(\.server) == [0, 1])
    #expect(found.allSatisfy { $0.low == 100 && $0.high == 300 && $0.document == "page.pdf" })
    let firstRequest = events.firstIndex {
      if case .requestStarted = $0.payload { true } else { false }
    }
    let lastProbe = events.lastIndex { if case .dpiProbed = $0.payload { true } else { false } }
    #expect(try #require(lastProbe) < #require(firstRequest))
    let figures = try #require(RunFigures(events: events))
    #expect(figures.finished?.reason == .completed)
    #expect(figures.servers.map(\.dpiReaction?.outcome) == [.reacts, .doesNotReact])
    let told = figures.judgement.diagnoses.filter { $0.kind == .dpiIgnored }
    #expect(told.count == 1 && told[0].sentence.hasPrefix("Server 1 does not react"))
    // A probe is none of the figures.
    #expect(figures.conditions.allSatisfy { $0.total == 2 })
  }

  @Test("A run of one DPI asks nothing of the kind")
  func one() async throws {
    let server = try ScriptedServer { connection in
      connection == 0
        ? DPIScript.health : [.readRequest, .send(DPIScript.answer(pages: 1)), .again]
    }
    let events = await run([server], dpis: [150])
    #expect(probes(events).isEmpty)
    #expect(server.log.requests.count == 1 + 3)
  }

  @Test("A server that is left out is not asked")
  func leftOut() async throws {
    let dead = try ScriptedServer { _ in [.close] }
    let good = try server { DPIScript.answer(megapixels: $0 ? 8 : 1) }
    let events = await run([dead, good], dpis: [100, 300], skips: true)
    #expect(probes(events).map(\.server) == [1])
  }

  @Test("A server whose answers stay out is asked no further, and the run goes on")
  func silent() async throws {
    let server = try ScriptedServer { connection in
      switch connection {
      case 0: DPIScript.health
      case 1: [.readRequest, .send(DPIScript.answer()), .readRequest, .reset]
      // It might only have been idle for too long: sent again, once.
      case 2: [.readRequest, .reset]
      default: [.readRequest, .send(DPIScript.answer(pages: 1)), .again]
      }
    }
    let events = await run([server], dpis: [100, 300])
    let reaction = probes(events).first.map(DPIReaction.init)
    #expect(reaction?.outcome == .cannotTell)
    #expect(reaction?.evidence.contains("1 of 2 requests failed") == true, "\(reaction as Any)")
    #expect(RunFigures(events: events)?.finished?.reason == .completed)
  }

  @Test("Stopped meanwhile, a run blames no server and sends nothing more")
  func stopped() async throws {
    let server = try ScriptedServer { connection in
      connection == 0 ? DPIScript.health : [.readRequest, .waitForClient]
    }
    let control = RunControl()
    let running = Task { await run([server], dpis: [100, 300], control: control) }
    #expect(await server.log.waiting(for: .requestRead, count: 2))
    control.stop()
    let events = await running.value
    #expect(probes(events).isEmpty)
    #expect(RunFigures(events: events)?.finished?.reason == .interrupted)
    #expect(server.log.requests.count == 2)
  }

  // MARK: The page

  private func corpus(_ documents: [(String, Int?, PageSize?)]) -> LoadedCorpus {
    LoadedCorpus(
      documents: documents.map { name, pages, size in
        Document(
          name: name, bytes: 1, pages: pages, sha256: "",
          pageSizes: size.map { [$0] } ?? [])
      }, contents: documents.map { Array($0.0.utf8) })
  }

  private static let letter = PageSize(width: 612, height: 792, count: 1)

  @Test("The user's own page is asked for, the one nearest to A4; a long document never is")
  func page() {
    let own = corpus([
      ("long", 9, Self.letter), ("stamp", 1, PageSize(width: 60, height: 60, count: 1)),
      ("letter", 1, Self.letter), ("poster", 1, PageSize(width: 2384, height: 3370, count: 1)),
      ("unknown", 1, nil),
    ])
    let sample = ProbePage(
      document: Document(name: "sample", bytes: 1, pages: 1, sha256: ""), content: [])
    let chosen = ProbePage.forDPI(own, otherwise: sample)
    #expect(chosen?.document.name == "letter" && chosen?.content == Array("letter".utf8))
    let long = corpus([("long", 9, Self.letter), ("short", 2, Self.letter)])
    #expect(ProbePage.forDPI(long, otherwise: sample)?.document.name == "sample")
    #expect(ProbePage.forDPI(long, otherwise: nil)?.document.name == "short")
    #expect(ProbePage.forDPI(corpus([]), otherwise: nil) == nil)
    #expect(ProbePage.forCounting(long)?.document.name == "short")
    #expect(ProbePage.forCounting(own)?.document.name == "long")
  }

  @Test("A document with a defect is not asked for")
  func defective() {
    var own = corpus([("broken", 1, Self.letter), ("two", 2, Self.letter)])
    own.documents[0].defect = DocumentDefect(kind: .damaged, detail: "")
    #expect(ProbePage.forDPI(own, otherwise: nil)?.document.name == "two")
  }
}
