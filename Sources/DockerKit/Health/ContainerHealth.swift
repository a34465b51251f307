/// What a container's health check said, as far back as the engine remembers: five probes.
package struct ContainerHealth: Sendable, Equatable {
  package var status: HealthStatus
  /// How many probes in a row have failed.
  package var failingStreak: Int
  /// The last probes, the oldest first.
  package var probes: [HealthProbe]

  /// Nil if there is no health check; some engines then send an object with nothing in it.
  init?(_ json: JSON) {
    guard let status = HealthStatus(json["Status"].string) else { return nil }
    self.status = status
    failingStreak = json["FailingStreak"].integer ?? 0
    probes = json["Log"].elements.compactMap(HealthProbe.init).sorted { $0.start < $1.start }
  }
}

/// One run of a container's health check.
package struct HealthProbe: Sendable, Equatable {
  package var start: EngineTime
  package var end: EngineTime
  /// 0 is healthy; -1: it ran out of time, or could not be run at all.
  package var exitCode: Int
  /// What it wrote, as the engine keeps it (the first 4 KB); not to be shown as it is.
  package var output: String

  package init(start: EngineTime, end: EngineTime, exitCode: Int, output: String = "") {
    self.start = start
    self.end = end
    self.exitCode = exitCode
    self.output = output
  }

  init?(_ json: JSON) {
    guard let start = json["Start"].string.flatMap({ EngineTime($0) }) else { return nil }
    self.start = start
    end = json["End"].string.flatMap { EngineTime($0) } ?? start
    exitCode = json["ExitCode"].integer ?? 0
    output = String((json["Output"].string ?? "").unicodeScalars.prefix(8192))
  }

  package var isHealthy: Bool { exitCode == 0 }
  /// Nanoseconds from start to end.
  package var duration: UInt64 { UInt64(max(0, end.since(start))) }
  /// It got no exit code of its own: stopped when its time was over, or never run.
  package var hasNoExit: Bool { exitCode < 0 }
  /// It was stopped when its time was over.
  package func timedOut(limit: Duration?) -> Bool {
    guard exitCode < 0 else { return false }
    if output.contains("exceeded timeout") || output.contains("timed out") { return true }
    guard let limit else { return false }
    return Duration.nanoseconds(Int64(clamping: duration)) >= limit
  }
}

/// How a container's health is checked.
package struct HealthCheck: Sendable, Equatable {
  /// `CMD` and the program with its arguments, or `CMD-SHELL` and a line for a shell.
  package var test: [String]
  package var interval: Duration
  package var timeout: Duration
  /// Failures before this age of the container do not count.
  package var startPeriod: Duration
  package var retries: Int

  /// Nil if there is none, or it was switched off; what is left out has the engine's defaults.
  init?(_ json: JSON) {
    test = json["Test"].strings
    guard let first = test.first, first != "NONE" else { return nil }
    interval = Self.duration(json["Interval"]) ?? .seconds(30)
    timeout = Self.duration(json["Timeout"]) ?? .seconds(30)
    startPeriod = Self.duration(json["StartPeriod"]) ?? .zero
    retries = json["Retries"].integer.flatMap { $0 > 0 ? $0 : nil } ?? 3
  }

  private static func duration(_ json: JSON) -> Duration? {
    json.integer.flatMap { $0 > 0 ? .nanoseconds($0) : nil }
  }
}
