import BenchCore
import Dashboard
import Foundation
import PlanFile
import Testing

@testable import slimbench

/// What the setup form opens with: flags over `slimbench.yaml` over the last run over defaults.
@Suite
struct DashboardStartTests {
  private let guide = [
    ServerDraft(key: "python", origin: .url("http://localhost:7670")),
    ServerDraft(key: "rust", origin: .url("http://localhost:7671")),
  ]

  /// A run that was remembered, as its next start finds it.
  private func last(_ change: (inout Plan) -> Void = { _ in }) -> RememberedPlan {
    let servers = ["one", "two"].map {
      ServerSpec(key: $0, name: $0.uppercased(), origin: .url("http://\($0):1"))
    }
    var plan = Plan(
      servers: servers, corpus: CorpusSpec(directory: "pdfs", maxFiles: 4), dpis: [200],
      rounds: 5, order: .sequential)
    change(&plan)
    return RememberedPlan(plan, workingFolder: "/before")
  }

  private func file() -> PlanDraft {
    var file = PlanDraft()
    file.servers = [ServerDraft(key: "filed", origin: .url("http://filed:1"))]
    file.dpis = [72]
    return file
  }

  @Test("Without flags and files it is the last run, from wherever one is now")
  func lastRun() {
    let start = DashboardStart(.init(last: last(), guide: guide))
    #expect(start.plan.servers.map(\.key) == ["one", "two"])
    #expect(start.plan.servers.map(\.name) == ["ONE", "TWO"])
    #expect(start.plan.corpus == CorpusSpec(directory: "/before/pdfs", maxFiles: 4))
    #expect(start.plan.dpis == [200] && start.plan.rounds == 5 && start.plan.order == .sequential)
    #expect(start.notice == nil)
    guard case .setup = start.opening else {
      Issue.record("a form is to be looked at first")
      return
    }
  }

  @Test("A flag replaces one value of the last run")
  func flag() {
    var flags = PlanDraft()
    flags.dpis = [300]
    flags.output = "r.json"
    let start = DashboardStart(.init(flags: flags, last: last(), guide: guide))
    #expect(start.plan.dpis == [300] && start.plan.rounds == 5 && start.output == "r.json")
    #expect(start.plan.servers.map(\.key) == ["one", "two"])
  }

  @Test("Requests at a rate are not capped by the last run's number in flight")
  func rate() {
    var flags = PlanDraft()
    flags.ratePerSecond = 5
    let start = DashboardStart(.init(flags: flags, last: last(), guide: guide))
    #expect(start.plan.load == .open(OpenLoad(ratePerSecond: 5)))
    #expect(start.plan.concurrencies == [OpenLoad.defaultConcurrency])
    #expect(DashboardStart(.init(last: last(), guide: guide)).plan.concurrencies == [1])
  }

  @Test("Servers that are named are the servers; what is known of them stays")
  func named() {
    let named = [
      ServerDraft(key: "two", origin: .url("http://elsewhere:2")),
      ServerDraft(key: "new", origin: .url("http://new:1")),
    ]
    let start = DashboardStart(.init(named: named, last: last(), guide: guide))
    #expect(start.plan.servers.map(\.key) == ["two", "new"])
    #expect(start.plan.servers.map(\.name) == ["TWO", "new"])
    #expect(start.plan.servers[0].origin == .url("http://elsewhere:2"))
    #expect(start.plan.dpis == [200])
  }

  @Test("A plan file replaces the last run, and flags are laid over it")
  func planFile() {
    var flags = PlanDraft()
    flags.rounds = 7
    let start = DashboardStart(
      .init(flags: flags, file: file(), last: last { $0.tls.insecure = true }, guide: guide))
    #expect(start.plan.servers.map(\.key) == ["filed"])
    #expect(start.plan.dpis == [72] && start.plan.rounds == 7)
    #expect(start.plan.corpus.directory.isEmpty && start.notice == nil)
  }

  @Test("With nothing at all it is the guide's servers")
  func nothing() {
    let start = DashboardStart(.init(guide: guide))
    #expect(start.plan.servers.map(\.key) == ["python", "rust"])
    #expect(start.plan.dpis == [150] && start.plan.corpus.directory.isEmpty)
  }

  @Test("Servers that cannot be brought back are not replaced by others, and it is said")
  func leftOut() {
    let gone = last { $0.headers = [HeaderField(name: "X-Key", value: "1")] }
    let start = DashboardStart(.init(last: gone, guide: guide))
    #expect(start.plan.servers.isEmpty && start.plan.headers.isEmpty)
    #expect(start.notice == "2 servers of the last run are left out; not kept: headers")
    let named = DashboardStart(.init(named: [guide[0]], last: gone, guide: guide))
    #expect(named.plan.servers.map(\.key) == ["python"] && named.notice == nil)
  }

  @Test("A server without an address does not vanish")
  func noAddress() {
    var file = file()
    file.servers.append(ServerDraft(key: "bare"))
    let start = DashboardStart(.init(file: file, guide: guide))
    #expect(start.plan.servers.map(\.key) == ["filed", "bare"])
    #expect(start.plan.servers[1].origin == .url(""))
  }
}
