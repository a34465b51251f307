internal import BenchCore
internal import Canvas

/// The newest service times of a lane without a border, with what the bars mean.
///
///     newest ▁▁▂▃▄▅▇▁▁✗▂▃▄ █ 2.50 s
struct LaneSparkline: Widget {
  let picture: LanePicture
  /// What the highest bar stands for, seconds; the same for all lanes.
  let ceiling: Double

  func draw(on canvas: inout Canvas, in area: Rect) {
    let ink = Style(.series(picture.figures.index))
    let scale =
      Line(canvas.glyphs == .ascii ? "#" : "█", ink)
      + Line(" " + Quantity.duration(seconds: ceiling), .muted)
    let label = canvas.put("newest ", .muted, in: area)
    let width = area.width - label - scale.width(glyphs: canvas.glyphs) - 1
    guard width >= 8 else { return }
    let bars = Rect(x: area.x + label, y: area.y, width: width, height: 1)
    canvas.draw(Sparkline(values: picture.newest, maximum: ceiling, style: ink), in: bars)
    let shown = picture.newest.suffix(width)
    for (index, value) in shown.enumerated() where value == nil {
      canvas.put(
        LaneChartView.failed(canvas.glyphs), Style(.bad).bold, x: width - shown.count + index,
        in: bars)
    }
    canvas.putTrailing(scale, in: area)
  }
}
