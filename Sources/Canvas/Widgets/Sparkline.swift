/// The latest values as bars, one cell wide each, the newest at the right.
///
/// Bars begin at 0; a value of 0 is the lowest bar, a missing one a gap. An area of several rows
/// makes the bars that much finer.
package struct Sparkline: Widget, Hashable, Sendable {
  package var values: [Double?]
  /// What the highest bar stands for; nil for the largest value shown.
  package var maximum: Double?
  package var style: Style

  package init(values: [Double?], maximum: Double? = nil, style: Style = Style(.accent)) {
    self.values = values
    self.maximum = maximum
    self.style = style
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area, with: Cell(" ", Style(on: style.paper)))
    for (x, eighths) in eighths(width: area.width, rows: area.height) {
      let place = Rect(x: area.x + x, y: area.y, width: 1, height: area.height)
      Bars.draw(eighths, style, on: &canvas, in: place)
    }
  }

  /// The bars as text of exactly this width, to stand in a table's cell.
  package func line(width: Int, glyphs: GlyphSet) -> Line {
    var scalars = [Unicode.Scalar](repeating: " ", count: max(0, width))
    for (x, eighths) in eighths(width: width, rows: 1) {
      scalars[x] = Bars.scalar(eighths: eighths, row: 0, glyphs: glyphs) ?? " "
    }
    return Line(String(String.UnicodeScalarView(scalars)), style)
  }

  /// Columns with their bars' heights.
  private func eighths(width: Int, rows: Int) -> [(x: Int, eighths: Int)] {
    let shown = values.suffix(max(0, width))
    let largest = shown.lazy.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    let top = maximum.flatMap { $0.isFinite ? $0 : nil } ?? largest
    return shown.enumerated().compactMap { index, value in
      guard let value, let eighths = Bars.eighths(value, maximum: top, rows: rows) else {
        return nil
      }
      return (width - shown.count + index, eighths)
    }
  }
}
