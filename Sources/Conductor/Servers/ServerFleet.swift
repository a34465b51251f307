internal import BenchCore
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
  private let launched = Mutex<[(server: Int, process: EmbeddedServer)]>([])

  init(
    plan: Plan, executable: String, clock: RunClock, control: RunControl,
    publish: @escaping @Sendable ([RunEvent]) -> Void
  ) {
    self.plan = plan
    self.executable = executable
    self.clock = clock
    self.control = control
    self.publish = publish
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
    let url: String
    let isOurs: Bool
    switch server.origin {
    case .url(let address):
      url = address
      isOurs = false
    case .embedded(let text):
      guard let embedded = EmbeddedSpec(text) else {
        return unavailable(index, "\"\(text)\" is no embedded server: \(EmbeddedSpec.expectation)")
      }
      tell(
        index, .launching,
        (["slimbench", "serve"] + embedded.arguments).joined(separator: " "))
      do {
        let process = try await EmbeddedServer.launch(
          executable: executable, embedded, within: plan.readyWithinSeconds)
        launched.withLock { $0.append((index, process)) }
        url = process.url
        isOurs = true
      } catch {
        return unavailable(index, error.description)
      }
    }
    let probe = ServerProbe(
      server: server, url: url, plan: plan, awaitsConnection: isOurs || plan.awaitsConnection,
      control: control)
    switch await probe.waitUntilReady(report: { self.tell(index, $0, $1, url: url) }) {
    case .ready(let detail):
      tell(index, .ready, detail, url: url)
      return .ready(url: url)
    case .unavailable(let reason): return unavailable(index, reason)
    }
  }

  private func unavailable(_ index: Int, _ reason: String) -> Standing {
    tell(index, .unavailable, reason)
    return .unavailable(reason: reason)
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
    }
  }
}
