import BenchCore
import Canvas

@testable import Dashboard

/// An engine with containers of every kind, told as an engine tells them.
enum Engines {
  /// 2026-01-10T10:40:00Z.
  static let noon: Int64 = 1_768_041_600
  static let limit = 1 << 30

  static func at(_ seconds: Double) -> WallTime {
    WallTime(nanoseconds: noon * 1_000_000_000 + Int64(seconds * 1e9))
  }

  static func facts(
    _ name: String, _ state: ContainerState = .running,
    _ change: (inout ContainerFacts) -> Void = { _ in }
  ) -> ContainerFacts {
    var facts = ContainerFacts(id: "id-" + name, name: name)
    facts.state = state
    facts.image = "slimgest:latest"
    facts.created = at(-800)
    facts.started = at(-720)
    facts.restarts = 0
    facts.isDetailed = true
    change(&facts)
    return facts
  }

  static let python = facts("slimgest-benchmark") {
    $0.health = .healthy
    $0.coreLimit = 2
    $0.memoryLimitBytes = 4 * limit
    $0.ports = [
      PublishedPort(container: 7670, host: 7670), PublishedPort(container: 7671, host: 7671),
    ]
    $0.command = "uvicorn slimgest.web:app --host 0.0.0.0"
    $0.environment = ["MODE=fast", "API_TOKEN=hunter2", "DB=postgres://me:pw@db/x"].map(
      EnvironmentEntry.init)
    $0.labels = [LabelEntry(name: "com.docker.compose.project", value: "slimgest")]
    $0.healthCheck = HealthCheckFacts(
      command: "curl -f http://localhost:7670/", interval: 5, timeout: 3, startPeriod: 20,
      retries: 3)
    $0.restartPolicy = "unless-stopped"
    $0.networkMode = "bridge"
  }

  static let failing = facts("slimgest-cpu") {
    $0.health = .unhealthy
    $0.failingStreak = 3
    $0.restarts = 2
    $0.memoryLimitBytes = limit / 2
    $0.healthCheck = HealthCheckFacts(
      command: "curl -f http://localhost:7671/", interval: 2, timeout: 1, startPeriod: 0, retries: 3
    )
  }

  static let dead = facts("old-run", .exited) {
    $0.exitCode = 137
    $0.wasOutOfMemory = true
    $0.finished = at(-30)
    $0.memoryLimitBytes = 4 * limit
  }

  static func sample(
    _ name: String, cores: Double, memory: Double, throttled: Double? = nil, traffic: Double = 0
  ) -> ContainerUpdate {
    var sample = ResourceSample(subject: name, interval: 1_000_000_000)
    sample.cores = cores
    sample.throttledShare = throttled
    sample.memoryBytes = Int(memory * Double(limit))
    sample.receivedPerSecond = traffic
    sample.sentPerSecond = traffic / 8
    sample.readPerSecond = traffic / 2
    sample.writtenPerSecond = traffic / 40
    sample.processes = 28
    return .sampled(id: "id-" + name, sample)
  }

  /// Two minutes of an engine: one works hard, one fails its health check, one is dead, one idles.
  static var history: [TimedContainerUpdate] {
    var updates: [(Double, ContainerUpdate)] = [
      (
        0,
        .connected(
          EngineTitle(name: "Docker 20.10.24", address: "unix:///var/run/docker.sock", cores: 8))
      ),
      (
        0,
        .listed([
          python, failing, dead, facts("idle"), facts("built", .created) { $0.started = nil },
        ])
      ),
      (
        0,
        .died(
          id: "id-old-run",
          ContainerDeath(
            time: at(-30), cause: .outOfMemory, exitCode: 137, peakMemoryBytes: limit * 399 / 100,
            memoryLimitBytes: 4 * limit,
            lastLines: ["worker 2: page 41 of 116", "worker 3: CUDA out of memory"]))
      ),
    ]
    for second in 1...120 {
      let time = Double(second)
      let wave = Double((second * 7) % 23) / 23
      updates += [
        (
          time,
          sample(
            "slimgest-benchmark", cores: 1.2 + 0.75 * wave, memory: 2 + Double(second) / 110,
            throttled: second > 60 ? 0.41 : 0, traffic: 3.1e6)
        ),
        (time, sample("slimgest-cpu", cores: 0.1, memory: 0.05)),
        (time, sample("idle", cores: 0, memory: 0.002)),
      ]
      if second % 5 == 0 {
        updates.append((time, probe("slimgest-benchmark", time, ok: second % 45 != 0)))
      }
      if second % 8 == 0 {
        updates.append(
          (time, probe("slimgest-cpu", time, ok: second < 90, "connection refused\non port 7671")))
      }
    }
    updates += [
      (90, happened("slimgest-cpu", .health) { $0.health = .unhealthy }),
      (100, happened("slimgest-benchmark", .outOfMemory)),
      (118, happened("slimgest-cpu", .paused)), (119, happened("slimgest-cpu", .unpaused)),
    ]
    return updates.map { TimedContainerUpdate(time: at($0.0), update: $0.1) }
  }

  /// Four ends of a container within the last half minute, each followed by a start.
  static func loop(_ name: String, exitCode: Int) -> [TimedContainerUpdate] {
    let restarted = facts(name) {
      $0.restarts = 4
      $0.restartPolicy = "on-failure"
      $0.started = at(120)
    }
    return [93.0, 95, 100, 110].flatMap { second in
      [
        (second, happened(name, .died) { $0.exitCode = exitCode }),
        (second + 1, happened(name, .started)),
      ].map { TimedContainerUpdate(time: at($0.0), update: $0.1) }
    } + [TimedContainerUpdate(time: at(120), update: .changed(restarted))]
  }

  static func probe(
    _ name: String, _ time: Double, ok: Bool, _ output: String = "HTTP 200"
  ) -> ContainerUpdate {
    .probed(
      id: "id-" + name,
      ProbeResult(
        start: at(time), seconds: ok ? 0.041 : 1, exitCode: ok ? 0 : 1,
        output: ok ? "HTTP 200" : output))
  }

  static func happened(
    _ name: String, _ kind: SubjectChange.Kind, _ change: (inout SubjectChange) -> Void = { _ in }
  ) -> ContainerUpdate {
    var happened = SubjectChange(subject: name, kind: kind)
    change(&happened)
    return .happened(id: "id-" + name, happened)
  }

  static let log: [LogLine] = (1...300).map { number in
    let time = at(Double(number) * 0.4)
    switch number % 9 {
    case 0: return LogLine(time: time, isError: true, text: "warning: queue is \(number) long")
    case 4:
      return LogLine(
        time: time, text: "\u{1B}[32mINFO\u{1B}[0m worker \u{1B}[1m\(number % 4)\u{1B}[0m is ready")
    default:
      return LogLine(
        time: time, text: "POST /process-pdf 200 in \(number % 97) ms, \(number) served")
    }
  }

  /// The screen with that history.
  static func show(_ state: inout DashboardState) {
    Scene.press([.character("6")], &state)
    Scene.tell(.containers(.updates(history)), &state)
    Scene.tell(.containers(.tick(at(120.5))), &state)
    if let id = state.containers.log.id {
      Scene.tell(.containers(.log(id: id, log)), &state)
    }
  }

  /// The same with a container of this name chosen.
  static func show(_ name: String, _ state: inout DashboardState) {
    show(&state)
    while state.containers.selected != "id-" + name {
      let before = state.containers.selected
      Scene.press([.down], &state)
      if state.containers.selected == before { return }
    }
    if let id = state.containers.log.id { Scene.tell(.containers(.log(id: id, log)), &state) }
  }
}
