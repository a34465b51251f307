internal import BenchCore
internal import Canvas

/// Cores or memory of a container over the last minutes, its limit drawn as a line.
struct UsageChart: Widget {
  /// What is drawn.
  enum Kind {
    case cores, memory
  }

  let kind: Kind
  let row: ContainerRow
  let now: WallTime

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.height >= 2 else { return }
    let parts = area.rows([.fixed(1), .minimum(1)])
    let end = canvas.put(caption(canvas.glyphs), in: parts[0])
    let seconds = Double(max(10, min(UsageHistory.capacity, (area.width - 8) * 2)))
    let slots = row.usage.recent(Int(seconds), at: row.isAlive ? now : row.usage.sampledAt ?? now)
    let window = Line("last " + Quantity.age(seconds: seconds), .muted)
    if end + 3 + window.width(glyphs: canvas.glyphs) <= area.width {
      canvas.putTrailing(window, in: parts[0])
    }
    let values = slots.map { kind == .cores ? $0.cores : $0.memoryBytes.map { $0 / unit.size } }
    let limit = limit.map { $0 / unit.size }
    let most = values.lazy.compactMap(\.self).max() ?? 0
    // A limit far above what is used would press the line to the floor.
    let showsLimit = limit.map { $0 <= most * 4 } ?? false
    let upper = max(most * 1.15, showsLimit ? (limit ?? 0) * 1.08 : 0, kind == .cores ? 0.05 : 1)
    var series = [
      ChartSeries(
        points: values.enumerated().map { index, value in
          ChartPoint(
            x: Double(index - slots.count + 1), y: value ?? .nan)
        }, style: Style(kind == .cores ? .series1 : .series2), ascii: "*")
    ]
    if showsLimit, let limit {
      series.insert(
        ChartSeries(
          points: [ChartPoint(x: -seconds, y: limit), ChartPoint(x: 0, y: limit)],
          style: Style(.warning), ascii: "-"), at: 0)
    }
    let ticks = LineChart.niceTicks(
      lower: 0, upper: upper, count: max(1, min(4, parts[1].height / 2)))
    canvas.draw(
      LineChart(
        series: series, x: ChartAxis(lower: -seconds, upper: 0),
        y: ChartAxis(
          lower: 0, upper: upper, ticks: ticks.map { ChartTick(value: $0, label: label($0)) })),
      in: parts[1])
  }

  /// `cores 1.94 of 2  ⚠ held back in 41 % of its periods`.
  private func caption(_ glyphs: GlyphSet) -> Line {
    let sample = row.usage.sample
    let ink = Style(kind == .cores ? .series1 : .series2).bold
    let words = ContainerWords(row: row, now: now, glyphs: glyphs)
    var line = Line(kind == .cores ? "cores " : "memory ", ink)
    switch kind {
    case .cores:
      line = line + Line(sample?.cores.map(ContainerWords.decimal) ?? Quantity.none)
      line = line + Line(limit.map { " of " + Quantity.number($0) } ?? " without a limit", .muted)
      if row.isAlive, let share = sample?.throttledShare, share >= 0.005 {
        line = line + Line("  ⚠ held back in \(Quantity.percent(share))", Style(.warning))
      }
    case .memory:
      line = line + Line(Quantity.memory(sample?.memoryBytes))
      line =
        line
        + Line(
          (row.facts.memoryLimitBytes.map { " of " + Quantity.memory($0) } ?? " without a limit")
            + (row.usage.peakMemoryBytes.map { " · most " + Quantity.memory($0) } ?? ""), .muted)
    }
    if row.isAlive, words.isStale, let age = row.usage.age(at: now) {
      line = line + Line("  \(Quantity.age(seconds: age)) old", Style(.warning))
    }
    return row.usage.sample == nil
      ? Line(kind == .cores ? "cores " : "memory ", ink) + Line("no sample yet", .muted) : line
  }

  private var limit: Double? {
    switch kind {
    case .cores: row.usage.sample?.coreLimit ?? row.facts.coreLimit
    case .memory: row.facts.memoryLimitBytes.map(Double.init)
    }
  }

  /// What the axis counts in, so that its labels are round.
  private var unit: (size: Double, name: String) {
    guard kind == .memory else { return (1, "") }
    let most = Double(row.usage.peakMemoryBytes ?? 0)
    if most >= Double(1 << 30) { return (Double(1 << 30), "G") }
    if most >= Double(1 << 20) { return (Double(1 << 20), "M") }
    return (1024, "K")
  }

  private func label(_ value: Double) -> String { Quantity.plain(value) + unit.name }
}
