internal import BenchCore
internal import CurlKit
internal import DockerKit
internal import ProcessKit
internal import Synchronization

/// All servers of a run, made ready before it and left as they were after it.
///
/// It launches what is launched, asks every one whether it is ready, and stops what it launched.
/// What was only connected is never touched.
final class ServerFleet: Sendable {
  private let plan: Plan
  private let executable: String
  private let clock: RunClock
  private let control: RunControl
  private let publish: @Sendable ([RunEvent]) -> Void
  private let records: LaunchRecords?
  private let watch: RunWatch?
  /// Whether what is launched stays when we are gone.
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
    plan: Plan, executable: String, clock: RunClock, control: RunControl,
    records: LaunchRecords? = LaunchRecords(), watch: RunWatch? = nil, run: String = "check",
    keeps: Bool = false, rebuilds: Bool = false, publish: @escaping @Sendable ([RunEvent]) -> Void
  ) {
    self.plan = plan
    self.executable = executable
    self.clock = clock
    self.control = control
    self.records = records
    self.watch = watch
    self.keeps = keeps
    self.publish = publish
    containers = ContainerFleet(
      plan: plan, owner: ContainerOwner(run: run, process: keeps ? nil : .current),
      rebuilds: rebuilds
    ) { change in
      publish([RunEvent(clock.now(), .subjectChanged(change))])
    }
  }

  /// Where a server answers, or why it does not.
  enum Standing: Sendable, Equatable {
    case ready(url: String)
    case unavailable(reason: String)

    /// Base URL of a server that is ready.
    var url: String? {
      if case .ready(let url) = self { url } else { nil }
    }
  }

  /// Makes every server ready, all at once; one standing per server of the plan.
  ///
  /// - Parameter leftOut: Servers that are not asked.
  func makeReady(leavingOut leftOut: Set<Int> = []) async -> [Standing] {
    await withTaskGroup(of: (Int, Standing).self) { group in
      for index in plan.servers.indices where !leftOut.contains(index) {
        group.addTask { (index, await self.makeReady(index)) }
      }
      var standings = plan.servers.map { _ in Standing.unavailable(reason: "was not asked") }
      for await (index, standing) in group { standings[index] = standing }
      return standings
    }
  }

  /// What a server comes to before it is asked: its address, and what was launched for it.
  private struct Begun: Sendable {
    var url: String
    var process: LaunchedServer?
    /// The container that it runs in, where that was started for it.
    var container: ContainerFleet.Running?
    /// How long it may take from here, seconds; nil for the plan's.
    var within: Double?

    /// Whether it was launched just now, so that how long that took is known.
    var isFresh: Bool {
      switch process {
      case .process, .kept: true
      case .embedded, nil: container?.isFresh == true
      }
    }
  }

  /// Why a server could not begin.
  private struct Refusal: Error {
    var reason: String
  }

  private func makeReady(_ index: Int) async -> Standing {
    let server = plan.servers[index]
    let begin = clock.now()
    let begun: Begun
    do throws(Refusal) { begun = try await self.begin(index) } catch {
      return unavailable(index, error.reason)
    }
    let process = begun.process
    let probe = ServerProbe(
      server: server, url: begun.url, plan: plan,
      awaitsConnection: process != nil || begun.container != nil || plan.awaitsConnection,
      control: control, within: begun.within, death: Self.death(of: begun))
    var verdict = await probe.waitUntilReady { self.tell(index, $0, $1, url: begun.url) }
    if case .ready = verdict, let running = begun.container,
      let problem = await HealthWait(running: running, control: control)
        .run(within: begun.within ?? plan.readyWithinSeconds)
    {
      verdict = .unavailable(problem)
    }
    switch verdict {
    case .ready(let detail):
      if case .process(let launched) = process {
        launched.isReady()
      }
      if begun.isFresh {
        note(.note, "\(server.name) was ready \(seconds(since: begin)) after its launch")
      }
      tell(index, .ready, detail, url: begun.url)
      return .ready(url: begun.url)
    case .unavailable(let reason):
      if let death = process?.death, death == reason { note(.warning, "\(server.name): \(reason)") }
      return unavailable(index, reason)
    }
  }

  private func begin(_ index: Int) async throws(Refusal) -> Begun {
    let server = plan.servers[index]
    switch server.origin {
    case .url(let address):
      if let launch = server.launch { return try await self.launch(index, launch, address) }
      guard let spec = containers.starts(server) else { return Begun(url: address) }
      let running = try await start(index, spec)
      return Begun(url: address, container: running, within: spec.readyWithinSeconds)
    case .embedded(let text): return try await embed(index, text)
    case .container(let port):
      guard let spec = containers.starts(server) else { return try await connect(server, port) }
      let running = try await start(index, spec)
      guard let url = running.url(port: port) else {
        throw Refusal(reason: "container \(spec.containerName) does not publish port \(port)")
      }
      return Begun(url: url, container: running, within: spec.readyWithinSeconds)
    }
  }

  /// Starts the container that a server is in, unless another server of it has done so.
  private func start(
    _ index: Int, _ spec: ContainerSpec
  ) async throws(Refusal) -> ContainerFleet.Running {
    tell(index, .launching, "container \(spec.containerName)")
    do throws(ContainerFleet.Failure) {
      let running = try await containers.start(spec) { self.tell(index, .launching, $0) }
      if !running.isFresh {
        note(.note, "container \(spec.containerName) was started by slimbench up, and stays")
      }
      return running
    } catch { throw Refusal(reason: error.text) }
  }

  /// Finds a port of a container that is only connected.
  private func connect(_ server: ServerSpec, _ port: Int) async throws(Refusal) -> Begun {
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
    return Begun(url: url)
  }

  /// Tells why what was launched for a server has ended; of a container asked once a second.
  private static func death(of begun: Begun) -> @Sendable () async -> String? {
    if let running = begun.container {
      let asked = Mutex(MonotonicClock.now())
      return {
        let isDue = asked.withLock { last in
          guard MonotonicClock.now() &- last >= 1_000_000_000 else { return false }
          last = MonotonicClock.now()
          return true
        }
        return isDue ? await running.death : nil
      }
    }
    let process = begun.process
    return { process?.death }
  }

  private func embed(_ index: Int, _ text: String) async throws(Refusal) -> Begun {
    guard let embedded = EmbeddedSpec(text) else {
      throw Refusal(reason: "\"\(text)\" is no embedded server: \(EmbeddedSpec.expectation)")
    }
    tell(index, .launching, (["slimbench", "serve"] + embedded.arguments).joined(separator: " "))
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
  ) async throws(Refusal) -> Begun {
    let key = plan.servers[index].key
    if let kept = records?.kept(launch, at: address) {
      note(
        .note, "\(plan.servers[index].name) was started by slimbench up, and stays after the run")
      if let process = kept.process { watch?.watch(key, group: process.number) }
      return Begun(url: address, within: launch.readyWithinSeconds)
    }
    tell(index, .launching, launch.redacted.commandLine, url: address)
    if let refusal = await PortCheck.refusal(address, tls: plan.tls) {
      throw Refusal(reason: refusal)
    }
    if keeps { return try await keep(index, launch, address) }
    let process = LaunchedProcess(
      key: key, url: Redaction.url(address), launch: launch, records: records,
      wallClock: clock.wallClock + Double(clock.now().nanoseconds) / 1e9
    ) { [self] change in
      publish([RunEvent(clock.now(), .subjectChanged(change))])
    }
    do {
      try await process.start()
    } catch {
      throw Refusal(reason: error.description)
    }
    return begun(index, address, .process(process), within: launch.readyWithinSeconds)
  }

  /// Starts a process that stays when we are gone.
  private func keep(
    _ index: Int, _ launch: LaunchSpec, _ address: String
  ) async throws(Refusal) -> Begun {
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
  ) -> Begun {
    launched.withLock { $0.append((index, process)) }
    if let group = process.group { watch?.watch(plan.servers[index].key, group: group) }
    return Begun(url: url, process: process, within: within)
  }

  private func seconds(since begin: RunTime) -> String {
    Quantity.duration(seconds: clock.now().seconds(since: begin))
  }

  private func unavailable(_ index: Int, _ reason: String) -> Standing {
    tell(index, .unavailable, reason)
    return .unavailable(reason: reason)
  }

  private func note(_ severity: Note.Severity, _ text: String) {
    publish([RunEvent(clock.now(), .note(Note(severity, text)))])
  }

  private func tell(_ server: Int, _ state: ServerState, _ detail: String, url: String? = nil) {
    let change = ServerChange(
      server: server, state: state, detail: String(detail.prefix(RequestFailure.messageLimit)),
      url: url.map(Redaction.url))
    publish([RunEvent(clock.now(), .serverChanged(change))])
  }

  /// Stops what was launched; returns when it is gone.
  func stopLaunched() async {
    let processes = launched.withLock { list in
      defer { list.removeAll() }
      return list
    }
    await withTaskGroup(of: Void.self) { group in
      for (index, process) in processes {
        group.addTask {
          await process.stop()
          self.tell(index, .stopped, "")
        }
      }
      group.addTask {
        for failure in await self.containers.stopAll() { self.note(.warning, failure) }
      }
    }
  }

  /// The engine that the servers' containers are on; nil where none is named.
  func engine() async -> Result<Engine, ContainerFleet.Failure>? {
    guard plan.servers.contains(where: { $0.container != nil }) else { return nil }
    do throws(ContainerFleet.Failure) { return .success(try await containers.engine()) } catch {
      return .failure(error)
    }
  }

  /// Ends what was launched for servers that did not become ready, of those that stay.
  func stopFailed(_ standings: [Standing]) async {
    let failed = launched.withLock { list in
      defer { list.removeAll { standings[$0.server].url == nil } }
      return list.filter { standings[$0.server].url == nil }
    }
    for (_, process) in failed { await process.stop() }
    await containers.removeFailed(
      standings.indices.filter { standings[$0].url == nil }.compactMap {
        plan.servers[$0].container
      })
  }

  /// Kills what was launched at once, for a way out that cannot wait.
  func abandon() {
    let processes = launched.withLock { list in
      defer { list.removeAll() }
      return list
    }
    for (_, process) in processes { process.kill() }
  }
}
