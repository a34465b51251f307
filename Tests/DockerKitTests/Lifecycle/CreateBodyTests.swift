import Foundation
import Testing

@testable import DockerKit

@Suite("A recipe in the engine's words")
struct CreateBodyTests {
  private func body(
    _ recipe: ContainerRecipe, _ flavour: EngineFacts.Flavour = .docker
  ) throws -> JSON {
    let bytes = try JSON.bytes(of: CreateBody(recipe: recipe, flavour: flavour).json)
    return try #require(JSON(bytes))
  }

  @Test("the smallest names an image, and leaves the rest to it")
  func smallest() throws {
    let body = try body(ContainerRecipe(image: "slimgest"))
    #expect(body["Image"].string == "slimgest")
    #expect(Set(body.fields.keys) == ["Image", "HostConfig"])
    #expect(body["HostConfig"]["AutoRemove"].bool == false)
    #expect(body["HostConfig"]["Init"].bool == true)
    #expect(body["HostConfig"]["Memory"].exists == false)
  }

  @Test("command, entry point, environment and labels are as given")
  func words() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.entrypoint = ["/bin/sh", "-c"]
    recipe.command = ["echo \"é\\n\""]
    recipe.environment = ["B": "x=y", "A": ""]
    recipe.labels = [ContainerLabel.run: "r1", ContainerLabel.target: "python"]
    let body = try body(recipe)
    #expect(body["Entrypoint"].strings == ["/bin/sh", "-c"])
    #expect(body["Cmd"].strings == ["echo \"é\\n\""])
    #expect(body["Env"].strings == ["A=", "B=x=y"])
    #expect(
      body["Labels"].stringsByName == ["slimbench.run": "r1", "slimbench.target": "python"])
  }

  @Test("ports listen on loopback, on a free port where none is given")
  func ports() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.ports = [
      PortRecipe(7670, host: 7670), PortRecipe(7671),
      PortRecipe(7671, host: 80, address: "0.0.0.0"), PortRecipe(53, transport: .udp),
    ]
    let body = try body(recipe)
    #expect(Set(body["ExposedPorts"].fields.keys) == ["7670/tcp", "7671/tcp", "53/udp"])
    let bindings = body["HostConfig"]["PortBindings"]
    #expect(
      bindings["7670/tcp"].elements.map(\.stringsByName) == [
        ["HostIp": "127.0.0.1", "HostPort": "7670"]
      ])
    #expect(
      bindings["7671/tcp"].elements.map(\.stringsByName) == [
        ["HostIp": "127.0.0.1", "HostPort": ""], ["HostIp": "0.0.0.0", "HostPort": "80"],
      ])
    #expect(bindings["53/udp"].elements.count == 1)
  }

  @Test("folders are bound, names are volumes")
  func mounts() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.mounts = [
      MountRecipe("/srv/models", at: "/app/models", isReadOnly: true),
      MountRecipe("cache", at: "/cache"),
    ]
    let mounts = try body(recipe)["HostConfig"]["Mounts"].elements
    #expect(mounts.map { $0["Type"].string } == ["bind", "volume"])
    #expect(mounts.map { $0["Source"].string } == ["/srv/models", "cache"])
    #expect(mounts.map { $0["Target"].string } == ["/app/models", "/cache"])
    #expect(mounts.map { $0["ReadOnly"].bool } == [true, false])
  }

  @Test("a memory limit forbids swap; processors are counted in billionths; logs are bounded")
  func limits() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.memory = 4 << 30
    recipe.cpus = 0.3
    recipe.sharedMemory = 1 << 30
    let host = try body(recipe)["HostConfig"]
    #expect(host["Memory"].integer == 4_294_967_296)
    #expect(host["MemorySwap"].integer == 4_294_967_296)
    #expect(host["NanoCpus"].integer == 300_000_000)
    #expect(host["ShmSize"].integer == 1_073_741_824)
    #expect(host["LogConfig"]["Config"]["max-size"].string == "20000000")
    #expect(try body(recipe, .podman)["HostConfig"]["LogConfig"].exists == false)
  }

  // What `docker run --gpus all` and `--gpus '"device=0,1"'` send (docker/cli, opts/gpus.go).
  @Test("GPUs are asked for as Docker's own command does")
  func dockerGPUs() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.gpus = .all
    let all = try body(recipe)["HostConfig"]["DeviceRequests"].elements
    #expect(all.count == 1)
    #expect(all[0]["Count"].integer == -1)
    #expect(all[0]["Driver"].string == "")
    #expect(all[0]["DeviceIDs"].exists == false)
    #expect(all[0]["Capabilities"].elements.map(\.strings) == [["gpu"]])
    recipe.gpus = .devices(["0", "1"])
    let some = try body(recipe)["HostConfig"]["DeviceRequests"].elements
    #expect(some[0]["Count"].integer == 0)
    #expect(some[0]["DeviceIDs"].strings == ["0", "1"])
  }

  @Test("podman is asked for them by name")
  func podmanGPUs() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.gpus = .all
    let all = try body(recipe, .podman)["HostConfig"]["DeviceRequests"].elements
    #expect(all.map { $0["Driver"].string } == ["cdi"])
    #expect(all.map { $0["DeviceIDs"].strings } == [["nvidia.com/gpu=all"]])
    recipe.gpus = .devices(["0"])
    let some = try body(recipe, .podman)["HostConfig"]["DeviceRequests"].elements
    #expect(some.map { $0["DeviceIDs"].strings } == [["nvidia.com/gpu=0"]])
  }

  @Test("a health check is told in nanoseconds")
  func health() throws {
    var recipe = ContainerRecipe(image: "a")
    recipe.health = HealthRecipe(
      .shell("wget -q localhost"), interval: .milliseconds(1500), timeout: .seconds(2),
      startPeriod: .seconds(60), retries: 5)
    let health = try body(recipe)["Healthcheck"]
    #expect(health["Test"].strings == ["CMD-SHELL", "wget -q localhost"])
    #expect(health["Interval"].integer == 1_500_000_000)
    #expect(health["Timeout"].integer == 2_000_000_000)
    #expect(health["StartPeriod"].integer == 60_000_000_000)
    #expect(health["Retries"].integer == 5)
    recipe.health = HealthRecipe(.none)
    #expect(try body(recipe)["Healthcheck"]["Test"].strings == ["NONE"])
    recipe.health = HealthRecipe(.command(["true"]))
    #expect(try body(recipe)["Healthcheck"]["Test"].strings == ["CMD", "true"])
  }
}
