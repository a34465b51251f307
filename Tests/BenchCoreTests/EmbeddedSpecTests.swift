import BenchCore
import Testing

@Suite struct EmbeddedSpecTests {
  @Test func `a web layer alone is launched with its name`() {
    #expect(EmbeddedSpec("hummingbird")?.arguments == ["--web", "hummingbird"])
  }

  @Test func `options after commas become options of serve, in order`() {
    let spec = EmbeddedSpec("flyingfox,stall=2s/20s,extra-latency=3%")
    #expect(
      spec?.arguments == ["--web", "flyingfox", "--stall", "2s/20s", "--extra-latency", "3%"])
  }

  @Test(arguments: [
    "", ",", "a,", "a,stall", "a,stall=", "a,stall=1,stall=2", "a,port=80", "a,--stall=1",
    "a,stall=--host", "-a", "a b", "a,stall=1 2", "a,fail-rate=1%=2", "a,host=0.0.0.0",
    "a,until-stdin-closes=1", "ä",
  ])
  func `nothing else is launched`(text: String) {
    #expect(EmbeddedSpec(text) == nil)
  }

  @Test func `a plan with one that cannot be launched has a problem under its key`() {
    let spec = ServerSpec(key: "here", name: "Here", origin: .embedded("hummingbird,stahl=1"))
    let plan = Plan(servers: [spec], corpus: CorpusSpec(directory: "pdfs"))
    #expect(plan.problems.map(\.key) == ["servers.here.embedded"])
  }

  @Test func `an origin is embedded where its text says so, and a URL elsewhere`() {
    #expect(ServerOrigin(text: "embedded:flyingfox") == .embedded("flyingfox"))
    #expect(ServerOrigin(text: "http://localhost:1") == .url("http://localhost:1"))
  }
}
