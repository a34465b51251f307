/// Series of points over two axes, drawn with dots.
///
/// Axes give way to the plot where there is little room. The last series drawn colours a cell that
/// several cross; their dots merge.
package struct LineChart: Widget, Hashable, Sendable {
  package var series: [ChartSeries]
  package var x: ChartAxis
  package var y: ChartAxis
  package var marks: [ChartMark]

  package init(
    series: [ChartSeries], x: ChartAxis, y: ChartAxis, marks: [ChartMark] = []
  ) {
    self.series = series
    self.x = x
    self.y = y
    self.marks = marks
  }

  /// Cells at the left of the plot that y labels and their axis take.
  ///
  /// - Parameter labels: Cells of the widest label.
  package static func gutter(labels: Int, width: Int) -> Int {
    width >= labels + 1 + ChartFrame.leastWidth ? labels + 1 : 0
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    let frame = ChartFrame(x: x, y: y, area: area, glyphs: canvas.glyphs)
    frame.draw(on: &canvas)
    let plot = frame.plot
    for mark in marks where mark.place == .line { draw(mark, on: &canvas, in: plot) }
    let grid = grid(plot: plot, glyphs: canvas.glyphs)
    for row in 0..<plot.height {
      for column in 0..<plot.width {
        guard let cell = grid.cell(x: column, y: row) else { continue }
        canvas[plot.x + column, plot.y + row] = cell
      }
    }
    for mark in marks where mark.place != .line { draw(mark, on: &canvas, in: plot) }
    for mark in marks { drawLabel(of: mark, on: &canvas, in: plot) }
    drawLabels(grid, on: &canvas, in: plot)
  }

  /// What the points of each series are in ASCII.
  private static func character(_ index: Int) -> Unicode.Scalar {
    let all: [Unicode.Scalar] = ["*", "+", "o", "x", "#", "@", "%", "&"]
    return all[index % all.count]
  }

  private func grid(plot: Rect, glyphs: GlyphSet) -> DotGrid {
    var grid = DotGrid(columns: plot.width, rows: plot.height, glyphs: glyphs)
    for (index, series) in series.enumerated() {
      let character = series.ascii ?? Self.character(index)
      var previous: DotGrid.Place?
      for point in series.points {
        let place = place(of: point, on: grid)
        if series.isConnected, let previous, let place {
          grid.line(from: previous, to: place, series.style)
        }
        if let x = x.position(of: point.x, on: grid.width),
          let y = y.position(of: point.y, on: grid.height)
        {
          grid.set(x: x, y: y, series.style, character: character)
        }
        previous = place
      }
    }
    return grid
  }

  private func place(of point: ChartPoint, on grid: DotGrid) -> DotGrid.Place? {
    guard let x = x.share(of: point.x), let y = y.share(of: point.y) else { return nil }
    return DotGrid.Place(x: x * Double(grid.width - 1), y: y * Double(grid.height - 1))
  }

  private func draw(_ mark: ChartMark, on canvas: inout Canvas, in plot: Rect) {
    guard
      let column = x.cell(
        of: mark.x, on: plot.width, dotsPerCell: DotGrid.dotsPerCell(canvas.glyphs).x)
    else { return }
    let text = String(Character(canvas.glyphs.pick(mark.glyph, ascii: mark.ascii)))
    let rows: Range<Int>
    switch mark.place {
    case .top: rows = 0..<min(1, plot.height)
    case .bottom: rows = max(0, plot.height - 1)..<plot.height
    case .line: rows = 0..<plot.height
    }
    for row in rows {
      let cell = Rect(x: plot.x + column, y: plot.y + row, width: 1, height: 1)
      canvas.put(text, mark.style, in: cell)
    }
  }

  /// Above all else, so that no dot makes another word of it.
  private func drawLabel(of mark: ChartMark, on canvas: inout Canvas, in plot: Rect) {
    let width = canvas.glyphs.width(of: mark.label)
    guard width > 0,
      let column = x.cell(
        of: mark.x, on: plot.width, dotsPerCell: DotGrid.dotsPerCell(canvas.glyphs).x)
    else { return }
    let fitsRight = column + 2 + width <= plot.width
    guard fitsRight || width + 1 <= column else { return }
    canvas.put(
      mark.label, mark.style, x: fitsRight ? column + 2 : column - width - 1, in: plot)
  }

  /// Writes each series' label behind its last point, or near it where no dots are.
  ///
  /// The labels have the order of the points, from the top.
  private func drawLabels(_ grid: DotGrid, on canvas: inout Canvas, in plot: Rect) {
    let labels = labels(in: plot, glyphs: canvas.glyphs)
    var above = -1
    for (index, label) in labels.enumerated() {
      let below = labels.count - 1 - index
      // The upper half of the labels looks for room upwards first.
      let steps = index < below ? [0, -1, -2, 1, 2] : [0, 1, 2, -1, -2]
      let near = steps.map { label.row + $0 }
        .filter { $0 > above && $0 < plot.height - below }
      let free = near.first { row in
        label.columns.allSatisfy { grid.cell(x: $0, y: row) == nil }
      }
      guard let row = free ?? near.first else { continue }
      above = row
      let place = Rect(
        x: plot.x + label.columns.lowerBound, y: plot.y + row, width: label.columns.count,
        height: 1)
      canvas.put(label.text, label.style, in: place)
    }
  }

  /// A series' label: its columns, and the row of its last point.
  private struct Label {
    var text: String
    var style: Style
    var columns: Range<Int>
    var row: Int
    /// The last point's value, which tells apart what is in one row.
    var value: Double
  }

  /// The labels that fit, highest point first.
  private func labels(in plot: Rect, glyphs: GlyphSet) -> [Label] {
    var labels: [Label] = []
    for (index, series) in series.enumerated() where !series.label.isEmpty {
      // Characters tell series apart where dots do not.
      let text =
        glyphs == .ascii
        ? "\(series.ascii ?? Self.character(index)) \(series.label)" : series.label
      let width = glyphs.width(of: text)
      guard width <= plot.width, let last = lastCell(of: series, in: plot, glyphs: glyphs) else {
        continue
      }
      let start = min(last.x + 1, plot.width - width)
      labels.append(
        Label(
          text: text, style: series.style, columns: start..<(start + width), row: last.y,
          value: last.value))
    }
    return labels.sorted { $0.value > $1.value }
  }

  private func lastCell(
    of series: ChartSeries, in plot: Rect, glyphs: GlyphSet
  ) -> (x: Int, y: Int, value: Double)? {
    let dots = DotGrid.dotsPerCell(glyphs)
    for point in series.points.reversed() {
      if let column = x.cell(of: point.x, on: plot.width, dotsPerCell: dots.x),
        let row = y.cell(of: point.y, on: plot.height, dotsPerCell: dots.y)
      {
        return (column, plot.height - 1 - row, point.y)
      }
    }
    return nil
  }
}
