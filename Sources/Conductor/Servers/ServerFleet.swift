internal import BenchCore
internal import DockerKit

/// All servers of a run, made ready before it and left as they were after it.
///
/// It launches what is launched, asks every one whether it is ready, and stops what it launched.
/// What was only connected is never touched.
final class ServerFleet: Sendable {
  private let plan: Plan
  private let clock: RunClock
  private let control: RunControl
  private let voice: ServerVoice
  private let starter: ServerStarter

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
    self.clock = clock
    self.control = control
    voice = ServerVoice(clock: clock, publish: publish)
    starter = ServerStarter(
      plan: plan, executable: executable, voice: voice, records: records, watch: watch, run: run,
      keeps: keeps, rebuilds: rebuilds)
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

  private func makeReady(_ index: Int) async -> Standing {
    let server = plan.servers[index]
    let begin = clock.now()
    let begun: BegunServer
    do throws(ServerStarter.Refusal) { begun = try await starter.begin(index) } catch {
      return unavailable(index, error.reason)
    }
    let process = begun.process
    let probe = ServerProbe(
      server: server, url: begun.url, plan: plan,
      awaitsConnection: process != nil || begun.container != nil || plan.awaitsConnection,
      control: control, within: begun.within, death: begun.death())
    var verdict = await probe.waitUntilReady { self.voice.tell(index, $0, $1, url: begun.url) }
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
        voice.note(.note, "\(server.name) was ready \(seconds(since: begin)) after its launch")
      }
      voice.tell(index, .ready, detail, url: begun.url)
      return .ready(url: begun.url)
    case .unavailable(let reason):
      if let death = process?.death, death == reason {
        voice.note(.warning, "\(server.name): \(reason)")
      }
      return unavailable(index, reason)
    }
  }

  private func seconds(since begin: RunTime) -> String {
    Quantity.duration(seconds: clock.now().seconds(since: begin))
  }

  private func unavailable(_ index: Int, _ reason: String) -> Standing {
    voice.tell(index, .unavailable, reason)
    return .unavailable(reason: reason)
  }

  /// The engine that the servers' containers are on; nil where none is named.
  func engine() async -> Result<Engine, ContainerFleet.Failure>? { await starter.engine() }

  /// Stops what was launched; returns when it is gone.
  func stopLaunched() async { await starter.stopLaunched() }

  /// Ends what was launched for servers that did not become ready, of those that stay.
  func stopFailed(_ standings: [Standing]) async {
    await starter.stopFailed(Set(standings.indices.filter { standings[$0].url == nil }))
  }

  /// Kills what was launched at once, for a way out that cannot wait.
  func abandon() { starter.abandon() }
}
