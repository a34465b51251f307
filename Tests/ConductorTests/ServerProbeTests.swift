import BenchCore
import TestSupport
import Testing

@testable import Conductor

/// What a server says when it is asked whether it is ready.
@Suite(.timeLimit(.minutes(1)))
struct ServerProbeTests {
  private static func health(_ json: String) -> [ScriptedServer.Step] {
    [.readRequest, .send(.answer(json)), .close]
  }

  private static let ready = health(#"{"status":"ok","message":"all here"}"#)

  private func probe(
    _ url: String, awaits: Bool = false, within seconds: Double = 30,
    control: RunControl = RunControl(), shape: RequestShape = RequestShape()
  ) -> ServerProbe {
    let server = ServerSpec(key: "one", name: "One", origin: .url(url), request: shape)
    let plan = Plan(
      servers: [server], corpus: CorpusSpec(directory: "pdfs"), readyWithinSeconds: seconds,
      headers: [HeaderField(name: "X-Key", value: "secret")])
    return ServerProbe(
      server: server, url: url, plan: plan, awaitsConnection: awaits, control: control)
  }

  private func reason(_ verdict: ServerProbe.Verdict) -> String {
    if case .unavailable(let reason) = verdict { reason } else { "" }
  }

  @Test("A server that is ready is asked once, with the plan's headers")
  func ready() async throws {
    let server = try ScriptedServer { _ in Self.ready }
    let verdict = await probe(server.url("")).waitUntilReady { _, _ in }
    #expect(verdict == .ready("all here"))
    #expect(server.log.requests.count == 1)
    let head = try #require(server.log.requests.first).headText
    #expect(head.hasPrefix("GET / HTTP/1.1\r\n") && head.contains("X-Key: secret\r\n"))
  }

  @Test("A loading server is asked again, and each new state is told once")
  func loading() async throws {
    let server = try ScriptedServer { connection in
      switch connection {
      case 0, 1: Self.health(#"{"status":"ok","models_loaded":false,"message":"first"}"#)
      case 2: [.readRequest, .send(.answer(#"{"detail":"second"}"#, status: 503)), .close]
      default: Self.ready
      }
    }
    let told = Collected<String>()
    let verdict = await probe(server.url("")).waitUntilReady { state, detail in
      told.add("\(state) \(detail)")
    }
    #expect(verdict == .ready("all here"))
    #expect(told.elements == ["loading first", "loading second"])
    #expect(server.log.requests.count == 4)
  }

  @Test("A server that is silent is given up at once, or waited for")
  func silent() async throws {
    // Closes the first connections without an answer.
    let script: ScriptedServer.Script = { $0 < 2 ? [.close] : Self.ready }
    let impatient = try ScriptedServer(script: script)
    let given = await probe(impatient.url("")).waitUntilReady { _, _ in }
    #expect(reason(given).contains("does not answer"))
    #expect(reason(given).contains("--ready-within"))
    #expect(impatient.log.times(.accepted).count == 1)
    let patient = try ScriptedServer(script: script)
    let found = await probe(patient.url(""), awaits: true).waitUntilReady { _, _ in }
    #expect(found == .ready("all here"))
    #expect(patient.log.times(.accepted).count == 3)
  }

  @Test("Waiting ends when its time is over", arguments: [true, false])
  func timeIsOver(isLoading: Bool) async throws {
    let server = try ScriptedServer { _ in
      isLoading ? Self.health(#"{"status":"ok","models_loaded":false}"#) : [.close]
    }
    let verdict = await probe(server.url(""), awaits: true, within: 0.6)
      .waitUntilReady { _, _ in }
    #expect(reason(verdict).contains("0.6 s"), "\(verdict)")
    #expect(server.log.times(.accepted).count >= 1)
  }

  @Test("What waiting cannot mend is not waited for")
  func wrong() async throws {
    let page = try ScriptedServer { _ in
      [.readRequest, .send(.answer("<title>Other</title>")), .close]
    }
    let noise = try ScriptedServer { _ in
      [.readRequest, .send(Array("noise\r\n\r\n".utf8)), .close]
    }
    let noTLS = try ScriptedServer { _ in [.send(Array("noise".utf8)), .waitForClient] }
    for (url, words) in [
      (page.url(""), "Other"), (noise.url(""), "does not speak HTTP"),
      ("http://no-such-host.invalid", "not known"),
      ("https://127.0.0.1:\(noTLS.port)", "--insecure"),
    ] {
      let verdict = await probe(url, awaits: true).waitUntilReady { _, _ in }
      #expect(reason(verdict).contains(words), "\(url): \(verdict)")
    }
    #expect(noise.log.times(.accepted).count == 1)
  }

  @Test("A server of another shape only has to answer where it is asked")
  func otherShape() async throws {
    var shape = RequestShape()
    shape.healthPath = "/live"
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("fine")), .close] }
    let verdict = await probe(server.url(""), shape: shape).waitUntilReady { _, _ in }
    #expect(verdict == .ready("HTTP 200"))
    #expect(server.log.requests.first?.headText.hasPrefix("GET /live ") == true)
  }

  @Test("A password in a URL is not told")
  func password() async throws {
    let server = try ScriptedServer { _ in [.close] }
    let verdict = await probe("http://me:secret@127.0.0.1:\(server.port)")
      .waitUntilReady { _, _ in }
    #expect(!reason(verdict).contains("secret"), "\(verdict)")
  }

  @Test("A stopped run does not go on waiting")
  func stopped() async throws {
    let control = RunControl()
    let server = try ScriptedServer { _ in
      Self.health(#"{"status":"ok","models_loaded":false}"#)
    }
    let verdict = await probe(server.url(""), within: 1e6, control: control)
      .waitUntilReady { _, _ in control.stop() }
    #expect(!reason(verdict).contains("still loading after"), "\(verdict)")
    #expect(server.log.requests.count <= 2)
  }
}
