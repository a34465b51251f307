import BenchCore
import Testing

/// A change that spoils a plan, and the keys that are named.
struct Spoiler: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var keys: [String]
  var spoil: @Sendable (inout Plan) -> Void

  init(_ description: String, _ keys: [String], _ spoil: @escaping @Sendable (inout Plan) -> Void) {
    testDescription = description
    self.keys = keys
    self.spoil = spoil
  }
}

private func address(_ url: String) -> Spoiler {
  Spoiler(url, ["servers.s0.url"]) { $0.servers[0].origin = .url(url) }
}

private func rate(_ perSecond: Double) -> Spoiler {
  Spoiler("\(perSecond) requests a second", ["rate"]) {
    $0.load = .open(OpenLoad(ratePerSecond: perSecond))
  }
}

private let spoilers = [
  Spoiler("no server", ["servers"]) { $0.servers = [] },
  Spoiler("a bad key", ["servers.A b"]) { $0.servers[0].key = "A b" },
  Spoiler("a key twice", ["servers.s1"]) { $0.servers[0].key = "s1" },
  address(""), address("localhost:1"), address("ftp://x"), address("http://"),
  address("http:///x"), address("http://:80"), address("http://u@"), address("http://a b"),
  address("http://a\r\nHost: b"), address("http://h?x=1"), address("http://h#x"),
  Spoiler("no dpi", ["dpi"]) { $0.dpis = [] },
  Spoiler("dpi 0", ["dpi"]) { $0.dpis = [0] },
  Spoiler("dpi not a number", ["dpi"]) { $0.dpis = [.nan] },
  Spoiler("dpi infinite", ["dpi"]) { $0.dpis = [.infinity] },
  Spoiler("two bad dpis", ["dpi", "dpi"]) { $0.dpis = [-1, 10_001] },
  Spoiler("dpi twice", ["dpi"]) { $0.dpis = [72, 72] },
  Spoiler("no concurrency", ["concurrency"]) { $0.concurrencies = [] },
  Spoiler("concurrency 0", ["concurrency"]) { $0.concurrencies = [0] },
  Spoiler("concurrency 4097", ["concurrency"]) { $0.concurrencies = [4097] },
  Spoiler("concurrency twice", ["concurrency"]) { $0.concurrencies = [4, 4] },
  Spoiler("too many conditions", ["dpi"]) { $0.dpis = (1...129).map(Double.init) },
  rate(0), rate(-1), rate(.nan), rate(.infinity), rate(0.000_9), rate(100_001),
  Spoiler("rounds 0", ["rounds"]) { $0.rounds = 0 },
  Spoiler("rounds 1000001", ["rounds"]) { $0.rounds = 1_000_001 },
  Spoiler("warm-up −1", ["warmup"]) { $0.warmUp = -1 },
  Spoiler("timeout 0", ["timeout"]) { $0.timeoutSeconds = 0 },
  Spoiler("timeout not a number", ["timeout"]) { $0.timeoutSeconds = .nan },
  Spoiler("timeout infinite", ["timeout"]) { $0.timeoutSeconds = .infinity },
  Spoiler("ready within −1", ["ready_within"]) { $0.readyWithinSeconds = -1 },
  Spoiler("no corpus", ["corpus"]) { $0.corpus.directory = "" },
  Spoiler("no files", ["corpus.max_files"]) { $0.corpus.maxFiles = 0 },
  Spoiler("several", ["servers", "dpi", "rounds"]) {
    $0.servers = []
    $0.dpis = [0]
    $0.rounds = 0
  },
]

@Suite("A plan")
struct PlanProblemTests {
  @Test("that can be run has no problems")
  func canBeRun() {
    #expect(Fixture.plan().problems == [])
    #expect(Fixture.plan(dpis: [1, 10_000], concurrencies: [1, 4096]).problems == [])
    for rate in [0.001, 5, 100_000] {
      #expect(Fixture.plan(load: .open(OpenLoad(ratePerSecond: rate))).problems == [])
    }
    #expect(Fixture.plan(servers: 2, dpis: (1...128).map(Double.init)).problems == [])
  }

  @Test("that cannot be run names every key that keeps it from that", arguments: spoilers)
  func namesKeys(spoiler: Spoiler) {
    var plan = Fixture.plan()
    spoiler.spoil(&plan)
    #expect(plan.problems.map(\.key) == spoiler.keys)
  }

  @Test(
    "takes every address that a server can have",
    arguments: [
      "http://localhost:7670", "HTTPS://Example.test/base/", "http://[::1]:7670",
      "http://127.0.0.1", "http://u:p@host:80/x",
    ])
  func takesAddresses(url: String) {
    var plan = Fixture.plan()
    plan.servers[0].origin = .url(url)
    #expect(plan.problems == [])
  }

  @Test("does not repeat a password in a problem")
  func keepsPasswords() {
    var plan = Fixture.plan()
    plan.servers[0].origin = .url("ftp://me:hunter2@host")
    #expect(plan.problems.count == 1)
    #expect(!"\(plan.problems)".contains("hunter2"))
  }

  @Test("has its conditions with the servers innermost")
  func ordersConditions() {
    let plan = Fixture.plan(servers: 2, dpis: [100, 300], concurrencies: [1, 4])
    #expect(
      plan.conditions.prefix(5) == [
        Condition(server: 0, dpi: 100, concurrency: 1),
        Condition(server: 1, dpi: 100, concurrency: 1),
        Condition(server: 0, dpi: 100, concurrency: 4),
        Condition(server: 1, dpi: 100, concurrency: 4),
        Condition(server: 0, dpi: 300, concurrency: 1),
      ])
  }

  @Test(
    "takes slugs as keys of servers, and no others",
    arguments: [
      ("python", true), ("a", true), ("a-b_9", true), (String(repeating: "a", count: 40), true),
      (String(repeating: "a", count: 41), false), ("", false), ("9a", false), ("-a", false),
      ("A", false), ("a.b", false), ("ä", false), ("a b", false), ("timestamp", false),
      ("slimbench", false), ("a\n", false),
    ])
  func takesSlugs(key: String, isValid: Bool) {
    #expect(ServerSpec.isValidKey(key) == isValid)
  }
}
