internal import BenchCore
internal import Foundation

/// Containers as JSON, an object a line; names of keys are those of the result file.
enum WatchJSON {
  /// A sample, a probe, an event or an end; nil for what is none of them.
  static func line(_ update: TimedContainerUpdate, _ row: ContainerRow) -> String? {
    var object = Object(time: stamp(update.time), kind: "", subject: row.name, id: row.id)
    switch update.update {
    case .sampled(_, let sample):
      object.kind = "sample"
      object.sample = Sample(sample, row)
    case .probed(_, let probe):
      object.kind = "probe"
      object.probe = Probe(probe)
    case .happened(_, let change):
      object.kind = "event"
      object.event = change.kind.rawValue
      object.health = change.health?.rawValue
      object.exitCode = change.exitCode
      object.signal = change.signal
      if change.kind == .started { object.loop = row.crashLoop(at: update.time).map(Loop.init) }
    case .died(_, let death):
      object.kind = "end"
      object.end = End(death)
    case .connected, .lost, .listed, .changed, .removed, .gap: return nil
    }
    return text(object)
  }

  /// An object for each container as it is now, in an array.
  static func containers(_ rows: [ContainerRow], now: WallTime) -> String {
    let lines = rows.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
      .map { text(Container($0, now: now)) }
    return "[" + lines.joined(separator: ",\n") + "]"
  }

  private static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    // A figure that is none is left out: JSON has no word for it.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  /// `2026-01-10T15:11:58.123Z`.
  static func stamp(_ time: WallTime) -> String {
    let date = Date(timeIntervalSince1970: Double(time.nanoseconds / 1_000_000) / 1000)
    return date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
      + "Z"
  }

  private struct Object: Encodable {
    var time: String
    var kind: String
    var subject: String
    var id: String
    var sample: Sample?
    var probe: Probe?
    var event: String?
    var health: String?
    var exitCode: Int?
    var signal: Int?
    var loop: Loop?
    var end: End?
  }

  private struct Sample: Encodable {
    var intervalNs: Int64
    var cores: Double?
    var coreLimit: Double?
    var throttledShare: Double?
    var memoryBytes: Int?
    var memoryLimitBytes: Int?
    var receivedPerSecond: Double?
    var sentPerSecond: Double?
    var readPerSecond: Double?
    var writtenPerSecond: Double?
    var processes: Int?

    init(_ sample: ResourceSample, _ row: ContainerRow) {
      intervalNs = sample.interval
      cores = sample.cores
      coreLimit = sample.coreLimit ?? row.facts.coreLimit
      throttledShare = sample.throttledShare
      memoryBytes = sample.memoryBytes
      memoryLimitBytes = sample.memoryLimitBytes ?? row.facts.memoryLimitBytes
      receivedPerSecond = sample.receivedPerSecond
      sentPerSecond = sample.sentPerSecond
      readPerSecond = sample.readPerSecond
      writtenPerSecond = sample.writtenPerSecond
      processes = sample.processes
    }
  }

  private struct Loop: Encodable {
    var startsInMinute: Int
    var restarts: Int?
    var exitCode: Int?

    init(_ loop: CrashLoop) {
      startsInMinute = loop.startsInMinute
      restarts = loop.restarts
      exitCode = loop.exitCode
    }
  }

  private struct Probe: Encodable {
    var started: String
    var seconds: Double
    var exitCode: Int
    var output: String

    init(_ probe: ProbeResult) {
      started = stamp(probe.start)
      seconds = probe.seconds
      exitCode = probe.exitCode
      output = probe.output
    }
  }

  private struct End: Encodable {
    var time: String
    var cause: String
    var explanation: String
    var exitCode: Int?
    var wasAsked: Bool
    var peakMemoryBytes: Int?
    var memoryLimitBytes: Int?
    var lastLines: [String]

    init(_ death: ContainerDeath) {
      time = stamp(death.time)
      cause =
        switch death.cause {
        case .outOfMemory: "out_of_memory"
        case .signal(let signal): ContainerDeath.name(ofSignal: signal)
        case .exited: "exited"
        case .failedStart: "failed_start"
        case .unknown: "unknown"
        }
      explanation = death.explanation
      exitCode = death.exitCode
      wasAsked = death.wasAsked
      peakMemoryBytes = death.peakMemoryBytes
      memoryLimitBytes = death.memoryLimitBytes
      lastLines = death.lastLines
    }
  }

  private struct Container: Encodable {
    var name: String
    var id: String
    var image: String
    var state: String
    var health: String?
    var failingStreak: Int?
    var restarts: Int?
    var loop: Loop?
    var outOfMemory: Int
    var exitCode: Int?
    var started: String?
    var ports: [Port]
    var environment: [String: String]
    var sample: Sample?
    var end: End?

    init(_ row: ContainerRow, now: WallTime) {
      let facts = row.facts
      name = facts.name
      id = facts.id
      image = facts.image
      state = facts.state.rawValue
      health = facts.health == .none ? nil : facts.health.rawValue
      failingStreak = facts.health == .none ? nil : facts.failingStreak
      restarts = facts.restarts
      loop = row.crashLoop(at: now).map(Loop.init)
      outOfMemory = row.outOfMemory
      exitCode = row.isAlive ? nil : facts.exitCode
      started = facts.started.map(stamp)
      ports = facts.ports.map(Port.init)
      environment = Dictionary(
        facts.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
      sample = row.isAlive ? row.usage.sample.map { Sample($0, row) } : nil
      end = row.isAlive ? nil : row.death.map(End.init)
    }
  }

  private struct Port: Encodable {
    var container: Int
    var host: Int?
    var transport: String

    init(_ port: PublishedPort) {
      container = port.container
      host = port.host
      transport = port.transport
    }
  }
}
