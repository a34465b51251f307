import BenchCore
import Foundation
import PlanFile
import Testing

@Suite("A plan file")
struct PlanFileTests {
  @Test("with every key says all of it")
  func readsEverything() throws {
    let text = """
      servers:
        python:
          name: Python FastAPI
          url: http://localhost:7670
          headers: {X-Tenant: "a: b", Authorization: Bearer 1}
        here: {embedded: hummingbird}
        plain: https://example.test/base
        other:
          url: http://localhost:1
          request:
            path: /convert
            method: PUT
            health_path: /health
            body: raw
            file_field: document
            dpi_in: [query]
            dpi_name: resolution
            pages: /meta/pages
            server_seconds: ""
            text: /pages/-/text
      baseline: here
      assert: [p95<4s, "slower(other, here)<3%"]
      corpus: {directory: pdfs, max_files: 20, keep_defective: true}
      dpi: [100, 150.5, "300"]
      concurrency: [1, 4]
      rate: 300/min
      arrivals: poisson
      rounds: 5
      warmup: 0
      order: sequential
      timeout: 5m
      ready_within: 90
      seed: 18446744073709551615
      headers: {User-Agent: slimbench}
      tls: {ca_file: ca.pem, insecure: true}
      output: out/result.json
      """
    let draft = try PlanFile.parse(text, name: "slimbench.yaml", directory: "some/where")
    var expected = PlanDraft()
    var shape = RequestShape()
    shape.path = "/convert"
    shape.method = "PUT"
    shape.healthPath = "/health"
    shape.body = .raw
    shape.fileField = "document"
    shape.dpiPlacement = [.query]
    shape.dpiName = "resolution"
    shape.pagesPointer = "/meta/pages"
    shape.serverSecondsPointer = ""
    shape.textPointer = "/pages/-/text"
    expected.servers = [
      ServerDraft(
        key: "python", name: "Python FastAPI", origin: .url("http://localhost:7670"),
        headers: [
          HeaderField(name: "X-Tenant", value: "a: b"),
          HeaderField(name: "Authorization", value: "Bearer 1"),
        ]),
      ServerDraft(key: "here", origin: .embedded("hummingbird")),
      ServerDraft(key: "plain", origin: .url("https://example.test/base")),
      ServerDraft(key: "other", origin: .url("http://localhost:1"), request: shape),
    ]
    expected.baseline = "here"
    expected.assertions = ["p95<4s", "slower(other, here)<3%"]
    expected.corpusDirectory = "some/where/pdfs"
    expected.maxFiles = 20
    expected.keepDefective = true
    expected.dpis = [100, 150.5, 300]
    expected.concurrencies = [1, 4]
    expected.ratePerSecond = 5
    expected.arrivals = .poisson
    expected.rounds = 5
    expected.warmUp = 0
    expected.order = .sequential
    expected.timeoutSeconds = 300
    expected.readyWithinSeconds = 90
    expected.seed = .max
    expected.headers = [HeaderField(name: "User-Agent", value: "slimbench")]
    expected.caFile = "some/where/ca.pem"
    expected.insecure = true
    expected.output = "out/result.json"
    #expect(draft == expected)
  }

  @Test("takes one value in place of a list, and a folder in place of the corpus map")
  func takesShortForms() throws {
    let draft = try PlanFile.parse("corpus: /pdfs\ndpi: 72\nconcurrency: 8\n", name: "p")
    var expected = PlanDraft()
    expected.corpusDirectory = "/pdfs"
    expected.dpis = [72]
    expected.concurrencies = [8]
    #expect(draft == expected)
  }

  @Test("may leave to the command line what it likes")
  func mayHaveGaps() throws {
    #expect(try PlanFile.parse("rounds: 2", name: "p").rounds == 2)
    #expect(try PlanFile.parse("rate: 2", name: "p").ratePerSecond == 2)
    #expect(try PlanFile.parse("arrivals: poisson", name: "p").arrivals == .poisson)
    #expect(try PlanFile.parse("corpus: {max_files: 3}", name: "p").maxFiles == 3)
    #expect(try PlanFile.parse("assert: rust.p95<4s", name: "p").assertions == ["rust.p95<4s"])
    #expect(try PlanFile.parse("baseline: rust", name: "p").baseline == "rust")
  }

  @Test("may share values by anchors")
  func takesAnchors() throws {
    let text = """
      servers:
        a: {url: "http://a", request: &shape {path: /x}}
        b: {url: "http://b", request: *shape}
      """
    let draft = try PlanFile.parse(text, name: "p")
    #expect(draft.servers.map { $0.request?.path } == ["/x", "/x"])
  }

  @Test("gives an embedded server options of serve")
  func readsOptionsOfEmbeddedServers() throws {
    let draft = try PlanFile.parse(
      "servers: {slow: {embedded: flyingfox, options: {stall: 2s/20s, extra-latency: 3%}}}",
      name: "p")
    #expect(draft.servers[0].origin == .embedded("flyingfox,extra-latency=3%,stall=2s/20s"))
    for (text, key) in [
      ("{embedded: flyingfox, options: {stahl: 1s}}", "servers.s.options.stahl"),
      ("{embedded: flyingfox, options: {stall: 'a b'}}", "servers.s.options.stall"),
      ("{url: 'http://a', options: {stall: 2s/20s}}", "servers.s.options"),
    ] {
      let error = #expect(throws: PlanFileError.self) {
        try PlanFile.parse("servers: {s: \(text)}", name: "p")
      }
      #expect(error?.issues.map(\.key) == [key])
    }
  }

  @Test("keeps words that other YAML readers take for something else")
  func keepsWords() throws {
    let draft = try PlanFile.parse(
      "servers: {n: {name: no, url: 'http://n'}, o: {name: 010, url: 'http://o'}}", name: "p")
    #expect(draft.servers.map(\.name) == ["no", "010"])
  }

  @Test("of the examples can be read")
  func readsTheExample() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Examples").path
    let plan = try PlanFile.load(folder + "/slimbench.yaml").plan()
    #expect(plan.servers.map(\.key) == ["python", "rust"])
    #expect(plan.corpus.directory.hasPrefix(folder + "/"))
  }

  @Test("that cannot be read is named with the reason")
  func namesUnreadableFiles() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("slimbench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func message(_ name: String, _ data: Data?) throws -> String {
      let path = folder.appendingPathComponent(name).path
      if let data { try data.write(to: URL(fileURLWithPath: path)) }
      let error = #expect(throws: PlanFileError.self) { try PlanFile.load(path) }
      return (error?.description ?? "").replacingOccurrences(of: folder.path, with: "DIR")
    }
    #expect(try message("none.yaml", nil).hasPrefix("DIR/none.yaml: it cannot be read: "))
    #expect(try message("", nil).hasPrefix("DIR: it cannot be read: "))
    #expect(
      try message("latin.yaml", Data([0x6E, 0xE9])) == "DIR/latin.yaml: it is not UTF-8 text")
    #expect(
      try message("large.yaml", Data(repeating: 0x23, count: 1 << 22))
        == "DIR/large.yaml: the file is larger than 1 MB; a plan needs a few kilobytes")
    #expect(
      try message("bad.yaml", Data("\nround: 3".utf8))
        == "DIR/bad.yaml:2:1: round: there is no such key here; did you mean \"rounds\"?")
  }
}
