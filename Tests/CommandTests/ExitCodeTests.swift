import Foundation
import FoundationXML
import Glibc
import TestSupport
import Testing

/// What a run is held to, and the code that says how it did.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ExitCodeTests {
  /// Two servers; what each does on a connection.
  private struct Setting {
    let workspace: Workspace
    let servers: [DocumentServer]

    init(
      _ steps: [ScriptedServer.Step] = DocumentServer.answering(),
      _ other: [ScriptedServer.Step] = DocumentServer.answering()
    ) throws {
      workspace = try Workspace()
      try workspace.corpus(count: 2)
      servers = [try DocumentServer { _ in steps }, try DocumentServer { _ in other }]
    }

    func run(_ arguments: [String]) async throws -> Ended {
      let named = zip(["one", "two"], servers).flatMap { ["--server", "\($0)=\($1.url)"] }
      return try await Program.run(
        ["run", "pdfs", "--output", "r.json"] + named + arguments, in: workspace)
    }
  }

  private static let broken = DocumentServer.answering(
    .answer(#"{"detail":"fell over"}"#, status: 500))
  /// Answers with another number of pages: a serious diagnosis.
  private static let different = DocumentServer.answering(DocumentServer.pages(7))

  @Test("Assertions that hold leave the code 0, and stand in the report and the result")
  func pass() async throws {
    let setting = try Setting()
    let ended = try await setting.run([
      "--assert", "failed==0", "--assert", "two.mean < 100s", "--assert", "page_mismatch==0",
      "--fail-on-error",
    ])
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("Assertion      failed==0: pass."), ended.said)
    #expect(ended.output.contains("two.mean<100s: pass. two: "), ended.said)
    let slimbench = try ResultJSON("r.json", in: setting.workspace).slimbench
    let results = try #require(slimbench["assertions"] as? [[String: Any]])
    #expect(results.compactMap { $0["outcome"] as? String } == ["pass", "pass", "pass"])
  }

  @Test(
    "An assertion that fails or is unknown makes it 4, and is told with its value",
    arguments: [
      ("mean<0.001ms", "assertion failed: mean<0.001ms (one: "),
      ("two.p99<1s", "assertion unknown: two.p99<1s (two: it needs 1,000 answers, there are 2)"),
      // Too few pairs; or, where the machine is busy, a verdict withheld.
      ("slower(two,one)<3%", "assertion unknown: slower(two,one)<3% (two: "),
    ])
  func fails(assertion: String, words: String) async throws {
    let setting = try Setting()
    let ended = try await setting.run(["--assert", assertion, "--assert", "failed==0"])
    #expect(ended.code == 4, ended.said)
    #expect(ended.error.contains(words), ended.said)
    #expect(!ended.error.contains("failed==0"), "what holds is no reason: \(ended.error)")
    #expect(ended.output.hasSuffix("result: r.json\n"), "the result is there all the same")
  }

  @Test("Without a verdict it is 5, with a serious diagnosis 6, where the user says so")
  func flags() async throws {
    let few = try await Setting().run(["--require-verdict"])
    #expect(few.code == 5, few.said)
    // Too few pairs; or, where the machine is busy, a verdict withheld.
    #expect(few.error.contains("no verdict: two against one "), few.said)
    let serious = try await Setting(Self.different).run(["--strict"])
    #expect(serious.code == 6, serious.said)
    #expect(serious.error.contains("pages agree on 0 of 2"), serious.said)
    let lenient = try await Setting(Self.different).run([])
    #expect(lenient.code == 0, lenient.said)
  }

  @Test("Where several hold the gravest is the code, and every one is told")
  func precedence() async throws {
    let all = ["--assert", "failed==0", "--require-verdict", "--strict"]
    let dead = try await Setting(DocumentServer.answering(), Self.broken).run(all)
    #expect(dead.code == 3, dead.said)
    for words in [
      "every request of a server failed: two", "assertion failed: failed==0 (two: 2 of 2)",
      "no verdict: nothing could be compared (--require-verdict)", "serious: All 2 requests to two",
    ] {
      #expect(dead.error.contains(words), dead.said)
    }
    let four = ["--assert", "mean<0.001ms", "--require-verdict", "--strict"]
    #expect(try await Setting(Self.different).run(four).code == 4)
    #expect(try await Setting(Self.different).run(["--require-verdict", "--strict"]).code == 5)
  }

  @Test("An interrupted run is 130, whatever else it falls short of, and says how to go on")
  func interrupted() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 8)
    let server = try DocumentServer { _ in
      [
        .readRequest, .send(DocumentServer.pages()), .readRequest, .send(DocumentServer.pages()),
        .readRequest, .waitForClient,
      ]
    }
    let program = try RunningProgram(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--assert", "mean<0.001ms", "--junit",
        "j.xml",
      ], in: workspace)
    #expect(await server.waiting(forDocuments: 3))
    program.signal(SIGINT)
    let ended = try await program.end(within: 60)
    #expect(ended.code == 130, ended.said)
    #expect(ended.error.contains("go on with it: slimbench resume results/"), ended.said)
    #expect(
      ended.error.contains("\nOr give the same command again\n"),
      "its name was made up, and is another one then: \(ended.error)")
    #expect(ended.output.contains("mean<0.001ms: fail."), ended.said)
    #expect(workspace.text("j.xml").contains("interrupted"))
  }

  @Test("An assertion that cannot be read is a usage error, told with its column")
  func grammar() async throws {
    let setting = try Setting()
    let ended = try await setting.run(["--assert", "pages_per_secnd>8"])
    #expect(ended.code == 64, ended.said)
    #expect(ended.error.contains("column 1: there is no figure"), ended.said)
    #expect(ended.error.contains("did you mean \"pages_per_second\"?"), ended.said)
    let shown = try await Program.run(["show", "x", "--assert", "p95"], in: setting.workspace)
    #expect(shown.code == 64, shown.said)
  }

  @Test(
    "A server that the run does not have is refused before anything is sent",
    arguments: [
      (["--assert", "three.p95<1s"], "assert: \"three.p95<1s\", column 1: there is no server"),
      (["--baseline", "tow"], "baseline: there is no server \"tow\"; did you mean \"two\"?"),
      (["--baseline", "x"], "there are one, two"),
    ])
  func unknownServer(arguments: [String], words: String) async throws {
    let setting = try Setting()
    let ended = try await setting.run(arguments)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains(words), ended.said)
    #expect(setting.servers.allSatisfy { $0.log.times(.accepted).isEmpty })
    #expect(try setting.workspace.names == ["pdfs"])
  }

  @Test("A plan file holds assertions and baseline; the command line's come in their place")
  func planFile() async throws {
    func setting() throws -> Setting {
      let setting = try Setting()
      try setting.workspace.write(
        "baseline: two\nassert:\n  - mean<0.001ms\n", to: "slimbench.yaml")
      return setting
    }
    let ended = try await setting().run([])
    #expect(ended.code == 4, ended.said)
    #expect(ended.output.contains("one against two: "), ended.said)
    let other = try await setting().run(["--assert", "mean>0.001ms", "--baseline", "one"])
    #expect(other.code == 0, other.said)
    #expect(other.output.contains("two against one: "), other.said)
  }

  @Test("show judges a saved run again, and only where it is asked to")
  func show() async throws {
    let setting = try Setting()
    #expect(try await setting.run(["--assert", "mean<0.001ms"]).code == 4)
    func show(_ arguments: [String]) async throws -> Ended {
      try await Program.run(["show", "r.json"] + arguments, in: setting.workspace)
    }
    let plain = try await show([])
    #expect(plain.code == 0, plain.said)
    #expect(plain.output.contains("mean<0.001ms: fail."), plain.said)
    #expect(try await show(["--strict"]).code == 4, "its own assertion still stands")
    let other = try await show(["--assert", "mean>0.001ms", "--baseline", "two"])
    #expect(other.code == 0, other.said)
    #expect(other.output.contains("mean>0.001ms: pass.") && !other.output.contains("0.001ms: fail"))
    #expect(other.output.contains("one against two: "), other.said)
    #expect(try await show(["--require-verdict", "--assert", "mean>0.001ms"]).code == 5)
    let unknown = try await show(["--assert", "rust.p95<1s"])
    #expect(unknown.code == 1, unknown.said)
    #expect(unknown.error.contains("there is no server \"rust\""), unknown.said)
  }

  @Test("The JUnit report is read by a parser that is not ours, and agrees with the code")
  func junit() async throws {
    let words = #"<b>&"']]>\u0000\u001b[2J\ud83d"#
    let setting = try Setting(
      DocumentServer.answering(),
      DocumentServer.answering(.answer(#"{"detail":"\#(words)"}"#, status: 500)))
    let ended = try await setting.run([
      "--assert", "one.failed==0", "--assert", "failed==0", "--junit", "out.xml",
    ])
    #expect(ended.code == 3, ended.said)
    #expect(try setting.workspace.names == ["out.xml", "pdfs", "r.json"])
    let report = try Self.reading(setting.workspace.path("out.xml"))
    #expect(
      report == [
        "slimbench.run came to its end", "slimbench.requests one",
        "slimbench.requests two failure", "slimbench.assertions one.failed==0",
        "slimbench.assertions failed==0 failure", "5 2 0",
      ], "\(report)")
    let shown = try await Program.run(
      ["show", "r.json", "--junit", "again.xml"], in: setting.workspace)
    #expect(shown.code == 3, shown.said)
    #expect(try Self.reading(setting.workspace.path("again.xml")) == report)
  }

  @Test("A place where no report can be written is refused before anything is sent")
  func junitPlace() async throws {
    let setting = try Setting()
    for place in ["pdfs/a.pdf", "pdfs", "no/such/folder.xml"] {
      let ended = try await setting.run(["--junit", place])
      #expect(ended.code == 1, ended.said)
      #expect(ended.error.hasPrefix("slimbench: --junit \(place)"), ended.said)
    }
    #expect(setting.servers.allSatisfy { $0.log.times(.accepted).isEmpty })
    #expect(try setting.workspace.bytes("pdfs/a.pdf") == SmallPDF.bytes())
  }

  /// Cases, outcomes and counts as libxml2 reads them.
  private static func reading(_ path: String) throws -> [String] {
    let document = try XMLDocument(data: Data(contentsOf: URL(filePath: path)))
    let cases = try document.nodes(forXPath: "/testsuites/testsuite/testcase")
    let suite = try #require(
      try document.nodes(forXPath: "/testsuites/testsuite").first as? XMLElement)
    func text(_ element: XMLElement, _ name: String) -> String {
      element.attribute(forName: name)?.stringValue ?? "-"
    }
    return cases.compactMap { $0 as? XMLElement }.map { element in
      let marks = (element.children ?? []).compactMap(\.name).filter { $0 != "system-out" }
      return ([text(element, "classname"), text(element, "name")] + marks).joined(separator: " ")
    } + [["tests", "failures", "errors"].map { text(suite, $0) }.joined(separator: " ")]
  }
}
