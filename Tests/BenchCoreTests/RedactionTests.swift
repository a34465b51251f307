import BenchCore
import Testing

@Suite("Redaction")
struct RedactionTests {
  @Test(
    "takes the user out of a URL and nothing else",
    arguments: [
      ("http://localhost:7670/x", "http://localhost:7670/x"),
      ("http://me:pass@host/x", "http://(redacted)@host/x"),
      ("https://token@host", "https://(redacted)@host"),
      ("http://a:b@c@host/x?y#z", "http://(redacted)@host/x?y#z"),
      ("http://host/a@b", "http://host/a@b"), ("http://host?u=a@b", "http://host?u=a@b"),
      ("no url", "no url"), ("", ""), ("://", "://"), ("http://@host", "http://(redacted)@host"),
      ("http://me:p\u{e9}\u{301}ss@host", "http://(redacted)@host"),
    ])
  func redactsURLs(url: String, expected: String) {
    #expect(Redaction.url(url) == expected)
  }

  @Test(
    "keeps only values of headers that are never secret",
    arguments: [
      ("Authorization", "(redacted)"), ("X-Api-Key", "(redacted)"), ("Cookie", "(redacted)"),
      ("anything", "(redacted)"), ("User-Agent", "v"), ("ACCEPT", "v"), ("content-type", "v"),
    ])
  func redactsHeaders(name: String, value: String) {
    let field = HeaderField(name: name, value: "v")
    #expect(field.redacted == HeaderField(name: name, value: value))
  }

  @Test(
    "takes secrets out of every way to write an argument",
    arguments: [
      (["--header", "Authorization: Bearer x"], ["--header", "Authorization: (redacted)"]),
      (["--header=Authorization: x"], ["--header=Authorization: (redacted)"]),
      (["-H", "X: secret"], ["-H", "X: (redacted)"]),
      (["-HX: secret"], ["-H=X: (redacted)"]), (["-H=X: secret"], ["-H=X: (redacted)"]),
      (["--header", "no colon secret"], ["--header", "(redacted)"]),
      (["--header", "Accept: */*"], ["--header", "Accept: */*"]),
      (["--header", "--header", "A: b"], ["--header", "(redacted)", "A: b"]),
      (["--header"], ["--header"]),
      (["--python-url", "http://u:p@h/"], ["--python-url", "http://(redacted)@h/"]),
      (["--server", "a=http://u:p@h/"], ["--server", "a=http://(redacted)@h/"]),
      (["--python-url=http://u:p@h/"], ["--python-url=http://(redacted)@h/"]),
      (["run", "dir/", "--dpi", "150"], ["run", "dir/", "--dpi", "150"]), ([], []),
    ])
  func redactsArguments(arguments: [String], expected: [String]) {
    #expect(Redaction.arguments(arguments) == expected)
  }

  @Test(
    "takes secrets out of foreign commands, and leaves what only looks like one",
    arguments: [
      (
        ["vllm", "serve", "m", "--api-key", "abc"],
        ["vllm", "serve", "m", "--api-key", "(redacted)"]
      ),
      (["srv", "--token=abc", "-v"], ["srv", "--token=(redacted)", "-v"]),
      (["srv", "--api-key", "--port", "1"], ["srv", "--api-key", "--port", "1"]),
      (
        ["sh", "-c", "HF_TOKEN=x  exec ./srv --key y"],
        ["sh", "-c", "HF_TOKEN=(redacted)  exec ./srv --key (redacted)"]
      ),
      (["srv", "hf_abc", "sk-abc"], ["srv", "(redacted)", "(redacted)"]),
      (["srv", "http://u:p@h/"], ["srv", "http://(redacted)@h/"]),
      (["srv", "--db=http://u:p@h/"], ["srv", "--db=http://(redacted)@h/"]),
      (
        ["vllm", "--tokenizer", "t", "--max-tokens", "9"],
        ["vllm", "--tokenizer", "t", "--max-tokens", "9"]
      ),
      (["sh", "-c", "exit 3"], ["sh", "-c", "exit 3"]), ([], []),
    ])
  func redactsCommands(command: [String], expected: [String]) {
    #expect(Redaction.command(command) == expected)
    #expect(Redaction.command(expected) == expected)
  }

  @Test("of what is launched reaches commands, health checks and labels")
  func redactsLaunches() {
    var container = ContainerSpec(key: "c")
    container.command = ["srv", "--password", "hunter2"]
    container.health = HealthCheckSpec(command: "curl -H 'X: y' --token hunter2 http://h")
    container.labels = [EnvironmentVariable("api.key", "hunter2")]
    #expect(!"\(container.redacted)".contains("hunter2"))
    let launch = LaunchSpec(command: ["srv", "--secret=hunter2"])
    #expect(!"\(launch.redacted)".contains("hunter2"))
  }

  @Test("of a plan reaches every place that can hold a secret")
  func redactsPlans() {
    var plan = Fixture.plan()
    plan.headers = [HeaderField(name: "Authorization", value: "hunter2")]
    plan.servers[0].headers = [HeaderField(name: "X-Key", value: "hunter2")]
    plan.servers[1].origin = .url("http://me:hunter2@host")
    #expect(!"\(plan.redacted)".contains("hunter2"))
    #expect(plan.redacted.redacted == plan.redacted)
    #expect(plan.redacted.servers[0].origin == plan.servers[0].origin)
  }
}

@Suite("A header field")
struct HeaderFieldTests {
  @Test(
    "is read from a line",
    arguments: [
      ("A: b", "A", "b"), ("A:b", "A", "b"), ("X-Y_z.1: \t b c ", "X-Y_z.1", "b c "),
      ("A:", "A", ""), ("A: b: c", "A", "b: c"), ("A: värld", "A", "värld"),
    ])
  func isRead(line: String, name: String, value: String) {
    #expect(HeaderField(line: line) == HeaderField(name: name, value: value))
  }

  @Test(
    "is refused where it could smuggle something",
    arguments: [
      "", ":", ": b", "A", "A b: c", "A : b", " A: b", "A: b\r\nC: d", "A: b\nC: d", "A: b\rC",
      "A\r\n: b", "A: b\u{0}", "A: b\u{7F}", "A\u{0}: b", "Ä: b", "A: \r\n", "A: b\u{1B}[0m",
      "A\"B: c", "A(B): c",
    ])
  func isRefused(line: String) {
    #expect(HeaderField(line: line) == nil)
  }
}
