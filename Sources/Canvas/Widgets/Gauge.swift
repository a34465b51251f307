/// How much of something is there, as a bar on one line with its label behind it.
///
/// The bar is full only if all is there, and empty only if nothing is. Where there is no room for
/// both, the label stays.
package struct Gauge: Widget, Hashable, Sendable {
  /// From 0 to 1; nil if nobody knows.
  package var fraction: Double?
  package var label: Line
  package var style: Style

  package init(fraction: Double?, label: Line = [], style: Style = Style(.accent)) {
    self.fraction = fraction
    self.label = label
    self.style = style
  }

  /// Fewest cells of a bar beside a label.
  private static let leastBar = 4

  package func draw(on canvas: inout Canvas, in area: Rect) {
    let line = area.row(0)
    canvas.fill(area, with: Cell(" ", Style(on: style.paper)))
    guard !line.isEmpty else { return }
    var bar = line
    let labelWidth = label.width(glyphs: canvas.glyphs)
    if labelWidth > 0 {
      bar.width = max(0, line.width - labelWidth - 1)
      if bar.width < Self.leastBar { bar.width = 0 }
      canvas.put(label, x: bar.width == 0 ? 0 : bar.width + 1, in: line)
    }
    if canvas.glyphs == .ascii {
      drawASCII(on: &canvas, in: bar)
    } else {
      drawBlocks(on: &canvas, in: bar)
    }
  }

  private func drawBlocks(on canvas: inout Canvas, in bar: Rect) {
    canvas.fill(bar, with: Cell("░", Style(.border, on: style.paper)))
    // The Linux console's fonts have halves, but no other parts.
    let parts: [Unicode.Scalar] =
      canvas.glyphs == .block ? ["▌"] : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let steps = parts.count + 1
    let filled = filled(of: bar.width * steps)
    let full = filled / steps
    canvas.fill(
      Rect(x: bar.x, y: bar.y, width: full, height: bar.height), with: Cell("█", style))
    guard filled % steps > 0 else { return }
    canvas.stamp(parts[filled % steps - 1], style, x: bar.x + full, y: bar.y, in: bar)
  }

  private func drawASCII(on canvas: inout Canvas, in bar: Rect) {
    let inner = bar.width >= Self.leastBar ? bar.inset(x: 1) : bar
    if inner != bar {
      canvas.stamp("[", Style(.border, on: style.paper), x: bar.x, y: bar.y, in: bar)
      canvas.stamp("]", Style(.border, on: style.paper), x: bar.right - 1, y: bar.y, in: bar)
    }
    canvas.fill(inner, with: Cell(".", Style(.border, on: style.paper)))
    let filled = filled(of: inner.width)
    canvas.fill(
      Rect(x: inner.x, y: inner.y, width: filled, height: inner.height), with: Cell("#", style))
  }

  /// Steps of so many that are filled.
  private func filled(of steps: Int) -> Int {
    guard let fraction, fraction > 0, steps > 0 else { return 0 }
    guard fraction < 1 else { return steps }
    return min(max(1, Int((fraction * Double(steps)).rounded())), max(1, steps - 1))
  }
}
