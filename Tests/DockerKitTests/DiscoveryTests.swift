import DockerKit
import Testing

@Suite("Finding the engine")
struct DiscoveryTests {
  private func surroundings(
    _ environment: [String: String] = [:], files: [String: String] = [:]
  ) -> Surroundings {
    Surroundings(
      environment: environment, home: "/h", user: 1000,
      read: { files[$0].map { [UInt8]($0.utf8) } },
      names: { folder in
        Set(
          files.keys.filter { $0.hasPrefix(folder + "/") }
            .compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first }
        )
        .map(String.init).sorted()
      })
  }

  private let contexts = [
    "/h/.docker/config.json": #"{"auths":{},"currentContext":"colima"}"#,
    "/h/.docker/contexts/meta/aaaa/meta.json":
      #"{"Name":"other","Endpoints":{"docker":{"Host":"unix:///other.sock"}}}"#,
    "/h/.docker/contexts/meta/bbbb/meta.json":
      #"{"Name":"colima","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///colima.sock","SkipTLSVerify":false}}}"#,
    "/h/.docker/contexts/meta/cccc/meta.json": "{broken",
    "/h/.docker/contexts/meta/dddd/meta.json":
      #"{"Name":"far","Endpoints":{"docker":{"Host":"ssh://me@far"}}}"#,
  ]

  private func address(
    _ option: String? = nil, _ environment: [String: String] = [:], files: [String: String] = [:]
  ) -> String {
    switch EngineChoice(option: option, surroundings(environment, files: files)) {
    case .named(let source, _, let address): "\(source): \(address)"
    case .unusable(let source, _, let error): "\(source): \(error.kind)"
    case .open: "open"
    }
  }

  @Test("takes the option before DOCKER_HOST before contexts before CONTAINER_HOST")
  func order() {
    let everything = [
      "DOCKER_HOST": "unix:///host.sock", "DOCKER_CONTEXT": "other",
      "CONTAINER_HOST": "unix:///podman.sock",
    ]
    #expect(address("/mine.sock", everything, files: contexts) == "--engine: unix:///mine.sock")
    #expect(address(nil, everything, files: contexts) == "DOCKER_HOST: unix:///host.sock")
    var less = everything
    less["DOCKER_HOST"] = ""
    #expect(
      address(nil, less, files: contexts) == "context other (DOCKER_CONTEXT): unix:///other.sock")
    less["DOCKER_CONTEXT"] = nil
    #expect(
      address(nil, less, files: contexts)
        == "context colima (/h/.docker/config.json): unix:///colima.sock")
    #expect(address(nil, less) == "CONTAINER_HOST: unix:///podman.sock")
    #expect(address(nil, [:]) == "open")
    // "default" means no context at all, even beside the file that names one.
    #expect(address(nil, ["DOCKER_CONTEXT": "default"], files: contexts) == "open")
    #expect(
      address(nil, [:], files: ["/h/.docker/config.json": #"{"currentContext":"default"}"#])
        == "open")
    #expect(
      address(nil, ["DOCKER_CONFIG": "/c"], files: ["/c/config.json": #"{"currentContext":"x"}"#])
        == "context x (/c/config.json): unsupported")
  }

  @Test("takes a context's name as the option, too")
  func optionContext() {
    #expect(
      address("other", [:], files: contexts) == "context other (--engine): unix:///other.sock")
    #expect(address("default", [:]) == "context default (--engine): unix:///var/run/docker.sock")
    #expect(address("nobody", [:], files: contexts) == "context nobody (--engine): unsupported")
  }

  @Test("never replaces a choice that cannot be used")
  func unusable() async {
    #expect(address(nil, ["DOCKER_HOST": "ssh://me@far"]) == "DOCKER_HOST: unsupported")
    #expect(address("far", [:], files: contexts) == "context far (--engine): unsupported")
    #expect(
      address(nil, ["DOCKER_HOST": "tcp://h:2375", "DOCKER_TLS_VERIFY": "1"])
        == "DOCKER_HOST: unsupported")
    let found = await EngineDiscovery.find(
      option: "/nowhere/there-is-no.sock", in: surroundings())
    #expect(found.chosen == nil)
    #expect(found.error?.kind == .missing)
    #expect(found.candidates.count == 1)
  }

  @Test("looks at the usual places in order, and uses the first that answers")
  func probing() async throws {
    let folder = try ScratchFolder()
    let first = try FakeEngine(path: folder.path + "/.docker/run/docker.sock")
    let second = try FakeEngine(path: folder.path + "/.rd/docker.sock")
    var place = surroundings(["XDG_RUNTIME_DIR": folder.path + "/run"])
    place.home = folder.path
    let found = await EngineDiscovery.find(in: place, patience: .seconds(50))
    let answering = found.candidates.filter { (try? $0.result.get()) != nil }
      .filter { $0.text.contains(folder.path) }
    #expect(answering.map(\.text) == [first.path, second.path].map { "unix://\($0)" })
    #expect(found.candidates.count == EngineDiscovery.places(place).count)
    #expect(found.chosen != nil)
    // A report looks everywhere, and the choice stays the one that was named.
    let named = await EngineDiscovery.find(
      option: second.path, in: place, all: true, patience: .seconds(50))
    #expect(named.chosen?.address == .unix(path: second.path))
    #expect(named.candidates.count == EngineDiscovery.places(place).count)
  }

  @Test("says what stands in the way where a place is there and cannot be used")
  func hindered() async throws {
    let folder = try ScratchFolder()
    let engine = try FakeEngine(path: folder.path + "/.rd/docker.sock")
    engine.stop(leavingSocket: true)
    var place = surroundings(["XDG_RUNTIME_DIR": folder.path + "/run"])
    place.home = folder.path
    let found = await EngineDiscovery.find(in: place, patience: .seconds(50))
    let stale = found.candidates.first { $0.text.contains("/.rd/") }
    guard case .failure(let error) = stale?.result else {
      Issue.record("a socket that nobody listens at answered")
      return
    }
    #expect(error.kind == .refused)
    #expect(error.diagnosis.contains("left behind"))
  }
}
