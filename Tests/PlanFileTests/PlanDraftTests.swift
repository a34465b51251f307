import BenchCore
import PlanFile
import Testing

@Suite("A plan draft")
struct PlanDraftTests {
  private var complete: PlanDraft {
    var draft = PlanDraft()
    draft.servers = [ServerDraft(key: "a", origin: .url("http://a"))]
    draft.corpusDirectory = "pdfs"
    return draft
  }

  @Test("with servers and a corpus becomes a plan with the defaults")
  func takesDefaults() throws {
    let plan = try complete.plan()
    let server = ServerSpec(key: "a", name: "a", origin: .url("http://a"))
    #expect(plan == Plan(servers: [server], corpus: CorpusSpec(directory: "pdfs")))
    #expect(plan.dpis == [150])
    #expect(plan.timeoutSeconds == 300)
  }

  @Test("hands every field on to the plan")
  func handsOn() throws {
    var draft = complete
    draft.maxFiles = 3
    draft.keepDefective = true
    draft.dpis = [72, 300]
    draft.concurrencies = [2]
    draft.ratePerSecond = 8
    draft.arrivals = .poisson
    draft.rounds = 4
    draft.warmUp = 0
    draft.order = .simultaneous
    draft.timeoutSeconds = 5
    draft.readyWithinSeconds = 6
    draft.seed = 7
    draft.headers = [HeaderField(name: "A", value: "b")]
    draft.caFile = "ca.pem"
    draft.insecure = true
    let plan = try draft.plan()
    #expect(
      plan
        == Plan(
          servers: [ServerSpec(key: "a", name: "a", origin: .url("http://a"))],
          corpus: CorpusSpec(directory: "pdfs", maxFiles: 3, keepDefective: true),
          dpis: [72, 300], concurrencies: [2],
          load: .open(OpenLoad(ratePerSecond: 8, arrivals: .poisson)), rounds: 4, warmUp: 0,
          order: .simultaneous,
          timeoutSeconds: 5, readyWithinSeconds: 6, seed: 7,
          headers: [HeaderField(name: "A", value: "b")],
          tls: TLSPolicy(caFile: "ca.pem", insecure: true)))
  }

  @Test("with a rate alone has constant arrivals, and room for many in flight")
  func takesOpenDefaults() throws {
    var draft = complete
    draft.ratePerSecond = 5
    let plan = try draft.plan()
    #expect(plan.load == .open(OpenLoad(ratePerSecond: 5, arrivals: .constant)))
    #expect(plan.concurrencies == [OpenLoad.defaultConcurrency])
    #expect(try complete.plan().load == .closed)
    #expect(try complete.plan().concurrencies == [1])
  }

  @Test("with arrivals has a rate too, from whatever source")
  func refusesArrivalsAlone() throws {
    var file = complete
    file.arrivals = .poisson
    let error = #expect(throws: PlanDraftError.self) { try file.plan() }
    #expect(
      error?.description == "arrivals: only requests at a rate have arrivals; give the rate, as 5/s"
    )
    var flags = PlanDraft()
    flags.ratePerSecond = 5
    let plan = try file.overridden(by: flags).plan()
    #expect(plan.load == .open(OpenLoad(ratePerSecond: 5, arrivals: .poisson)))
    var other = PlanDraft()
    other.arrivals = .constant
    let overridden = try file.overridden(by: flags).overridden(by: other).plan()
    #expect(overridden.load == .open(OpenLoad(ratePerSecond: 5, arrivals: .constant)))
  }

  @Test("is overridden field by field, and keeps what the other leaves open")
  func overrides() {
    var file = complete
    file.dpis = [72]
    file.rounds = 2
    file.headers = [HeaderField(name: "X-A", value: "1"), HeaderField(name: "X-B", value: "2")]
    file.output = "file.json"
    var flags = PlanDraft()
    flags.dpis = [300]
    flags.seed = 9
    flags.headers = [HeaderField(name: "x-a", value: "3")]
    var expected = file
    expected.dpis = [300]
    expected.seed = 9
    expected.headers = [HeaderField(name: "X-B", value: "2"), HeaderField(name: "x-a", value: "3")]
    #expect(file.overridden(by: flags) == expected)
    #expect(file.overridden(by: PlanDraft()) == file)
    #expect(PlanDraft().overridden(by: file) == file)
  }

  @Test("keeps a server's name and request when only its address is overridden")
  func overridesServers() {
    var shape = RequestShape()
    shape.path = "/x"
    var file = PlanDraft()
    file.servers = [
      ServerDraft(key: "python", name: "Python", origin: .url("http://a"), request: shape),
      ServerDraft(key: "rust", origin: .url("http://b")),
    ]
    var flags = PlanDraft()
    flags.servers = [
      ServerDraft(key: "go", origin: .url("http://c")),
      ServerDraft(key: "python", origin: .url("http://d")),
    ]
    #expect(
      file.overridden(by: flags).servers == [
        ServerDraft(key: "python", name: "Python", origin: .url("http://d"), request: shape),
        ServerDraft(key: "rust", origin: .url("http://b")),
        ServerDraft(key: "go", origin: .url("http://c")),
      ])
  }

  @Test("with gaps or impossible values says all of what keeps it from being a plan")
  func namesGaps() {
    var draft = PlanDraft()
    draft.servers = [ServerDraft(key: "a")]
    draft.rounds = 0
    let error = #expect(throws: PlanDraftError.self) { try draft.plan() }
    #expect(
      error?.description == """
        servers: name at least one server
        rounds: 0 is outside 1 to 1000000
        corpus: name the folder of PDFs
        servers.a: it has no address; give its url, or embedded, or container and port
        """)
  }
}

@Suite("Rounds and margins of drafts")
struct PlanDraftRoundsTests {
  static func draft(_ change: (inout PlanDraft) -> Void) -> PlanDraft {
    var draft = PlanDraft()
    draft.servers = ["a", "b"].map {
      ServerDraft(key: $0, name: $0, origin: .url("http://localhost:7670"))
    }
    draft.corpusDirectory = "pdfs"
    change(&draft)
    return draft
  }

  @Test("take each other's place, where one source says the one and a later one the other")
  func replaceEachOther() throws {
    let margin = Self.draft { ($0.until, $0.maximumRounds) = (0.01, 8) }
    let rounds = Self.draft { $0.rounds = 3 }
    #expect(try margin.plan().stopRule == StopRule(margin: 0.01))
    #expect(try margin.plan().rounds == 8)
    #expect(try margin.overridden(by: rounds).plan().stopRule == nil)
    #expect(try margin.overridden(by: rounds).plan().rounds == 3)
    #expect(try rounds.overridden(by: margin).plan().rounds == 8)
    let usual = Self.draft { $0.until = 0.02 }
    #expect(try rounds.overridden(by: usual).plan().rounds == StopRule.usualRounds)
  }
}
