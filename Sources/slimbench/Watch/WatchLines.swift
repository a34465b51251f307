internal import BenchCore
internal import Canvas

/// Containers in plain words, a line each.
enum WatchLines {
  /// A sample, a probe that failed, an event or an end; nil for what is no line.
  static func line(
    _ update: TimedContainerUpdate, _ row: ContainerRow, zone: Int, _ glyphs: Glyphs
  ) -> String? {
    let words: String
    switch update.update {
    case .sampled(_, let sample): words = use(sample, row)
    case .probed(_, let probe):
      guard !probe.isHealthy else { return nil }
      let output = probe.output.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
      let took = Quantity.duration(seconds: probe.seconds)
      words = "health check: \(probe.words) after \(took)\(output)"
    case .happened(_, let change):
      var change = change
      change.subject = ""
      let loop = change.kind == .started ? row.crashLoop(at: update.time) : nil
      words =
        String(change.words.drop { $0 == ":" || $0 == " " }) + (loop.map { "; " + $0.words } ?? "")
    case .died(_, let death):
      let last = death.lastLines.last.map { "; last line: \($0)" } ?? ""
      words =
        ([death.headline] + [death.peak].compactMap(\.self)).joined(separator: ", ")
        + ". " + death.explanation + last
    case .connected, .lost, .listed, .changed, .removed, .gap: return nil
    }
    let text = "\(update.time.clock(zone: zone))  \(row.name)  \(words)"
    return Sanitizer.line(glyphs.spelled(text), glyphs: glyphs, limit: 2000)
  }

  private static func use(_ sample: ResourceSample, _ row: ContainerRow) -> String {
    var parts: [String] = []
    let cores = sample.cores.map { Quantity.number($0) } ?? Quantity.none
    let limit = (sample.coreLimit ?? row.facts.coreLimit).map { " of \(Quantity.number($0))" } ?? ""
    parts.append("cores \(cores)\(limit)")
    if let share = sample.throttledShare, share > 0 {
      parts.append("held back \(Quantity.percent(share))")
    }
    let most = row.facts.memoryLimitBytes.map { " of \(Quantity.memory($0))" } ?? ""
    parts.append("memory \(Quantity.memory(sample.memoryBytes))\(most)")
    if let received = sample.receivedPerSecond, let sent = sample.sentPerSecond {
      parts.append(
        "in \(Quantity.bytesPerSecond(received)) out \(Quantity.bytesPerSecond(sent))")
    }
    if let processes = sample.processes { parts.append("pids \(processes)") }
    if row.facts.health != .none { parts.append(row.facts.health.rawValue) }
    return parts.joined(separator: "  ")
  }

  /// All containers as they are now.
  static func table(
    _ rows: [ContainerRow], now: WallTime, width: Int, _ glyphs: Glyphs
  ) -> [String] {
    guard !rows.isEmpty else { return ["no containers"] }
    let titles = [
      "name", "state", "health", "cores", "limit", "memory", "limit", "restarts", "OOM", "exit",
      "ports", "image",
    ]
    let sorted = rows.sorted {
      ($0.isAlive ? 0 : 1, $0.name, $0.id) < ($1.isAlive ? 0 : 1, $1.name, $1.id)
    }
    let cells = [titles] + sorted.map { self.cells($0, now).map { shown($0, glyphs) } }
    let numbers: Set<Int> = [3, 4, 5, 6, 7, 8, 9]
    let widths = titles.indices.map { column in
      cells.map { DisplayWidth.of($0[column]) }.max() ?? 0
    }
    return cells.map { row in
      let line = row.indices.map {
        DisplayWidth.pad(row[$0], to: widths[$0], numbers.contains($0) ? .trailing : .leading)
      }.joined(separator: "  ")
      return DisplayWidth.truncate(line, to: max(40, width), glyphs: glyphs)
    }
  }

  private static func shown(_ text: String, _ glyphs: Glyphs) -> String {
    Sanitizer.line(glyphs.spelled(text), glyphs: glyphs, limit: 60)
  }

  private static func cells(_ row: ContainerRow, _ now: WallTime) -> [String] {
    let facts = row.facts
    let sample = row.isAlive ? row.usage.sample : nil
    let ports = facts.ports.filter { $0.host != nil }.map(\.words)
    let exit = row.isAlive ? nil : facts.exitCode
    var state = facts.state.rawValue
    if let death = row.death, !row.isAlive { state = death.headline }
    if row.crashLoop(at: now) != nil { state += ", loops" }
    return [
      facts.name, state, facts.health == .none ? Quantity.none : facts.health.rawValue,
      sample?.cores.map { Quantity.number($0) } ?? Quantity.none,
      facts.coreLimit.map { Quantity.number($0) } ?? Quantity.none,
      Quantity.memory(sample?.memoryBytes), Quantity.memory(facts.memoryLimitBytes),
      Quantity.count(facts.restarts), Quantity.count(row.outOfMemory),
      exit.map(String.init) ?? Quantity.none,
      ports.isEmpty ? Quantity.none : Array(Set(ports)).sorted().joined(separator: " "),
      facts.image,
    ]
  }
}
