import PlanFile
import Testing

/// A file and what is said of it, a line an issue.
struct BadFile: Sendable, CustomTestStringConvertible {
  var text: String
  var issues: String

  init(_ text: String, _ issues: String...) {
    self.text = text
    self.issues = issues.map { "p.yaml" + $0 }.joined(separator: "\n")
  }

  var testDescription: String { text }
}

private let badFiles = [
  BadFile("", ": it is empty; name at least the servers and the corpus"),
  BadFile("# nothing\n", ": it is empty; name at least the servers and the corpus"),
  BadFile("- a\n", ":1:1: expected keys with values, found a list"),
  BadFile("hello", ":1:1: expected keys with values, found \"hello\""),
  // Unknown keys.
  BadFile(
    "rouns: 3", ":1:1: rouns: there is no such key here; did you mean \"rounds\"?"),
  BadFile(
    "readyWithin: 3", ":1:1: readyWithin: there is no such key here; did you mean \"ready_within\"?"
  ),
  BadFile(
    "dip: 3", ":1:1: dip: there is no such key here; did you mean \"dpi\"?"),
  BadFile(
    "tls:\n  colour: 1",
    ":2:3: tls.colour: there is no such key here; the keys are ca_file, insecure"),
  BadFile(
    "servers:\n  a:\n    ulr: http://a",
    ":2:3: servers.a: it has no address; give its url, or embedded, or container and port",
    ":3:5: servers.a.ulr: there is no such key here; did you mean \"url\"?"),
  BadFile(
    "servers: {a: {url: 'http://a', request: {dpi: 1}}}",
    ":1:42: servers.a.request.dpi: there is no such key here; the keys are path, stream_path, "
      + "method, health_path, body, file_field, dpi_in, dpi_name, pages, server_seconds, text"),
  // Launched servers and containers.
  BadFile(
    "containers:\n  slim: {image: slim, ports: [a:b], gpus: 1/2}",
    ":2:31: containers.slim.ports[0]: expected a port, as 7670:7670, or 7670 for a free port of the "
      + "host, found \"a:b\"",
    ":2:43: containers.slim.gpus: expected all, none, or devices as 0,1, found \"1/2\""),
  BadFile(
    "servers:\n  a: {url: 'http://a', launch: {directory: x}}",
    ":2:32: servers.a.launch: give the command, as [python, -m, slimgest.web]"),
  BadFile(
    "servers:\n  a: {url: 'http://a', launch: {command: [x], ready_within: soon}}",
    ":2:61: servers.a.launch.ready_within: expected a duration, as 300s, 5m, 1h30m or a number of "
      + "seconds, found \"soon\""),
  // Assertions and the baseline.
  BadFile(
    "assert: [p95<4s, p95s<4s]",
    ":1:18: assert[1]: \"p95s<4s\", column 1: there is no figure \"p95s\"; did you mean \"p95\"?"),
  BadFile(
    "servers: {a: 'http://a'}\nassert: [b.p95<4s]",
    ":2:9: assert: \"b.p95<4s\", column 1: there is no server \"b\"; did you mean \"a\"?"),
  BadFile(
    "servers: {rust: 'http://a'}\nbaseline: rusty",
    ":2:11: baseline: there is no server \"rusty\"; did you mean \"rust\"?"),
  BadFile("assert: [[a]]", ":1:10: assert[0]: expected text, found a list"),
  // Wrong kinds of values.
  BadFile("rounds: many", ":1:9: rounds: expected a whole number, found \"many\""),
  BadFile("rounds: 1.5", ":1:9: rounds: expected a whole number, found \"1.5\""),
  BadFile("rounds: 0x10", ":1:9: rounds: expected a whole number, found \"0x10\""),
  BadFile("rounds: [1]", ":1:9: rounds: expected a whole number, found a list"),
  BadFile(
    "rounds: 99999999999999999999",
    ":1:9: rounds: expected a whole number, found \"99999999999999999999\""),
  BadFile("seed: -1", ":1:7: seed: expected a whole number, found \"-1\""),
  BadFile("rounds:", ":1:8: rounds: expected a whole number, found nothing"),
  BadFile("corpus: ~", ":1:9: corpus: expected text, found nothing"),
  BadFile("corpus: ''", ":1:9: corpus: expected text, found \"\""),
  BadFile("corpus: [a, b]", ":1:9: corpus: expected keys with values, found a list"),
  BadFile("dpi: [100, high]", ":1:12: dpi[1]: expected a number, found \"high\""),
  BadFile("dpi: nan", ":1:6: dpi: expected a number, found \"nan\""),
  BadFile("dpi: .inf", ":1:6: dpi: expected a number, found \".inf\""),
  BadFile("dpi: {a: 1}", ":1:6: dpi: expected a number, found keys with values"),
  BadFile(
    "order: random",
    ":1:8: order: expected one of interleaved, sequential, simultaneous, found \"random\""),
  BadFile(
    "rate: 5 per second",
    ":1:7: rate: expected a rate above 0, as 5/s, 300/min or a number of requests a second, found "
      + "\"5 per second\""),
  BadFile(
    "rate: 0",
    ":1:7: rate: expected a rate above 0, as 5/s, 300/min or a number of requests a second, found "
      + "\"0\""),
  BadFile(
    "rate: 1\narrivals: random",
    ":2:11: arrivals: expected one of constant, poisson, found \"random\""),
  BadFile(
    "timeout: soon",
    ":1:10: timeout: expected a duration, as 300s, 5m, 1h30m or a number of seconds, found \"soon\""
  ),
  BadFile(
    "tls: {insecure: yes}", ":1:17: tls.insecure: expected true or false, found \"yes\""),
  BadFile("servers: []", ":1:10: servers: expected keys with values, found a list"),
  BadFile("servers: {a: 5}", ":1:14: servers.a.url: \"5\" is no http:// or https:// address"),
  BadFile("servers: {a: }", ":1:14: servers.a: expected text, found nothing"),
  BadFile(
    "headers: {'A B': x, C: \"1\\r\\nD: 2\", 'E:F': x}",
    ":1:11: headers.A B: no HTTP header can look like this; the name has no spaces, the value no "
      + "line breaks",
    ":1:21: headers.C: no HTTP header can look like this; the name has no spaces, the value no "
      + "line breaks",
    ":1:37: headers.E:F: no HTTP header can look like this; the name has no spaces, the value no "
      + "line breaks"),
  BadFile(
    "servers: {a: {url: 'http://a', request: {path: x, method: post, body: form, dpi_in: [query, "
      + "header], pages: p, file_field: 'a\"b'}}}",
    ":1:48: servers.a.request.path: expected a path, as /process-pdf, found \"x\"",
    ":1:59: servers.a.request.method: expected an HTTP method, as POST, found \"post\"",
    ":1:71: servers.a.request.body: expected one of multipart, raw, found \"form\"",
    ":1:93: servers.a.request.dpi_in[1]: expected one of query, form, found \"header\"",
    ":1:109: servers.a.request.pages: expected a JSON pointer, as /total_pages, found \"p\"",
    ":1:124: servers.a.request.file_field: expected the name of a form field, found \"a\"b\""),
  // Values that no plan can have.
  BadFile("rounds: 0", ":1:9: rounds: 0 is outside 1 to 1000000"),
  BadFile("rate: 0.0001", ":1:7: rate: 0.0001/s is outside 0.001/s to 100000/s"),
  BadFile("warmup: -1", ":1:9: warmup: -1 is outside 0 to 1000"),
  BadFile("dpi: [100, 0]", ":1:6: dpi: 0 is outside 1 to 10000"),
  BadFile("dpi: []", ":1:6: dpi: name at least one resolution"),
  BadFile("dpi: [72, 72.0]", ":1:6: dpi: a value is repeated"),
  BadFile("concurrency: 5000", ":1:14: concurrency: 5000 is outside 1 to 4096"),
  BadFile("timeout: 0", ":1:10: timeout: 0 s is not above 0 and at most 86400 s"),
  BadFile("ready_within: 25h", ":1:15: ready_within: 90000 s is outside 0 to 86400 s"),
  BadFile("corpus: {max_files: 0}", ":1:21: corpus.max_files: 0 is less than 1"),
  BadFile("servers: {}", ":1:10: servers: name at least one server"),
  BadFile(
    "servers:\n  a: {url: ftp://a}",
    ":2:12: servers.a.url: \"ftp://a\" is no http:// or https:// address"),
  BadFile(
    "servers:\n  a: localhost:80",
    ":2:6: servers.a.url: \"localhost:80\" is no http:// or https:// address"),
  BadFile(
    "servers:\n  A b: http://a",
    ":2:3: servers.A b: no server can have this name; use at most 40 of a-z, 0-9, - and _, a "
      + "letter first"),
  BadFile(
    "servers:\n  timestamp: http://a",
    ":2:3: servers.timestamp: result files use this name themselves; choose another"),
  BadFile(
    "servers:\n  a: {}",
    ":2:3: servers.a: it has no address; give its url, or embedded, or container and port"),
  BadFile(
    "servers:\n  a: {url: 'http://a', embedded: hummingbird}",
    ":2:34: servers.a.embedded: it has a url too; leave one of them out"),
  // What is no YAML, or no YAML for us.
  BadFile("rounds: 1\nrounds: 2", ":1:1: \"rounds\" is there twice; leave one out"),
  BadFile(
    "rounds: 1\n  dpi: 2",
    ":2:6: no valid YAML: mapping values are not allowed in this context"),
  BadFile(
    "dpi: [1, 2",
    ":2:1: no valid YAML: did not find expected ',' or ']' (while parsing a flow sequence that "
      + "begins in line 1)"),
  BadFile(
    "rounds: \"1",
    ":1:11: no valid YAML: found unexpected end of stream (while scanning a quoted scalar that "
      + "begins in line 1)"),
  BadFile("dpi: *x", ":1:6: no valid YAML: found undefined alias"),
  BadFile("a: \u{7}", ":1:1: no valid YAML: control characters are not allowed"),
  BadFile(
    "rounds: 1\n---\nrounds: 2",
    ":2:1: no valid YAML: but found another document (expected a single document in the stream "
      + "that begins in line 1)"),
  BadFile("? [a, b]\n: 1", ":1:3: a key must be a single word"),
  BadFile("corpus: !include x", ":1:9: tags such as !include mean nothing in a plan"),
  BadFile(
    "<<: {rounds: 1}",
    ":1:1: <<: there is no such key here; the keys are servers, containers, engine, baseline, assert, corpus, dpi, "
      + "concurrency, rate, arrivals, rounds, until, max_rounds, warmup, order, timeout, "
      + "ready_within, seed, headers, tls, output, stream"
  ),
  // Several at once, in the file's order.
  BadFile(
    "rounds: x\ndpi: [1, y]\nservers:\n  A: {url: z}\nbla: 1",
    ":1:9: rounds: expected a whole number, found \"x\"",
    ":2:10: dpi[1]: expected a number, found \"y\"",
    ":4:3: servers.A: no server can have this name; use at most 40 of a-z, 0-9, - and _, a "
      + "letter first",
    ":4:12: servers.A.url: \"z\" is no http:// or https:// address",
    ":5:1: bla: there is no such key here; the keys are servers, containers, engine, baseline, assert, corpus, dpi, "
      + "concurrency, rate, arrivals, rounds, until, max_rounds, warmup, order, timeout, "
      + "ready_within, seed, headers, tls, output, stream"),
]

/// A text that would keep a careless reader busy.
struct Bomb: Sendable, CustomTestStringConvertible {
  var message: String
  var text: String

  init(_ message: String, _ text: String) {
    self.message = message
    self.text = text
  }

  var testDescription: String { "\(text.prefix(40)) … (\(text.utf8.count) bytes)" }
}

/// Texts that would keep a careless reader busy, and what is said of them.
private let bombs = [
  Bomb("larger than 1 MB", repeated("# comment\n", 1_000_000)),
  Bomb("more than 20000 values", "dpi: [" + repeated("1,", 30_000) + "1]"),
  Bomb("nested deeper", "dpi: " + nested(500)),
  Bomb("no valid YAML", "dpi: " + repeated("[", 500_000)),
  Bomb("no valid YAML", repeated("- ", 400_000)),
  Bomb("no valid YAML", repeated("? ", 400_000)),
  Bomb("more than 16 aliases", bomb(levels: 30, width: 2)),
  Bomb("more than 16 aliases", "? " + bomb(levels: 30, width: 2) + "\n: 1"),
  Bomb("more than 20000 values", bomb(levels: 8, width: 2, base: 200)),
  Bomb("a key must be a single word", "? " + bomb(levels: 4, width: 4, base: 20) + "\n: 1"),
]

@Suite("A plan file with mistakes", .timeLimit(.minutes(1)))
struct PlanFileIssueTests {
  @Test("is told all of them, with line, column, key and what would be right", arguments: badFiles)
  func tellsMistakes(file: BadFile) {
    let error = #expect(throws: PlanFileError.self) {
      try PlanFile.parse(file.text, name: "p.yaml")
    }
    #expect(error?.description == file.issues)
  }

  @Test("is told at most fifty of them")
  func boundsIssues() {
    let text = (0..<1000).map { "key\($0): 1\n" }.joined()
    let error = #expect(throws: PlanFileError.self) { try PlanFile.parse(text, name: "p") }
    #expect(error?.issues.count == 50)
  }

  @Test("is told only the beginning of a long value")
  func shortensValues() {
    let text = "rounds: " + String(repeating: "x", count: 100_000)
    let error = #expect(throws: PlanFileError.self) { try PlanFile.parse(text, name: "p") }
    #expect((error?.description.count ?? .max) < 200)
  }

  @Test(
    "that is made to exhaust its reader is refused in no time",
    arguments: bombs)
  func refusesBombs(bomb: Bomb) {
    let error = #expect(throws: PlanFileError.self) { try PlanFile.parse(bomb.text, name: "p") }
    #expect(error?.description.contains(bomb.message) == true, "\(error?.description ?? "")")
  }

  @Test("made at random, or cut anywhere, is refused or read and never a crash")
  func survivesAnything() {
    let good = """
      servers:
        a: {url: "http://a", request: &s {path: /x, dpi_in: [query, form]}, headers: {A: "\\u00e9"}}
        b: {url: 'http://b', request: *s}
      corpus: {directory: |
          pdfs
        }
      dpi: !!int 150
      timeout: 1h30m # comment
      """
    let bytes = Array(good.utf8)
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let spice = Array("\"'[]{}:,&*!|>-?#%@\\ux\n\t \u{0}\u{85}é".utf8)
    for round in 0..<3000 {
      var mutated = round < bytes.count ? Array(bytes.prefix(round)) : bytes
      for _ in 0..<(round < bytes.count ? 0 : 1 + next(6)) {
        mutated[next(mutated.count)] = spice[next(spice.count)]
      }
      _ = try? PlanFile.parse(String(decoding: mutated, as: UTF8.self), name: "p")
    }
  }
}

/// Aliases of aliases: as small a text as unfolds to `base` × `width` to the power of `levels`.
private func bomb(levels: Int, width: Int, base: Int = 1) -> String {
  var text = "[&a0 [" + String(repeating: "1,", count: base) + "1]"
  for level in 1...levels {
    let aliases = Array(repeating: "*a\(level - 1)", count: width).joined(separator: ",")
    text += ", &a\(level) [\(aliases)]"
  }
  return text + "]"
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

private func nested(_ depth: Int) -> String { repeated("[", depth) + repeated("]", depth) }
