import CurlKit
import Foundation
import Testing

@testable import DockerKit

@Suite("Containers of a real engine", .enabled(if: EngineUnderTest.isThere))
struct RealEngineLifecycleTests {
  @Test("are made, started, reached, paused, stopped and removed")
  func wholeLife() async throws {
    try await EngineShare.use { share in
      var recipe = share.shell(
        "echo hello > /index.html; exec httpd -f -p 8080 -h /", name: "web")
      recipe.ports = [PortRecipe(8080), PortRecipe(8081)]
      recipe.environment = ["COLOUR": "blue \"1\""]
      recipe.memory = 64 << 20
      recipe.cpus = 0.5
      recipe.health = HealthRecipe(
        .shell("wget -q -O /dev/null localhost:8080"), interval: .seconds(1))
      let container = try await share.engine.launch(recipe)
      #expect(container.name == recipe.name)
      let image = try await share.engine.image("busybox")
      #expect(container.image == image?.id)
      let port = try #require(container.hostPort(of: 8080))
      #expect(Set(container.ports.map(\.hostAddress)) == ["127.0.0.1"])
      #expect(container.hostPort(of: 8081) != port)
      #expect(try await page(port) == "hello\n")
      try await share.engine.checkAlive(container.id)

      let facts = try #require(
        try await share.engine.call(EngineCall("GET", "/containers/\(container.id)/json")).json)
      #expect(facts["HostConfig"]["NanoCpus"].integer == 500_000_000)
      #expect(facts["HostConfig"]["Memory"].integer == 64 << 20)
      #expect(facts["Config"]["Env"].strings.contains("COLOUR=blue \"1\""))
      #expect(facts["Config"]["Labels"][ContainerLabel.run].string == share.run)

      try await share.pause(container.id)
      #expect(try await share.state(container.id)["Status"].string == "paused")
      try await share.engine.unpause(container.id)
      try await share.engine.restart(container.id, grace: .seconds(1))
      #expect(try await share.state(container.id)["Status"].string == "running")
      try await share.engine.stop(container.id, grace: .seconds(1))
      try await share.engine.stop(container.id)
      #expect(try await share.state(container.id)["Status"].string == "exited")
      try await share.engine.remove(container.id)
      try await share.engine.remove(container.id)
      #expect(try await share.names() == [])
    }
  }

  @Test("are waited for, and killed by the signal that is asked for")
  func waiting() async throws {
    try await EngineShare.use { share in
      let container = try await share.engine.launch(
        share.shell("trap 'exit 7' USR1; touch /trapped; while true; do sleep 0.1; done"))
      let engine = share.engine
      async let code = engine.wait(container.id)
      let pid = try #require(try await share.state(container.id)["Pid"].integer)
      await eventually("no trap") {
        FileManager.default.fileExists(atPath: "/proc/\(pid)/root/trapped")
      }
      try await engine.kill(container.id, signal: "SIGUSR1")
      let ended = try await code
      #expect(ended == 7)
      let error = await #expect(throws: LifecycleError.self) {
        try await engine.kill(container.id)
      }
      #expect(error?.description.contains("is not running") == true)
    }
  }

  @Test("do not start on a port in use; the error names it, and nothing stays")
  func portInUse() async throws {
    try await EngineShare.use { share in
      var recipe = share.shell("sleep 60", name: "first")
      recipe.ports = [PortRecipe(80)]
      let port = try #require(try await share.engine.launch(recipe).hostPort(of: 80))
      var second = share.shell("sleep 60", name: "second")
      second.ports = [PortRecipe(80, host: port)]
      let error = await #expect(throws: LifecycleError.self) {
        try await share.engine.launch(second)
      }
      #expect(error?.cause == .portInUse(port), "\(error?.message ?? "")")
      #expect(try await share.names().count == 1)
    }
  }

  @Test("do not take a name that is taken, and leave its owner alone")
  func nameInUse() async throws {
    try await EngineShare.use { share in
      let first = try await share.engine.launch(share.shell("sleep 60", name: "same"))
      let error = await #expect(throws: LifecycleError.self) {
        try await share.engine.launch(share.shell("sleep 60", name: "same"))
      }
      #expect(error?.cause == .nameInUse)
      try await share.engine.checkAlive(first.id)
    }
  }

  @Test("are told why they cannot be had, and leave nothing behind")
  func refusals() async throws {
    try await EngineShare.use { share in
      #expect(await cause(share) { $0.image = "nosuchimage:1" } == .missingImage)
      #expect(
        await cause(share) {
          $0.command = ["nosuchprogram"]; $0.hasInit = false
        } == .noSuchProgram)
      #expect(
        await cause(share) {
          $0.command = ["/etc"]; $0.hasInit = false
        } != nil)
      #expect(
        await cause(share) { $0.mounts = [MountRecipe("/no/such/folder", at: "/m")] }
          == .missingMountSource("/no/such/folder"))
      #expect(await cause(share) { $0.cpus = 10_000 } == .tooManyCPUs)
      if GPUSupport(share.engine.facts) == .unknown {
        #expect(await cause(share) { $0.gpus = .all } == .noGPU)
        #expect(await cause(share) { $0.gpus = .devices(["0"]) } == .noGPU)
      }
      let left = try await share.names()
      #expect(left == [])
    }
  }

  @Test("that die early are explained by exit code and last lines")
  func death() async throws {
    try await EngineShare.use { share in
      let container = try await share.engine.create(
        share.shell("echo starting; echo no models >&2; exit 3"))
      try await share.engine.start(container)
      #expect(try await share.engine.wait(container) == 3)
      let error = await #expect(throws: LifecycleError.self) {
        try await share.engine.checkAlive(container, called: "web")
      }
      #expect(error?.cause == .diedOnStart(exitCode: 3))
      #expect(Set(error?.lastLines ?? []) == ["starting", "no models"])
    }
  }

  @Test("that are killed at their memory limit are known as such")
  func outOfMemory() async throws {
    try await EngineShare.use { share in
      var recipe = share.shell("exec dd if=/dev/zero of=/dev/null bs=200M count=1")
      recipe.memory = 16 << 20
      let container = try await share.engine.create(recipe)
      try await share.engine.start(container)
      #expect(try await share.engine.wait(container) == 137)
      let error = await #expect(throws: LifecycleError.self) {
        try await share.engine.checkAlive(container)
      }
      #expect(error?.cause == .outOfMemory)
    }
  }

  /// Why a container is not launched; nil if it is.
  private func cause(
    _ share: EngineShare, _ change: (inout ContainerRecipe) -> Void
  ) async -> LifecycleCause? {
    var recipe = share.shell("sleep 60")
    change(&recipe)
    do throws(LifecycleError) {
      _ = try await share.engine.launch(recipe)
      return nil
    } catch {
      return error.cause
    }
  }

  private func page(_ port: Int) async throws -> String {
    // The server may need a moment after its container runs.
    let deadline = ContinuousClock.now + .seconds(30)
    while true {
      let answer = await HTTPClient().send(
        HTTPRequest(url: "http://127.0.0.1:\(port)/index.html", timeout: .seconds(5)))
      if answer.status == 200 { return String(decoding: answer.body, as: UTF8.self) }
      try #require(ContinuousClock.now < deadline, "no answer on port \(port)")
      await Task.yield()
    }
  }
}
