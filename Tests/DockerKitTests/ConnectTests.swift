import DockerKit
import Foundation
import TestSupport
import Testing

@Suite("Meeting an engine", .timeLimit(.minutes(2)))
struct ConnectTests {
  private func error(_ role: FakeEngine.Role) async throws -> EngineError {
    let engine = try FakeEngine(role)
    do throws(EngineError) {
      _ = try await Engine.connect(engine.address, timeout: .seconds(50))
    } catch {
      return error
    }
    Issue.record("it connected")
    return EngineError(.foreign, "")
  }

  @Test(
    "settles on a version that both speak",
    arguments: [
      ("1.24", "1.24"), ("1.40", "1.40"), ("1.41", "1.41"), ("1.44", "1.44"), ("1.52", "1.52"),
      ("1.60", "1.52"),
    ])
  func versions(_ server: String, _ spoken: String) async throws {
    let fake = try FakeEngine(
      .init(api: server), containers: [.init(id: "a", name: "web")])
    let engine = try await Engine.connect(fake.address, timeout: .seconds(50))
    #expect(engine.facts.apiVersion.description == spoken)
    #expect(engine.facts.serverAPIVersion.description == server)
    #expect(engine.facts.flavour == .docker)
    #expect(engine.facts.cores == 2)
    #expect(engine.facts.memory == 25_276_502_016)
    #expect(engine.facts.cgroupVersion == 1)
    #expect(engine.facts.runtimes == ["nvidia", "runc"])
    #expect(engine.facts.isRootless)
    #expect(try await engine.list(labels: ["slimbench.run=a b"]).map(\.name) == ["web"])
    #expect(
      fake.asked.last
        == "GET /containers/json?all=1&filters=%7B%22label%22%3A%5B%22slimbench.run%3Da%20b%22%5D%7D"
    )
  }

  @Test("refuses one that is too old, with the versions")
  func tooOld() async throws {
    let error = try await error(.init(api: "1.23"))
    #expect(error.kind == .version)
    #expect(error.diagnosis.contains("1.23"))
    #expect(error.diagnosis.contains("1.24"))
  }

  @Test("tells podman by what only it says")
  func podman() async throws {
    let fake = try FakeEngine(.init(version: "4.3.1", isPodman: true))
    let engine = try await Engine.connect(fake.address, timeout: .seconds(50))
    #expect(engine.facts.flavour == .podman)
    #expect(engine.facts.title == "podman 4.3.1, API 1.41")
  }

  @Test(
    "sees how far the engine's clock is off, and that a near one is not", arguments: [90.0, -90, 0])
  func clock(_ seconds: Double) async throws {
    let fake = try FakeEngine(.init(ahead: seconds))
    let engine = try await Engine.connect(fake.address, timeout: .seconds(50))
    // The question may take long on a busy machine, and the time is only as true as that.
    #expect(abs(Double(engine.facts.clock.offset) / 1e9 - seconds) < 20)
    if seconds == 0 { #expect(abs(engine.facts.clock.offset) < 20_000_000_000) }
  }

  @Test("passes on the engine's own words, JSON or plain text")
  func words() async throws {
    let fake = try FakeEngine()
    let engine = try await Engine.connect(fake.address, timeout: .seconds(50))
    let missing = await #expect(throws: EngineError.self) { try await engine.inspect("nobody") }
    #expect(missing?.status == 404)
    #expect(missing?.diagnosis == "No such container: x")
    fake.change {
      $0.answers["/x"] = .answer("client version 1.99 is too new. Maximum 1.41\n", status: 400)
      $0.answers["/y"] = .answer("Client sent an HTTP request to an HTTPS server.\n", status: 400)
      $0.answers["/z"] = .answer("", status: 500)
    }
    let version = await #expect(throws: EngineError.self) {
      try await engine.call(EngineCall("GET", "/x"))
    }
    #expect(version?.kind == .version)
    let tls = await #expect(throws: EngineError.self) {
      try await engine.call(EngineCall("GET", "/y"))
    }
    #expect(tls?.kind == .tls)
    let silent = await #expect(throws: EngineError.self) {
      try await engine.call(EngineCall("POST", "/z"))
    }
    #expect(silent?.diagnosis == "POST /z was answered with status 500")
  }

  @Test("tells a missing socket from one left behind, from a file, from another server")
  func unusable() async throws {
    func kind(_ path: String) async -> EngineError.Kind? {
      do throws(EngineError) {
        _ = try await Engine.connect(.unix(path: path), timeout: .seconds(50))
        return nil
      } catch {
        return error.kind
      }
    }
    let folder = try ScratchFolder()
    #expect(await kind(folder.path + "/e.sock") == .missing)
    let fake = try FakeEngine()
    fake.stop(leavingSocket: true)
    #expect(await kind(fake.path) == .refused)
    _ = FileManager.default.createFile(atPath: folder.path + "/file", contents: nil)
    // The system says of a file what it says of a socket that nobody listens at.
    #expect([.refused, .foreign].contains(await kind(folder.path + "/file")))
    let other = try ScriptedServer(unixPath: folder.path + "/o.sock") { _ in
      [.readRequest, .send(.answer("<html>hello</html>")), .again]
    }
    #expect(await kind(folder.path + "/o.sock") == .foreign)
    let noise = try ScriptedServer(unixPath: folder.path + "/n.sock") { _ in
      [.readRequest, .send([UInt8]("220 mail ready\r\n".utf8)), .close]
    }
    #expect(await kind(folder.path + "/n.sock") == .foreign)
    withExtendedLifetime((other, noise)) {}
  }

  @Test("that hangs ends with its time, and at once when cancelled")
  func hanging() async throws {
    let fake = try FakeEngine(.init(isMute: true))
    let short = await #expect(throws: EngineError.self) {
      try await Engine.connect(fake.address, timeout: .milliseconds(50))
    }
    #expect(short?.kind == .timeout)
    let address = fake.address
    let task = Task { () -> EngineError? in
      do throws(EngineError) {
        _ = try await Engine.connect(address, timeout: .seconds(3600))
        return nil
      } catch {
        return error
      }
    }
    await eventually("it was never asked") { fake.asked.count >= 2 }
    task.cancel()
    #expect(await task.value?.kind == .cancelled)
  }

  @Test("reads a stream of values as they come, and what an error says instead")
  func streams() async throws {
    let fake = try FakeEngine()
    fake.change {
      $0.answers["/pull"] = .answer(
        "{\"status\":\"a\"}\r\n{\"status\":\"b\"}\nnonsense\n{\"status\":\"c\"}")
      $0.answers["/bad"] = .answer(#"{"message":"no such image"}"#, status: 404)
    }
    let engine = try await Engine.connect(fake.address, timeout: .seconds(50))
    let seen = Box<[String]>([])
    try await engine.stream(EngineCall("POST", "/pull")) { value in
      seen.change { $0.append(value["status"].string ?? "?") }
    }
    #expect(seen.value == ["a", "b", "c"])
    let error = await #expect(throws: EngineError.self) {
      try await engine.stream(EngineCall("POST", "/bad")) { (_: JSON) in Issue.record("a value") }
    }
    #expect(error?.diagnosis == "no such image")
  }
}
