import BenchCore

/// The scripted run with its servers in containers that are watched.
///
/// The first has all that it wants, and fails its health check for a moment; the second is throttled,
/// runs out of memory in the middle, dies of it and starts again.
enum WatchedRun {
  static var plan: Plan {
    var plan = ScriptedRun.plan
    plan.servers[0].container = "ocr-python"
    plan.servers[1].container = "ocr-rust"
    return plan
  }

  /// - Parameter hasGPUs: Whether the machine has two.
  static func events(_ plan: Plan = plan, hasGPUs: Bool = false) -> [RunEvent] {
    let run = ScriptedRun.events(plan)
    let end = Int(run.last?.time.nanoseconds ?? 0) / 1_000_000
    var events = Array(run.dropFirst().dropLast()) + changes
    for second in 1...max(1, end / 1000) {
      for server in plan.servers.indices where server == 0 || !(17...19).contains(second) {
        events.append(
          RunEvent(
            ScriptedRun.milliseconds(second * 1000 + 3 * server),
            .resourceSampled(sample(plan.subject(of: plan.servers[server]), server, second))))
      }
      if hasGPUs { events += gpus(second) }
    }
    let sorted = events.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
    return Array(run.prefix(1)) + sorted + Array(run.suffix(1))
  }

  static let changes: [RunEvent] = [
    change(5, "ocr-python", .watched),
    change(6, "ocr-rust", .watched),
    change(100, "ocr-python", .health, .healthy),
    change(110, "ocr-rust", .health, .healthy),
    change(13_000, "ocr-python", .health, .unhealthy),
    change(15_000, "ocr-python", .health, .healthy),
    change(16_200, "ocr-rust", .outOfMemory),
    change(16_300, "ocr-rust", .died, exitCode: 137),
    change(17_900, "ocr-rust", .started),
    change(17_950, "ocr-rust", .health, .starting),
    change(20_500, "ocr-rust", .health, .healthy),
  ]

  private static func change(
    _ time: Int, _ subject: String, _ kind: SubjectChange.Kind, _ health: ContainerHealth? = nil,
    exitCode: Int? = nil
  ) -> RunEvent {
    RunEvent(
      ScriptedRun.milliseconds(time),
      .subjectChanged(
        SubjectChange(subject: subject, kind: kind, health: health, exitCode: exitCode)))
  }

  private static func sample(_ subject: String, _ server: Int, _ second: Int) -> ResourceSample {
    var sample = ResourceSample(subject: subject, interval: 1_000_000_000)
    let load = Double((second * 7 + server * 3) % 10) / 10
    sample.cores = server == 0 ? 0.2 + 1.5 * load : 0.4 + 0.6 * load
    sample.coreLimit = server == 0 ? 2 : 1
    sample.throttledShare = server == 0 ? 0 : max(0, load - 0.3)
    sample.memoryBytes = server == 0 ? 612_000_000 : 200_000_000 + second % 17 * 18_000_000
    sample.memoryLimitBytes = server == 0 ? 4_000_000_000 : 512_000_000
    sample.processes = 12
    return sample
  }

  private static func gpus(_ second: Int) -> [RunEvent] {
    (0..<2).map { index in
      RunEvent(
        ScriptedRun.milliseconds(second * 1000 + 10),
        .gpuSampled(
          GPUSample(
            index: index, name: "NVIDIA A100",
            utilisation: Double((second * (3 + index)) % 10) / 10,
            memoryBytes: 12_100_000_000 + index * 9_000_000_000,
            memoryTotalBytes: 40_000_000_000)))
    }
  }
}
