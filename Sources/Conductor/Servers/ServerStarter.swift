internal import BenchCore
internal import CurlKit
internal import DockerKit
internal import ProcessKit
internal import Synchronization

/// Starts what a plan's servers need, and ends it: processes, containers, servers of our own.
///
/// What was only connected is never touched.
final class ServerStarter: Sendable {
  private let plan: Plan
  private let executable: String
  private let voice: ServerVoice
  private let records: LaunchRecords?
  private let watch: RunWatch?
  private let keeps: Bool
  private let containers: ContainerFleet
  private let launched = Mutex<[(server: Int, process: LaunchedServer)]>([])

  /// - Parameters:
  ///   - records: Where launched processes are written down; nil for nowhere.
  ///   - watch: Samples what is launched; nil where nothing is to be sampled.
  ///   - run: Names the run in the labels of its containers.
  ///   - keeps: Whether what is launched stays when we are gone.
  ///   - rebuilds: Whether images are built anew where they exist already.
  init(
    plan: Plan, executable: String, voice: ServerVoice, records: LaunchRecords?, watch: RunWatch?,
    run: String, keeps: Bool, rebuilds: Bool
  ) {
    self.plan = plan
    self.executable = executable
    self.voice = voice
    self.records = records
    self.watch = watch
    self.keeps = keeps
    containers = ContainerFleet(
      plan: plan, owner: ContainerOwner(run: run, keeper: keeps ? .down : .current),
      rebuilds: rebuilds
    ) { voice.tell($0) }
  }

  /// Why a server could not begin.
  struct Refusal: Error {
    var reason: String
  }

  /// What a server comes to: started where it has to be, else only connected.
  func begin(_ index: Int) async throws(Refusal) -> BegunServer {
    let server = plan.servers[index]
    switch server.origin {
    case .url(let address):
      if let launch = server.launch { return try await self.launch(index, launch, address) }
      guard let spec = containers.starts(server) else { return BegunServer(url: address) }
      let running = try await start(index, spec)
      return BegunServer(url: address, container: running, within: spec.readyWithinSeconds)
    case .embedded(let text): return try await embed(index, text)
    case .container(let port):
      guard let spec = containers.starts(server) else { return try await connect(server, port) }
      let running = try await start(index, spec)
      guard let url = running.url(port: port) else {
        throw Refusal(reason: "container \(spec.containerName) does not publish port \(port)")
      }
      return BegunServer(url: url, container: running, within: spec.readyWithinSeconds)
    }
  }

  /// Starts the container that a server is in, unless another server of it has done so.
  private func start(
    _ index: Int, _ spec: ContainerSpec
  ) async throws(Refusal) -> ContainerFleet.Running {
    voice.tell(index, .launching, "container \(spec.containerName)")
    do throws(ContainerFleet.Failure) {
      let running = try await containers.start(spec) { self.voice.tell(index, .launching, $0) }
      if !running.isFresh {
        voice.note(.note, "container \(spec.containerName) was started by slimbench up, and stays")
      }
      return running
    } catch { throw Refusal(reason: error.text) }
  }

  /// Finds a port of a container that is only connected.
  private func connect(_ server: ServerSpec, _ port: Int) async throws(Refusal) -> BegunServer {
    let name = server.container ?? ""
    let url: String?
    do { url = try await containers.url(of: name, port: port) } catch {
      throw Refusal(reason: error.text)
    }
    guard let url else {
      throw Refusal(
        reason: "container \(name) does not publish port \(port), or does not run; "
          + "docker port \(name) tells what it publishes")
    }
    return BegunServer(url: url)
  }

  private func embed(_ index: Int, _ text: String) async throws(Refusal) -> BegunServer {
    guard let embedded = EmbeddedSpec(text) else {
      throw Refusal(reason: "\"\(text)\" is no embedded server: \(EmbeddedSpec.expectation)")
    }
    voice.tell(
      index, .launching, (["slimbench", "serve"] + embedded.arguments).joined(separator: " "))
    do {
      let server = try await EmbeddedServer.launch(
        executable: executable, embedded, within: plan.readyWithinSeconds)
      return begun(index, server.url, .embedded(server))
    } catch {
      throw Refusal(reason: error.description)
    }
  }

  private func launch(
    _ index: Int, _ launch: LaunchSpec, _ address: String
  ) async throws(Refusal) -> BegunServer {
    let key = plan.servers[index].key
    if let records, let kept = records.kept(launch, at: address) {
      records.shortenLog(of: kept)
      voice.note(
        .note, "\(plan.servers[index].name) was started by slimbench up, and stays after the run")
      if let process = kept.process { watch?.watch(key, group: process.number) }
      return BegunServer(url: address, within: launch.readyWithinSeconds)
    }
    voice.tell(index, .launching, launch.redacted.commandLine, url: address)
    if let refusal = await PortCheck.refusal(address, tls: plan.tls) {
      let isUp = records?.kept(at: address).isEmpty == false
      throw Refusal(reason: isUp ? Self.otherIsUp(address) : refusal)
    }
    if Task.isCancelled { throw Refusal(reason: "the run was stopped") }
    if keeps { return try await keep(index, launch, address) }
    let process = LaunchedProcess(
      key: key, url: Redaction.url(address), launch: launch, records: records,
      wallClock: voice.clock.wallClock + Double(voice.clock.now().nanoseconds) / 1e9
    ) { [voice] in voice.tell($0) }
    do {
      try await process.start()
    } catch {
      throw Refusal(reason: error.description)
    }
    return begun(index, address, .process(process), within: launch.readyWithinSeconds)
  }

  private static func otherIsUp(_ address: String) -> String {
    "slimbench up has started it on \(Redaction.url(address)) with another command or other "
      + "variables, so that it is not measured: slimbench down ends it"
  }

  /// Starts a process that stays when we are gone.
  private func keep(
    _ index: Int, _ launch: LaunchSpec, _ address: String
  ) async throws(Refusal) -> BegunServer {
    guard let records else {
      throw Refusal(reason: "nothing can be kept running without a home folder to note it in")
    }
    do {
      let process = try KeptProcess(
        key: plan.servers[index].key, url: address, launch: launch, records: records)
      return begun(index, address, .kept(process), within: launch.readyWithinSeconds)
    } catch { throw Refusal(reason: error.description) }
  }

  /// From here on it is stopped at the end, and sampled until then.
  private func begun(
    _ index: Int, _ url: String, _ process: LaunchedServer, within: Double? = nil
  ) -> BegunServer {
    launched.withLock { $0.append((index, process)) }
    if let group = process.group { watch?.watch(plan.servers[index].key, group: group) }
    return BegunServer(url: url, process: process, within: within)
  }

  /// The engine that the servers' containers are on; nil where none is named.
  func engine() async -> Result<Engine, ContainerFleet.Failure>? {
    guard plan.servers.contains(where: { $0.container != nil }) else { return nil }
    do throws(ContainerFleet.Failure) { return .success(try await containers.engine()) } catch {
      return .failure(error)
    }
  }

  /// Stops what was launched; returns when it is gone.
  ///
  /// Until then `abandon` finds it.
  func stopLaunched() async {
    let processes = launched.withLock { $0 }
    await withTaskGroup(of: Void.self) { group in
      for (index, process) in processes {
        group.addTask {
          await process.stop()
          self.forget(index)
          self.voice.tell(index, .stopped, "")
        }
      }
      group.addTask {
        for failure in await self.containers.stopAll() { self.voice.note(.warning, failure) }
      }
    }
  }

  /// Ends what was launched for servers that did not become ready, of those that stay.
  func stopFailed(_ failed: Set<Int>) async {
    let processes = launched.withLock { list in list.filter { failed.contains($0.server) } }
    for (index, process) in processes {
      await process.stop()
      forget(index)
    }
    await containers.removeFailed(failed.compactMap { plan.servers[$0].container })
  }

  /// Of each server, only one thing is launched.
  private func forget(_ server: Int) {
    launched.withLock { list in list.removeAll { $0.server == server } }
  }

  /// Kills what was launched at once, for a way out that cannot wait; also what is just being
  /// stopped.
  func abandon() {
    for (_, process) in launched.withLock({ $0 }) { process.kill() }
  }
}
