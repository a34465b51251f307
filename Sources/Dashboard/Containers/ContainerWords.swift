internal import BenchCore
internal import Canvas

/// A container's figures in the words and inks of the screen.
struct ContainerWords {
  let row: ContainerRow
  let now: WallTime
  let glyphs: GlyphSet
  /// What is being done to it, by this user.
  var pending: ContainerAction?
  /// Whether the engine cannot be asked: all that is known is what was.
  var isLost = false

  /// Seconds after which a figure is told to be old.
  static let stale = 4.0

  private var facts: ContainerFacts { row.facts }
  private var loop: CrashLoop? { row.crashLoop(at: now) }

  /// One cell that says how it is: colour is never alone, each has a shape of its own.
  var mark: Line {
    if row.isGone { return Line(String(glyphs.pick("†", ascii: "x")), .muted) }
    switch facts.state {
    case .running where loop != nil, .restarting where loop != nil:
      return Line(String(glyphs.pick("↻", ascii: "~")), Style(.bad).bold)
    case .running:
      switch facts.health {
      case .unhealthy: return Line("✗", Style(.bad).bold)
      case .starting: return Line(String(glyphs.pick("◌", ascii: "o")), Style(.warning))
      case .healthy, .none: return Line("●", Style(.good))
      }
    case .paused: return Line(String(glyphs.pick("‖", ascii: "=")), Style(.warning))
    case .restarting: return Line(String(glyphs.pick("↻", ascii: "~")), Style(.warning).bold)
    case .exited, .dead:
      return row.death?.isBad == true
        ? Line("✗", Style(.bad).bold) : Line(String(glyphs.pick("○", ascii: ".")), .muted)
    case .created, .removing, .unknown:
      return row.death?.isBad == true
        ? Line("✗", Style(.bad).bold) : Line(String(glyphs.pick("○", ascii: ".")), .muted)
    }
  }

  /// `healthy 12 min`, `failing ×3 40 s`, `running 3 h`, `paused`, `loops, 5/min`.
  var state: Line { isLost ? Line(told.text, .muted) : told }

  private var told: Line {
    if let pending { return Line(pending.going, Style(.warning).bold) }
    switch facts.state {
    case .running where loop != nil, .restarting where loop != nil:
      return Line("loops, \(row.startsInMinute(before: now))/min", Style(.bad).bold)
    case .running where facts.health == .none:
      return Line("running ", .plain) + Line(age(of: facts.started), .muted)
    case .running:
      let more = row.isHealthSinceKnown ? "" : ">"
      let since = Line(" " + more + age(of: row.healthSince), .muted)
      switch facts.health {
      case .unhealthy:
        let streak = facts.failingStreak > 0 ? " ×\(facts.failingStreak)" : ""
        return Line("failing\(streak)", Style(.bad).bold) + since
      case .starting: return Line("starting", Style(.warning)) + since
      case .healthy, .none: return Line("healthy", Style(.good)) + since
      }
    case .paused: return Line("paused", Style(.warning))
    case .restarting: return Line("restarting", Style(.warning).bold)
    case .created: return Line("created", .muted)
    case .removing: return Line("removing", .muted)
    case .exited, .dead, .unknown:
      return Line(facts.state.rawValue, .muted)
    }
  }

  /// What is said in place of figures of one that does not run; nil of one that does.
  func ending(zone: Int) -> Line? {
    guard !row.isAlive, facts.state != .restarting, pending == nil else { return nil }
    guard let death = row.death else {
      return Line(row.isGone ? "removed" : facts.state.rawValue, .muted)
    }
    let style = death.isBad ? Style(.bad).bold : .muted
    var line = Line(death.headline, style)
    var more: [String] = []
    if let code = death.exitCode, !death.headline.contains("\(code)") { more.append("\(code)") }
    more.append(death.time.clock(zone: zone))
    if let peak = death.peak, death.isBad { more.append(peak) }
    if let restarts = facts.restarts, restarts > 0 {
      more.append("restarted \(Quantity.count(restarts)) ×")
    }
    if loop != nil { more.append("\(row.startsInMinute(before: now)) starts a minute") }
    if row.isGone { more.append("removed") }
    line = line + Line("  " + more.joined(separator: " · "), .muted)
    if death.isBad, let last = death.lastLines.last(where: { !$0.isEmpty }) {
      line = line + Line("  \u{201C}\(LogText(last).plain)\u{201D}", .muted)
    }
    return line
  }

  // MARK: Figures

  /// Whether the newest sample is too old to be told as what is.
  var isStale: Bool { isLost || (row.usage.age(at: now) ?? 0) >= max(Self.stale, 2.5 * interval) }
  private var interval: Double { Double(row.usage.sample?.interval ?? 0) / 1e9 }

  /// `1.94/2`, or without a limit `1.94`.
  var cores: Line {
    guard row.isAlive, let sample = row.usage.sample, let cores = sample.cores else {
      return Line(Quantity.none, .muted)
    }
    let limit = sample.coreLimit ?? facts.coreLimit
    let style = isStale ? .muted : isNear(cores, limit) ? Style(.warning).bold : Style.plain
    return Line(Self.decimal(cores), style)
      + Line(limit.map { "/" + Quantity.plain(($0 * 100).rounded() / 100) } ?? "", .muted)
  }

  /// `41 %` of the scheduler's periods; empty where it is never held back.
  var throttled: Line {
    guard row.isAlive, let share = row.usage.sample?.throttledShare, share >= 0.005 else {
      return Line()
    }
    let whole = "\(Int((min(1, share) * 100).rounded())) %"
    return Line("⚠ " + whole, Style(share >= 0.1 ? .warning : .muted))
  }

  /// `612 MiB`; near its limit it stands out.
  var memory: Line {
    guard row.isAlive, let sample = row.usage.sample, let bytes = sample.memoryBytes else {
      return Line(Quantity.none, .muted)
    }
    let limit = (sample.memoryLimitBytes ?? facts.memoryLimitBytes).map(Double.init)
    let style =
      isStale ? .muted : isNear(Double(bytes), limit) ? Style(.warning).bold : Style.plain
    return Line(Quantity.memory(bytes), style)
  }

  var memoryLimit: Line {
    Line(
      facts.memoryLimitBytes.map { "of " + Quantity.memory($0) } ?? "no limit", .muted)
  }

  var received: Line { traffic("↓", row.usage.sample?.receivedPerSecond) }
  var sent: Line { traffic("↑", row.usage.sample?.sentPerSecond) }

  /// `read 1.20 MB/s · written 310 kB/s` from and to block devices; empty where nobody counts them.
  var blocks: Line {
    guard row.isAlive, let sample = row.usage.sample,
      sample.readPerSecond != nil || sample.writtenPerSecond != nil
    else { return Line() }
    func rate(_ value: Double?) -> Line {
      guard let value else { return Line(Quantity.none, .muted) }
      return Line(Quantity.bytesPerSecond(value), isStale || value < 1 ? .muted : .plain)
    }
    return Line("read ", .muted) + rate(sample.readPerSecond) + Line(" · written ", .muted)
      + rate(sample.writtenPerSecond)
  }

  var processes: Line {
    guard row.isAlive, let count = row.usage.sample?.processes else {
      return Line(Quantity.none, .muted)
    }
    return Line(Quantity.count(count), isStale ? .muted : .plain)
  }

  var restarts: Line {
    guard let count = facts.restarts else { return Line(Quantity.none, .muted) }
    return Line(Quantity.count(count), count > 0 ? Style(.warning).bold : .muted)
  }

  var outOfMemory: Line {
    row.outOfMemory > 0
      ? Line(Quantity.count(row.outOfMemory), Style(.bad).bold) : Line("0", .muted)
  }

  var exitCode: Line {
    guard !row.isAlive, let code = facts.exitCode else { return Line(Quantity.none, .muted) }
    return Line("\(code)", code == 0 ? .muted : Style(.bad))
  }

  var ports: Line {
    let published = facts.ports.filter { $0.host != nil }
    var words: [String] = []
    // The same port on two addresses is one to whoever looks for it.
    for port in published where !words.contains(port.words) { words.append(port.words) }
    return Line(words.joined(separator: " "), .muted)
  }

  private func traffic(_ arrow: String, _ value: Double?) -> Line {
    guard row.isAlive, let value else { return Line(Quantity.none, .muted) }
    let ascii = arrow == "↓" ? "in " : "out "
    return Line(glyphs == .ascii ? ascii : arrow, .muted)
      + Line(Quantity.bytesPerSecond(value), isStale || value < 1 ? .muted : .plain)
  }

  private func age(of time: WallTime?) -> String {
    Quantity.age(seconds: time.map { now.seconds(since: $0) })
  }

  private func isNear(_ value: Double, _ limit: Double?) -> Bool {
    guard let limit, limit > 0 else { return false }
    return value >= 0.9 * limit
  }

  /// Two decimals: rows are read one below the other.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return Quantity.none }
    let hundredths = Int((min(max(value, 0), 1e6) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
