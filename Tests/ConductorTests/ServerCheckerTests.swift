import BenchCore
import TestSupport
import Testing

@testable import Conductor

/// What checking a server sends, and what it makes of the answers.
@Suite(.timeLimit(.minutes(1)))
struct ServerCheckerTests {
  /// The check of one scripted server, asked with a document of one page and one of two.
  private func check(
    _ server: ScriptedServer, dpis: [Double] = [150], shape: RequestShape = RequestShape(),
    corpus: LoadedCorpus = DPIScript.corpus, control: RunControl = RunControl()
  ) async throws -> ServerCheck {
    let plan = Plan(
      servers: [
        ServerSpec(key: "one", name: "One", origin: .url(server.url("")), request: shape)
      ], corpus: CorpusSpec(directory: "pdfs"), dpis: dpis,
      headers: [HeaderField(name: "X-Key", value: "secret")])
    let checker = ServerChecker(
      plan: plan, corpus: corpus, samplePage: nil, executable: "/nowhere", control: control,
      publish: { _ in })
    let checks = try #require(await checker.run())
    return try #require(checks.first)
  }

  private func grades(_ check: ServerCheck) -> [CheckFinding.Subject: CheckFinding.Grade] {
    Dictionary(uniqueKeysWithValues: check.findings.map { ($0.subject, $0.grade) })
  }

  @Test("A good server is asked for everything, over as few connections as there are questions")
  func good() async throws {
    let server = try DPIScript.server { _, isHigh in DPIScript.answer(megapixels: isHigh ? 8 : 1) }
    let check = try await check(server)
    #expect(check.grade == .ok, "\(check)")
    #expect(
      check.findings.map(\.subject) == [
        .readiness, .answer, .pages, .text, .serverSeconds, .refusal, .keepAlive, .dpi,
      ])
    #expect(check.findings.first?.text == "all here")
    #expect(check.reaction?.sign == .pixels && check.reaction?.answered == 5)
    // Readiness, contract, both places, query only, form only, crossed.
    #expect(server.log.times(.accepted).count == 6)
    let sent = server.log.requests.filter { !$0.headText.hasPrefix("GET ") }
    let counts = (1...5).map { connection in sent.count { $0.connection == connection } }
    #expect(counts == [3, 12, 8, 8, 8])
    #expect(sent.allSatisfy { $0.headText.contains("X-Key: secret") })
  }

  @Test("Both places say the same DPI, low and high in turn, the first of a pair changing")
  func probe() async throws {
    let server = try DPIScript.server { _, isHigh in DPIScript.answer(megapixels: isHigh ? 8 : 1) }
    _ = try await check(server)
    let asked = server.log.requests.filter { $0.connection == 2 }.map(DPIScript.Asked.init)
    let order = [72, 300] + [72, 300, 300, 72, 72, 300, 300, 72, 72, 300]
    #expect(asked.map(\.query) == order.map(String.init))
    #expect(asked.map(\.form) == order.map(String.init))
    let names = server.log.requests.filter { $0.connection == 2 }.map {
      String(decoding: $0.body, as: UTF8.self).contains("filename=\"page.pdf\"")
    }
    #expect(names.allSatisfy { $0 })
    // One place only, and then each its own.
    let query = server.log.requests.filter { $0.connection == 3 }.map(DPIScript.Asked.init)
    #expect(query.allSatisfy { $0.query != nil && $0.form == nil })
    let form = server.log.requests.filter { $0.connection == 4 }.map(DPIScript.Asked.init)
    #expect(form.allSatisfy { $0.query == nil && $0.form != nil })
    let crossed = server.log.requests.filter { $0.connection == 5 }.map(DPIScript.Asked.init)
    #expect(crossed.count == 8 && crossed.allSatisfy { $0.query != $0.form })
  }

  @Test("What is no PDF is sent without a PDF's name or bytes, after two real documents")
  func noPDF() async throws {
    let server = try DPIScript.server { _, _ in DPIScript.answer(megapixels: 1) }
    _ = try await check(server)
    let sent = server.log.requests.filter { $0.connection == 1 }
      .map { String(decoding: $0.body, as: UTF8.self) }
    #expect(sent.count == 3)
    #expect(sent.prefix(2).allSatisfy { $0.contains("filename=\"two.pdf\"") })
    #expect(sent.last?.contains("filename=\"not-a-pdf.txt\"") == true)
    #expect(sent.last?.contains("%PDF") == false)
  }

  @Test("A server whose pixels stay the same does not react, and is not asked where it reads")
  func ignores() async throws {
    let server = try DPIScript.server { _, _ in DPIScript.answer(megapixels: 2.1) }
    let check = try await check(server)
    #expect(check.reaction?.outcome == .doesNotReact)
    #expect(check.reading == nil && grades(check)[.dpi] == .warning)
    #expect(server.log.times(.accepted).count == 3)
  }

  @Test(
    "Where a server reads the DPI is found out",
    arguments: [
      (true, false, .query), (false, true, .form), (true, true, .either(wins: .query)),
    ] as [(Bool, Bool, DPIReading)])
  func reading(query: Bool, form: Bool, reading: DPIReading) async throws {
    // Connection 3 says it in the query, 4 in the form, 5 something else in each.
    let server = try DPIScript.server { connection, isHigh in
      let reads = connection == 3 ? query : connection == 4 ? form : true
      return DPIScript.answer(megapixels: reads && isHigh ? 8 : 1)
    }
    let check = try await check(server)
    #expect(check.reading == reading)
    #expect(check.findings.last?.text.contains(reading.words) == true)
    #expect(server.log.times(.accepted).count == (query && form ? 6 : 5))
  }

  @Test("A server that tells no pixels is judged by its own seconds, with as many pairs each time")
  func bySeconds() async throws {
    let server = try DPIScript.server { connection, isHigh in
      let reads = connection != 4
      return DPIScript.answer(seconds: reads && isHigh ? 0.0004 : 0.0001)
    }
    let check = try await check(server)
    #expect(check.reaction?.sign == .serverSeconds, "\(check.findings)")
    // Five pairs, not three, and one to warm up.
    #expect(server.log.requests.count { $0.connection == 3 } == 12)
    #expect(server.log.requests.count { $0.connection == 4 } == 12)
  }

  @Test("The plan's own resolutions are asked, and only where the plan says them")
  func placement() async throws {
    var shape = RequestShape()
    shape.dpiPlacement = [.query]
    let server = try DPIScript.server { _, isHigh in DPIScript.answer(megapixels: isHigh ? 8 : 1) }
    let check = try await check(server, dpis: [100, 400], shape: shape)
    let asked = server.log.requests.filter { $0.connection == 2 }.map(DPIScript.Asked.init)
    #expect(Set(asked.map(\.query)) == ["100", "400"])
    #expect(asked.allSatisfy { $0.form == nil })
    #expect(check.reaction?.outcome == .reacts && check.reading == nil)
    shape.dpiPlacement = []
    let silent = try DPIScript.server { _, _ in DPIScript.answer(megapixels: 1) }
    let never = try await self.check(silent, shape: shape)
    #expect(never.reaction?.sign == .neverSaid)
    #expect(silent.log.times(.accepted).count == 2)
  }

  @Test("A wrong shape breaks the contract, and nothing more is asked")
  func wrongShape() async throws {
    let server = try DPIScript.server(document: .answer(#"{"pages":2}"#)) { _, _ in [] }
    let check = try await check(server)
    #expect(check.isAvailable && check.grade == .failed)
    #expect(grades(check)[.answer] == .failed)
    #expect(check.reaction == nil)
    #expect(server.log.times(.accepted).count == 2)
  }

  @Test("A server that counts pages wrongly, takes anything, and hangs up is told all three")
  func sloppy() async throws {
    let answer = DPIScript.answer(pages: 1, megapixels: 1)
    let server = try ScriptedServer { connection in
      connection == 0 ? DPIScript.health : [.readRequest, .send(answer), .close]
    }
    let grades = grades(try await check(server))
    #expect(grades[.answer] == .ok)
    #expect(grades[.pages] == .failed && grades[.refusal] == .failed)
    #expect(grades[.keepAlive] == .warning)
    #expect(grades[.dpi] == .warning)
  }

  @Test("A server that dies of the second document is told by what it did")
  func dies() async throws {
    let server = try ScriptedServer { connection in
      switch connection {
      case 0: DPIScript.health
      case 1: [.readRequest, .send(DPIScript.answer(megapixels: 1)), .readRequest, .reset]
      default: [.readRequest, .reset]
      }
    }
    let check = try await check(server)
    #expect(grades(check)[.keepAlive] == .failed)
    #expect(check.reaction?.outcome == .cannotTell && check.reaction?.sign == .failures)
    #expect(check.reaction?.evidence.contains("failed (reset") == true, "\(check.findings)")
  }

  @Test("A server that is not there has its reason, and nothing else")
  func dead() async throws {
    let server = try ScriptedServer { _ in [.close] }
    let check = try await check(server)
    #expect(!check.isAvailable)
    #expect(check.findings.map(\.subject) == [.readiness] && check.grade == .failed)
    #expect(check.findings[0].text.contains("does not answer"))
  }

  @Test("A check that is stopped says nothing")
  func stopped() async throws {
    let control = RunControl()
    let server = try ScriptedServer { connection in
      connection == 0 ? DPIScript.health : [.readRequest, .waitForClient]
    }
    let plan = Plan(
      servers: [ServerSpec(key: "one", name: "One", origin: .url(server.url("")))],
      corpus: CorpusSpec(directory: "pdfs"))
    let checker = ServerChecker(
      plan: plan, corpus: DPIScript.corpus, samplePage: nil, executable: "/nowhere",
      control: control, publish: { _ in })
    let check = Task { await checker.run() }
    #expect(await server.log.waiting(for: .requestRead, count: 2))
    control.stop()
    #expect(await check.value == nil)
  }
}
