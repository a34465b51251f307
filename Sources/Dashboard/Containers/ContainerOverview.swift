internal import BenchCore
internal import Canvas

/// The chosen container at a glance: what it is, its end if it has come to one, what it uses, its
/// health.
struct ContainerOverview: Widget {
  let state: DashboardState
  let row: ContainerRow

  private var containers: ContainersView { state.containers }
  private var loop: CrashLoop? { row.crashLoop(at: containers.now) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.height > 0 else { return }
    var rest = area
    func take(_ height: Int) -> Rect {
      let part = Rect(x: rest.x, y: rest.y, width: rest.width, height: min(height, rest.height))
      rest = Rect(
        x: rest.x, y: rest.y + part.height, width: rest.width, height: rest.height - part.height)
      return part
    }
    canvas.put(summary(area.width, canvas.glyphs), in: take(1))
    if let loop {
      canvas.put(Line(loop.words, Style(.bad).bold), in: take(1))
    }
    HealthStrip(row: row).draw(on: &canvas, in: take(1))
    if let death = row.death, !row.isAlive {
      let lines = DeathCard(death: death, zone: containers.options.zone)
        .lines(width: area.width, height: max(3, rest.height * 2 / 3), canvas.glyphs)
      let card = take(lines.count + 1)
      for (y, line) in lines.prefix(card.height).enumerated() { canvas.put(line, y: y, in: card) }
    }
    drawUsage(on: &canvas, in: rest)
  }

  private func drawUsage(on canvas: inout Canvas, in area: Rect) {
    guard row.isAlive || row.usage.sample != nil, area.height >= 2 else { return }
    let now = containers.now
    let cores = UsageChart(kind: .cores, row: row, now: now)
    let memory = UsageChart(kind: .memory, row: row, now: now)
    if area.width >= 72, area.height < 16 {
      let parts = area.columns([.share(1), .share(1)], gap: 2)
      cores.draw(on: &canvas, in: parts[0])
      memory.draw(on: &canvas, in: parts[1])
    } else {
      let lower = max(0, area.height - 2 * 16)
      let parts = area.rows([.share(1), .share(1), .fixed(min(lower, lastCount))])
      cores.draw(on: &canvas, in: parts[0])
      memory.draw(on: &canvas, in: parts[1])
      drawEvents(on: &canvas, in: parts[2])
    }
  }

  private var lastCount: Int { row.changes.count == 0 ? 0 : min(8, row.changes.count + 1) }

  /// What happened last, where there is room to spare.
  private func drawEvents(on canvas: inout Canvas, in area: Rect) {
    guard area.height > 1 else { return }
    canvas.put("what happened", .muted, in: area)
    let text = ContainerText(state: state, width: area.width)
    for (y, line) in text.lines(.events).prefix(area.height - 1).enumerated() {
      canvas.put(line, y: y + 1, in: area)
    }
  }

  /// `busybox:latest · up 12 min · 7670 7671 · restarts 0`, and what it does to disks where it fits.
  private func summary(_ width: Int, _ glyphs: GlyphSet) -> Line {
    let facts = row.facts
    var parts = [Sanitizer.line(facts.image, glyphs: glyphs.text, limit: 60)]
    if row.isAlive, let started = facts.started {
      parts.append("up " + Quantity.age(seconds: containers.now.seconds(since: started)))
    }
    let words = ContainerWords(row: row, now: containers.now, glyphs: glyphs)
    let ports = words.ports.text
    if !ports.isEmpty { parts.append("ports " + ports) }
    var line = Line(parts.filter { !$0.isEmpty }.joined(separator: " · "), .muted)
    // The line about its loop tells how often, and with which code.
    if let restarts = facts.restarts, restarts > 0, loop == nil {
      line = line + Line("  restarted \(Quantity.count(restarts)) ×", Style(.warning).bold)
    }
    if row.outOfMemory > 0 {
      line = line + Line("  OOM \(Quantity.count(row.outOfMemory)) ×", Style(.bad).bold)
    }
    if row.isAlive, let death = row.death, death.isBad, loop == nil {
      let at = death.time.clock(zone: containers.options.zone)
      line = line + Line("  last end: \(death.headline) \(at)", Style(.warning))
    }
    guard !words.blocks.isEmpty else { return line }
    let whole = line + Line("  disk ", .muted) + words.blocks
    return whole.width(glyphs: glyphs) <= width ? whole : line
  }
}
