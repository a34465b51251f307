import Foundation
import Synchronization
import Testing

@testable import DockerKit

@Suite("Launching, by a scripted engine")
struct LaunchTests {
  private static let running = #"""
    {"Id":"c1","Name":"/web","Image":"sha256:aa","State":{"Status":"running"},"Config":{"Tty":false},
     "NetworkSettings":{"Ports":{"7671/tcp":[{"HostIp":"127.0.0.1","HostPort":"32769"}],
       "7670/tcp":[{"HostIp":"127.0.0.1","HostPort":"32768"},{"HostIp":"::1","HostPort":"32768"}],
       "9000/tcp":null}}}
    """#

  private func recipe() -> ContainerRecipe {
    var recipe = ContainerRecipe(image: "slimgest", name: "web")
    recipe.labels = [ContainerLabel.run: "r1", ContainerLabel.target: "python"]
    return recipe
  }

  /// Launches, and returns what the engine was asked.
  private func launch(
    _ answer: @escaping @Sendable (StandInEngine.Request) -> StandInEngine.Answer
  ) async throws -> (Result<LaunchedContainer, LifecycleError>, [StandInEngine.Request]) {
    let standIn = try StandInEngine(answer)
    let engine = try await Engine.connect(standIn.address)
    do throws(LifecycleError) {
      return (.success(try await engine.launch(recipe())), standIn.requests)
    } catch {
      return (.failure(error), standIn.requests)
    }
  }

  @Test("makes, starts, and reads back where the free ports are")
  func good() async throws {
    let (result, requests) = try await launch { request in
      switch request.line {
      case "POST /containers/create": .json(#"{"Id":"c1","Warnings":[]}"#, status: 201)
      case "POST /containers/c1/start": .json("", status: 204)
      default: .json(Self.running)
      }
    }
    let container = try result.get()
    #expect(container.id == "c1")
    #expect(container.name == "web")
    #expect(container.image == "sha256:aa")
    #expect(container.ports.map(\.container) == [7670, 7670, 7671, 9000])
    #expect(container.hostPort(of: 7670) == 32768)
    #expect(container.hostPort(of: 7671) == 32769)
    #expect(container.hostPort(of: 9000) == nil)
    #expect(
      requests.map(\.line) == [
        "POST /containers/create", "POST /containers/c1/start", "GET /containers/c1/json",
      ])
    #expect(requests.first?.query == "name=web")
    let body = try #require(requests.first.flatMap { JSON($0.body) })
    #expect(body["Labels"]["slimbench.target"].string == "python")
  }

  @Test("is done without an init process where the engine has none")
  func withoutInit() async throws {
    let (result, requests) = try await launch { request in
      switch request.line {
      case "POST /containers/create" where JSON(request.body)?["HostConfig"]["Init"].bool == true:
        .json(
          #"{"message":"container create: container-init binary not found on the host"}"#,
          status: 500)
      case "POST /containers/create": .json(#"{"Id":"c1"}"#, status: 201)
      case "POST /containers/c1/start": .json("", status: 204)
      default: .json(Self.running)
      }
    }
    #expect(try result.get().id == "c1")
    #expect(requests.count { $0.line == "POST /containers/create" } == 2)
  }

  @Test("a start that fails is undone, and told by its cause")
  func failedStart() async throws {
    let (result, requests) = try await launch { request in
      switch request.line {
      case "POST /containers/create": .json(#"{"Id":"c1"}"#, status: 201)
      case "POST /containers/c1/start":
        .json(
          #"{"message":"could not select device driver \"\" with capabilities: [[gpu]]"}"#,
          status: 500)
      default: .json("", status: 204)
      }
    }
    #expect(throws: LifecycleError.self) { try result.get() }
    if case .failure(let error) = result { #expect(error.cause == .noGPU) }
    #expect(requests.last?.line == "DELETE /containers/c1")
    #expect(requests.last?.query == "force=true&v=true")
  }

  @Test("one that dies at once is removed, and its last words are kept")
  func dead() async throws {
    let (result, requests) = try await launch { request in
      switch request.line {
      case "POST /containers/create": .json(#"{"Id":"c1"}"#, status: 201)
      case "GET /containers/c1/json":
        .json(
          #"{"Id":"c1","State":{"Status":"exited","ExitCode":3,"OOMKilled":false},"Config":{"Tty":true}}"#
        )
      case "GET /containers/c1/logs": .stream("starting\r\nno models\r\n")
      default: .json("", status: 204)
      }
    }
    guard case .failure(let error) = result else { throw LifecycleError("", .other) }
    #expect(error.cause == .diedOnStart(exitCode: 3))
    #expect(error.lastLines == ["starting", "no models"])
    #expect(
      error.description
        == "cannot start web: it ended right after its start with exit code 3; its log says why")
    #expect(requests.last?.line == "DELETE /containers/c1")
  }

  @Test("nothing is removed where nothing was made: the name may be somebody else's")
  func clash() async throws {
    let (result, requests) = try await launch { _ in
      .json(
        #"{"message":"Conflict. The container name \"/web\" is already in use by container \"x\""}"#,
        status: 409)
    }
    if case .failure(let error) = result { #expect(error.cause == .nameInUse) }
    #expect(requests.map(\.line) == ["POST /containers/create"])
  }

  @Test("a cancelled start leaves nothing behind")
  func cancelledStart() async throws {
    let isStarting = AsyncStream.makeStream(of: Void.self)
    let standIn = try StandInEngine { request in
      switch request.line {
      case "POST /containers/create": return .json(#"{"Id":"c1"}"#, status: 201)
      case "POST /containers/c1/start":
        isStarting.continuation.finish()
        return .silence
      default: return .json("", status: 204)
      }
    }
    let engine = try await Engine.connect(standIn.address)
    let recipe = recipe()
    let task = Task { try await engine.launch(recipe) }
    for await _ in isStarting.stream {}
    task.cancel()
    let error = await #expect(throws: LifecycleError.self) { try await task.value }
    #expect(error?.cause == .engine(.cancelled, advice: nil))
    #expect(standIn.requests.last?.line == "DELETE /containers/c1")
  }

  @Test("a cancelled create is looked for by its labels, and removed if it was carried out")
  func cancelledCreate() async throws {
    let isCreating = AsyncStream.makeStream(of: Void.self)
    let standIn = try StandInEngine { request in
      switch request.line {
      case "POST /containers/create":
        isCreating.continuation.finish()
        return .silence
      case "GET /containers/json":
        return .json(#"[{"Id":"c8","State":"running"},{"Id":"c9","State":"created"}]"#)
      default: return .json("", status: 204)
      }
    }
    let engine = try await Engine.connect(standIn.address)
    let recipe = recipe()
    let task = Task { try await engine.launch(recipe) }
    for await _ in isCreating.stream {}
    task.cancel()
    _ = try? await task.value
    let asked = try #require(standIn.requests.dropLast().last)
    #expect(asked.line == "GET /containers/json")
    #expect(asked.query.contains(#""label":["slimbench.run=r1","slimbench.target=python"]"#))
    #expect(standIn.requests.last?.line == "DELETE /containers/c9")
  }

  @Test("what is gone, or going, is no error to remove")
  func removing() async throws {
    let standIn = try StandInEngine { request in
      switch request.path {
      case "/containers/gone": .json(#"{"message":"No such container: gone"}"#, status: 404)
      case "/containers/going":
        .json(#"{"message":"removal of container going is already in progress"}"#, status: 409)
      default:
        .json(#"{"message":"You cannot remove a running container 1. Stop it"}"#, status: 409)
      }
    }
    let engine = try await Engine.connect(standIn.address)
    try await engine.remove("gone")
    try await engine.remove("going", force: true)
    let error = await #expect(throws: LifecycleError.self) { try await engine.remove("runs") }
    #expect(error?.description.contains("running container") == true)
  }

  @Test("a grace is told in whole seconds, never shorter; what is done already is no error")
  func stopping() async throws {
    let standIn = try StandInEngine { _ in .json("", status: 304) }
    let engine = try await Engine.connect(standIn.address)
    try await engine.stop("a/b", grace: .milliseconds(1500))
    try await engine.kill("c", signal: "SIGTERM")
    #expect(
      standIn.requests.map(\.line) == ["POST /containers/a%2Fb/stop", "POST /containers/c/kill"])
    #expect(standIn.requests.map(\.query) == ["t=2", "signal=SIGTERM"])
  }

  @Test("a pull is told layer by layer, and fails by its last line in spite of status 200")
  func pulling() async throws {
    let standIn = try StandInEngine { request in
      request.query.contains("good")
        ? .stream(
          #"{"status":"Downloading","progressDetail":{"current":5,"total":10},"id":"a"}"# + "\r\n"
            + #"{"status":"Pull complete","id":"a"}"#)
        : .stream(#"{"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"}"#)
    }
    let engine = try await Engine.connect(standIn.address)
    let told = Mutex<[PullProgress]>([])
    try await engine.pull("good:1") { progress in told.withLock { $0.append(progress) } }
    #expect(told.withLock { $0.map(\.bytes) } == [5, 10])
    #expect(told.withLock { $0.last?.layersDone } == 1)
    #expect(standIn.requests.first?.query == "fromImage=good&tag=1")
    let error = await #expect(throws: LifecycleError.self) { try await engine.pull("bad") }
    #expect(error?.cause == .missingImage)
    #expect(standIn.requests.last?.query == "fromImage=bad&tag=latest")
  }

  @Test("a build sends the folder, and is no success without an image")
  func building() async throws {
    let standIn = try StandInEngine { request in
      request.path == "/build" ? .stream(#"{"stream":"Step 1/1 : FROM busybox\n"}"#) : .json("[]")
    }
    let engine = try await Engine.connect(standIn.address)
    let folder = try TemporaryFolder()
    try folder.write("Dockerfile", "FROM busybox")
    var recipe = BuildRecipe(context: folder.path, tag: "mine")
    recipe.network = "host"
    recipe.arguments = ["A": "b c"]
    let error = await #expect(throws: LifecycleError.self) { try await engine.build(recipe) }
    #expect(error?.message.contains("without saying that it is done") == true)
    let build = try #require(standIn.requests.first { $0.path == "/build" })
    let archive = try folder.archive()
    #expect(build.body == archive)
    for part in [
      "version=1", "t=mine", "dockerfile=Dockerfile", "networkmode=host", #"{"A":"b c"}"#,
    ] { #expect(build.query.contains(part)) }
  }
}
