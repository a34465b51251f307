internal import BenchCore
internal import Canvas

/// Cores and memory of a lane's subject as bars, on the columns of the chart above them.
///
///      cores│▂▅▇█▇▇▆  ▂▅▇█▇
///     memory│▃▄▄▅▅▅▅  ▃▄▄▅▅
struct UsageRows: Widget {
  let subject: WatchedSubject
  let chart: LaneChart
  let ink: Ink
  /// Cells at the left that are the chart's labels and its axis; 0 where it has none.
  let gutter: Int

  /// Rows that a chart gives up for this: nothing where it is low itself.
  static func height(chart rows: Int) -> Int {
    switch rows {
    case ..<9: 0
    case ..<20: 2
    default: 4
    }
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let rows = area.rows([.share(1), .share(1)])
    let count = area.width - gutter
    guard count > 0 else { return }
    let columns = UsageColumns(subject, on: chart, count: count)
    let sample = subject.sample
    draw(
      "cores", columns.cores,
      top: UsageColumns.top(
        of: columns.cores, limit: sample?.coreLimit, least: UsageColumns.leastCores), on: &canvas,
      in: rows[0])
    draw(
      "memory", columns.memory,
      top: UsageColumns.top(
        of: columns.memory, limit: sample?.memoryLimitBytes.map(Double.init)),
      on: &canvas, in: rows[1])
  }

  private func draw(
    _ label: String, _ values: [Double?], top: Double, on canvas: inout Canvas, in area: Rect
  ) {
    if gutter > 1 {
      let axis = Rect(x: area.x + gutter - 1, y: area.y, width: 1, height: area.height)
      canvas.fill(axis, with: Cell(canvas.glyphs.pick("│", ascii: "|"), Style(.border)))
      let labels = Rect(x: area.x, y: area.y, width: gutter - 1, height: area.height)
      let words = canvas.glyphs.width(of: label) <= labels.width ? label : String(label.prefix(3))
      canvas.putTrailing(Line(words, .muted), y: area.height - 1, in: labels)
    }
    canvas.draw(
      Sparkline(values: values, maximum: top, style: Style(ink)),
      in: Rect(x: area.x + gutter, y: area.y, width: values.count, height: area.height))
  }
}
