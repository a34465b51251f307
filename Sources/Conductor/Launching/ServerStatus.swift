package import BenchCore
internal import DockerKit
internal import ProcessKit

/// Where a server of a plan stands, without starting or measuring anything.
package struct ServerStatus: Sendable, Hashable {
  package var key: String
  package var name: String
  /// Where it is to answer, or what starts it.
  package var place: String
  /// Whether it answers and is ready.
  package var isReady: Bool
  /// What runs it: its process or container; empty for what was only connected.
  package var host: String
  /// Its own words when it is ready, else what is wrong.
  package var detail: String
}

/// Asks for the status of a plan's servers.
package struct StatusReader: Sendable {
  private let plan: Plan
  private let records: LaunchRecords

  package init(plan: Plan, records: LaunchRecords) {
    var plan = plan
    plan.readyWithinSeconds = 0
    plan.awaitsConnection = false
    self.plan = plan
    self.records = records
  }

  /// One status a server, in the order of the plan.
  package func read() async -> [ServerStatus] {
    let fleet = ContainerFleet(plan: plan, owner: ContainerOwner(run: "", keeper: .down)) { _ in }
    var statuses: [ServerStatus] = []
    for server in plan.servers { statuses.append(await status(server, fleet)) }
    return statuses
  }

  private func status(_ server: ServerSpec, _ fleet: ContainerFleet) async -> ServerStatus {
    var status = ServerStatus(
      key: server.key, name: server.name, place: "", isReady: false, host: "", detail: "")
    var url: String?
    switch server.origin {
    case .url(let address): url = address
    case .embedded(let spec):
      status.place = "embedded:" + spec
      status.detail = "started with each run"
    case .container(let port):
      status.place = "port \(port)"
      url = await containerURL(server, port, fleet)
    }
    if let launch = server.launch { status.host = process(server.key, launch, at: url) }
    if let name = server.container { status.host = await container(name, fleet) }
    guard let url else { return status }
    status.place = Redaction.url(url)
    let probe = ServerProbe(
      server: server, url: url, plan: plan, awaitsConnection: false, control: RunControl(),
      within: 0)
    switch await probe.waitUntilReady(report: { _, _ in }) {
    case .ready(let detail):
      status.isReady = true
      status.detail = detail
    case .unavailable(let reason): status.detail = reason
    }
    return status
  }

  private func containerURL(
    _ server: ServerSpec, _ port: Int, _ fleet: ContainerFleet
  ) async -> String? {
    guard let key = server.container else { return nil }
    let name = plan.containerName(key)
    return (try? await fleet.url(of: name, port: port)) ?? nil
  }

  private func process(_ key: String, _ launch: LaunchSpec, at url: String?) -> String {
    let own = records.all().filter { $0.key == key && $0.url == url.map(Redaction.url) }
    for record in own where record.owner == nil { records.shortenLog(of: record) }
    let running = own.filter(\.isRunning)
    guard let record = running.last(where: { $0.isOf(launch) }) ?? running.last ?? own.last else {
      return "not started"
    }
    guard record.isRunning, let process = record.process else { return "process has ended" }
    return "process \(process.number)" + (record.owner == nil ? ", up" : ", of a run")
      + (record.isOf(launch) ? "" : ", by another command or with other variables")
  }

  private func container(_ key: String, _ fleet: ContainerFleet) async -> String {
    let name = plan.containerName(key)
    let engine: Engine
    do { engine = try await fleet.engine() } catch { return "container \(name): \(error.reason)" }
    do throws(EngineError) {
      let details = try await engine.inspect(name)
      let health = details.health.map { ", \($0.status.rawValue)" } ?? ""
      let whose = Self.whose(ContainerOwner(labels: details.labels))
      return "container \(name): \(details.state.rawValue)\(health)\(whose)"
    } catch {
      return error.status == 404 ? "container \(name): not started" : error.description
    }
  }

  private static func whose(_ owner: ContainerOwner?) -> String {
    switch owner?.keeper {
    case .down: ", up"
    case .process: ", of a run"
    case .unknown: ", ours, labels damaged"
    case nil: ", not ours"
    }
  }
}
