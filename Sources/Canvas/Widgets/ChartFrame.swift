/// Where a chart's plot and axes are in an area, and how the axes look.
struct ChartFrame {
  private let x: ChartAxis
  private let y: ChartAxis
  private let area: Rect
  /// What is left for the data.
  let plot: Rect
  /// Cells of the y labels; nil without a y axis.
  private let labelWidth: Int?
  private let hasLine: Bool
  private let hasLabels: Bool
  private let hasTitle: Bool

  /// Fewest cells of a plot beside its labels.
  static let leastWidth = 8

  init(x: ChartAxis, y: ChartAxis, area: Rect, glyphs: GlyphSet) {
    self.x = x
    self.y = y
    self.area = area
    let widest = y.ticks.map { glyphs.width(of: $0.label) }.max() ?? 0
    let left = y.ticks.isEmpty ? 0 : LineChart.gutter(labels: widest, width: area.width)
    let hasY = left > 0
    labelWidth = hasY ? widest : nil
    let wantsLabels = !(x.ticks.isEmpty && x.title.isEmpty)
    hasLabels = wantsLabels && area.height >= 3
    hasLine = wantsLabels && area.height >= 4
    hasTitle = !y.title.isEmpty && area.height >= 6
    let top = hasTitle ? 1 : 0
    plot = Rect(
      x: area.x + left, y: area.y + top, width: area.width - left,
      height: area.height - top - (hasLine ? 1 : 0) - (hasLabels ? 1 : 0))
  }

  func draw(on canvas: inout Canvas) {
    let box = BoxGlyphs(canvas.glyphs)
    if hasTitle { canvas.put(y.title, .muted, in: area) }
    if labelWidth != nil { drawY(box, on: &canvas) }
    if hasLine { drawLine(box, on: &canvas) }
    if hasLabels { drawXLabels(on: &canvas) }
  }

  private func drawY(_ box: BoxGlyphs, on canvas: inout Canvas) {
    let axis = Rect(x: plot.x - 1, y: plot.y, width: 1, height: plot.height)
    canvas.fill(axis, with: Cell(box.vertical, Style(.border)))
    let labels = Rect(x: area.x, y: plot.y, width: plot.x - 1 - area.x, height: plot.height)
    var taken: Set<Int> = []
    for tick in Self.endsFirst(y.ticks) {
      guard
        let fromBottom = y.cell(
          of: tick.value, on: plot.height, dotsPerCell: DotGrid.dotsPerCell(canvas.glyphs).y)
      else { continue }
      let row = plot.height - 1 - fromBottom
      guard taken.insert(row).inserted else { continue }
      canvas.putTrailing(Line(tick.label, .muted), y: row, in: labels)
      canvas.stamp(
        canvas.glyphs.pick("┤", ascii: "+"), Style(.border), x: axis.x, y: axis.y + row, in: axis)
    }
  }

  private func drawLine(_ box: BoxGlyphs, on canvas: inout Canvas) {
    let left = labelWidth == nil ? plot.x : plot.x - 1
    let line = Rect(x: left, y: plot.bottom, width: plot.right - left, height: 1)
    canvas.fill(line, with: Cell(box.horizontal, Style(.border)))
    if labelWidth != nil {
      let corner = canvas.glyphs.pick("└", ascii: "+")
      canvas.stamp(corner, Style(.border), x: left, y: line.y, in: line)
    }
  }

  private func drawXLabels(on canvas: inout Canvas) {
    let row = Rect(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
    var taken: [Range<Int>] = []
    for tick in Self.endsFirst(x.ticks) {
      guard
        let column = x.cell(
          of: tick.value, on: plot.width, dotsPerCell: DotGrid.dotsPerCell(canvas.glyphs).x)
      else { continue }
      let width = canvas.glyphs.width(of: tick.label)
      let middle = plot.x - area.x + column
      let start = max(0, min(middle - (width - 1) / 2, row.width - width))
      // A blank stands between labels.
      let place = (start - 1)..<(start + width + 1)
      guard start + width <= row.width, !taken.contains(where: { $0.overlaps(place) }) else {
        continue
      }
      taken.append(start..<(start + width))
      canvas.put(tick.label, .muted, x: start, in: row)
      if hasLine {
        canvas.stamp(
          canvas.glyphs.pick("┬", ascii: "+"), Style(.border), x: plot.x + column, y: plot.bottom,
          in: area)
      }
    }
    drawXTitle(beside: taken, on: &canvas, in: row)
  }

  /// Writes the title at the right end, or else in the widest gap between labels.
  private func drawXTitle(
    beside taken: [Range<Int>], on canvas: inout Canvas, in row: Rect
  ) {
    let width = canvas.glyphs.width(of: x.title)
    guard width > 0 else { return }
    let bounds = taken.sorted { $0.lowerBound < $1.lowerBound }
    let starts = [0] + bounds.map { $0.upperBound + 2 }
    let ends = bounds.map { $0.lowerBound - 2 } + [row.width]
    let gaps = zip(starts, ends).filter { $1 - $0 >= width }
    guard
      let gap = gaps.last(where: { $0.1 == row.width })
        ?? gaps.reversed().max(by: { $0.1 - $0.0 < $1.1 - $1.0 })
    else { return }
    let start = gap.1 == row.width ? row.width - width : gap.0 + (gap.1 - gap.0 - width) / 2
    canvas.put(x.title, .muted, x: start, in: row)
  }

  /// The ticks in the order in which they get room: both ends, then the others.
  private static func endsFirst(_ ticks: [ChartTick]) -> [ChartTick] {
    guard ticks.count > 2, let first = ticks.first, let last = ticks.last else { return ticks }
    return [first, last] + ticks[1..<(ticks.count - 1)]
  }
}
