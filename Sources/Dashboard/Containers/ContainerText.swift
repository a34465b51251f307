internal import BenchCore
internal import Canvas

/// The panes of a container that are text: its health checks, what happened to it, what it is.
struct ContainerText {
  let state: DashboardState
  let width: Int

  private var containers: ContainersView { state.containers }
  private var zone: Int { containers.options.zone }
  private var glyphs: GlyphSet { state.glyphs }

  func lines(_ pane: ContainersView.Pane) -> [Line] {
    guard let row = containers.selectedRow else { return [] }
    switch pane {
    case .health: return health(row)
    case .events: return events(row)
    case .facts: return facts(row)
    case .overview, .log: return []
    }
  }

  // MARK: Health

  private func health(_ row: ContainerRow) -> [Line] {
    guard let check = row.facts.healthCheck else {
      return row.probes.count == 0
        ? [
          Line(
            row.facts.health == .none
              ? "It has no health check." : "The health check is not known yet.", .muted)
        ]
        : probes(row)
    }
    let every = Quantity.duration(seconds: check.interval)
    let timeout = Quantity.duration(seconds: check.timeout)
    var lines = [
      Line("check    ", .muted) + Line(Redaction.line(check.command)),
      Line(
        "each \(every), within \(timeout), failing after \(check.retries)"
          + (check.startPeriod > 0
            ? ", not counted for \(Quantity.duration(seconds: check.startPeriod))" : ""),
        .muted),
      Line(HealthStrip.facts(row).joined(separator: " · "), .muted), Line(),
    ]
    lines += probes(row)
    return lines
  }

  private func probes(_ row: ContainerRow) -> [Line] {
    row.probes.elements.reversed().flatMap { probe -> [Line] in
      let time = probe.start.clock(zone: zone)
      let seconds = DisplayWidth.pad(
        Quantity.duration(seconds: probe.seconds), to: 8, .trailing)
      let head =
        Line(time + " ", .muted)
        + (probe.isHealthy ? Line("✓ ", Style(.good)) : Line("✗ ", Style(.bad).bold))
        + Line(DisplayWidth.pad(probe.words, to: 7, .leading), probe.isHealthy ? .muted : .plain)
        + Line(" \(seconds)  ", .muted)
      // A probe may dump anything: what it wrote first is told, the rest counted.
      let written = probe.output.split(whereSeparator: \.isNewline).prefix(5).map(String.init)
      guard let first = written.first else { return [head] }
      let indent = String(repeating: " ", count: 12)
      return [head + LogText(first).line]
        + written.dropFirst().map { Line(indent) + LogText($0).line }
    }
  }

  // MARK: Events

  private func events(_ row: ContainerRow) -> [Line] {
    guard row.changes.count > 0 else {
      return [Line("Nothing has happened to it while it was watched.", .muted)]
    }
    return FoldedChanges.rounds(row.changes.elements).flatMap { round in
      round.newest.flatMap(told) + [repeats(of: round)].compactMap(\.self)
    }
  }

  private func told(_ entry: WallChange) -> [Line] {
    let isBad = entry.change.isIncident
    let margin = entry.time.clock(zone: zone) + (isBad ? " ! " : "   ")
    var change = entry.change
    // The pane is about one container.
    change.subject = ""
    let text = Sanitizer.line(
      glyphs.text.spelled(String(change.words.drop { $0 == ":" || $0 == " " })),
      glyphs: glyphs.text, limit: 600)
    let blank = String(repeating: " ", count: margin.count)
    return TextWrap.lines(text, width: max(20, width - margin.count)).enumerated().map {
      Line($0.offset == 0 ? margin : blank, .muted)
        + Line($0.element, isBad ? Style(.warning) : .plain)
    }
  }

  /// `these two, 12 × before, since 10:41:34`; nil where there is nothing to fold.
  private func repeats(of round: FoldedChanges.Round) -> Line? {
    guard round.before > 0 else { return nil }
    let what = ["", "this", "these two", "these three", "these four"][round.newest.count]
    let since = round.since.clock(zone: zone)
    return Line(
      glyphs.text.spelled(
        String(repeating: " ", count: 11)
          + "\(what), \(Quantity.count(round.before)) × before, since \(since)"), .muted)
  }

  // MARK: Facts

  private func facts(_ row: ContainerRow) -> [Line] {
    let facts = row.facts
    func time(_ time: WallTime?) -> String {
      time.map {
        "\($0.clock(zone: zone)), " + Quantity.age(seconds: containers.now.seconds(since: $0))
          + " ago"
      } ?? Quantity.none
    }
    var lines = [
      entry("name", facts.name), entry("id", String(facts.id.prefix(12))),
      entry("image", facts.image), entry("command", Redaction.line(facts.command)),
      entry("state", facts.state.rawValue), entry("created", time(facts.created)),
      entry("started", time(facts.started)),
    ]
    if !row.isAlive { lines.append(entry("ended", time(facts.finished))) }
    lines += [
      entry("restarts", Quantity.count(facts.restarts) + policy(facts)),
      entry("network", facts.networkMode),
      entry("ports", facts.ports.map(\.words).joined(separator: "  ")),
      Line(),
      heading("limits"),
      entry("cores", facts.coreLimit.map { Quantity.number($0) } ?? "no limit"),
      entry("memory", facts.memoryLimitBytes.map { Quantity.memory($0) } ?? "no limit"),
      entry("processes", facts.processLimit.map { Quantity.count($0) } ?? "no limit"),
    ]
    let words = ContainerWords(row: row, now: containers.now, glyphs: glyphs)
    if !words.blocks.isEmpty {
      lines += [Line(), heading("use"), entry("disk", words.blocks)]
    }
    if !facts.environment.isEmpty {
      lines += [Line(), heading("environment, without its secrets")]
      lines += facts.environment.map { pair($0.name, $0.value) }
    }
    if !facts.labels.isEmpty {
      lines += [Line(), heading("labels")]
      lines += facts.labels.map { pair($0.name, $0.value) }
    }
    return lines
  }

  private func policy(_ facts: ContainerFacts) -> String {
    facts.restartPolicy.isEmpty || facts.restartPolicy == "no"
      ? "" : "  policy \(facts.restartPolicy)"
  }

  private func heading(_ text: String) -> Line { Line(text, Style(.accent).bold) }

  private func entry(_ name: String, _ value: String) -> Line {
    Line(DisplayWidth.pad(name, to: 10, .leading) + " ", .muted)
      + Line(value.isEmpty ? Quantity.none : value)
  }

  private func entry(_ name: String, _ value: Line) -> Line {
    Line(DisplayWidth.pad(name, to: 10, .leading) + " ", .muted) + value
  }

  private func pair(_ name: String, _ value: String) -> Line {
    Line("  " + name, Style(.title)) + Line(" = ", .muted)
      + Line(value, value == Redaction.mark ? .muted : .plain)
  }
}
