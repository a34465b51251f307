/// An interval with its estimate on a line of numbers, and a tick at a reference.
///
///     ░░░░░░░│░░░├──●────────┤░░░░░
///
/// An end that is not on the line is an arrow. An interval that leaves the reference out is never
/// drawn over it, however near it is.
package struct IntervalBar: Widget, Hashable, Sendable {
  /// What the line's ends stand for.
  package var lower: Double
  package var upper: Double
  package var interval: ClosedRange<Double>?
  package var estimate: Double?
  package var reference: Double
  package var style: Style

  package init(
    lower: Double, upper: Double, interval: ClosedRange<Double>?, estimate: Double?,
    reference: Double = 0, style: Style = Style(.accent)
  ) {
    self.lower = lower
    self.upper = upper
    self.interval = interval
    self.estimate = estimate
    self.reference = reference
    self.style = style
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    let faint = Style(.border, on: style.paper)
    canvas.fill(area, with: Cell(" ", Style(on: style.paper)))
    let line = area.row(0)
    guard !line.isEmpty else { return }
    canvas.fill(line, with: Cell(canvas.glyphs.pick("░", ascii: "."), faint))
    let reference = cell(of: self.reference, width: line.width)
    if let reference, (0..<line.width).contains(reference) {
      let tick = canvas.glyphs.pick("│", ascii: "|")
      canvas.stamp(tick, Style(.text, on: style.paper), x: line.x + reference, y: line.y, in: line)
    }
    let ends = interval.flatMap { cells(of: $0, reference: reference, width: line.width) }
    if let ends { draw(ends, reference: reference, on: &canvas, in: line) }
    if let estimate, var x = cell(of: estimate, width: line.width) {
      // It moves with the interval's ends.
      if let ends, let interval, interval.contains(estimate) {
        x = min(max(x, ends.lowerBound), ends.upperBound)
      }
      canvas.stamp(point(canvas.glyphs), style.bold, x: line.x + x, y: line.y, in: line)
    }
  }

  /// The cells of an interval, off the reference's if it leaves that out.
  private func cells(
    of interval: ClosedRange<Double>, reference: Int?, width: Int
  ) -> ClosedRange<Int>? {
    guard var first = cell(of: interval.lowerBound, width: width),
      var last = cell(of: interval.upperBound, width: width)
    else { return nil }
    if let reference {
      if interval.lowerBound > self.reference {
        first = max(first, reference + 1)
        last = max(first, last)
      } else if interval.upperBound < self.reference {
        last = min(last, reference - 1)
        first = min(first, last)
      }
    }
    return first...last
  }

  private func draw(
    _ cells: ClosedRange<Int>, reference: Int?, on canvas: inout Canvas, in line: Rect
  ) {
    let box = BoxGlyphs(canvas.glyphs)
    let seen = (0..<line.width).clamped(to: cells.lowerBound..<(cells.upperBound + 1))
    for x in seen {
      let scalar = x == reference ? box.cross : box.horizontal
      canvas.stamp(scalar, style, x: line.x + x, y: line.y, in: line)
    }
    let ends = [
      (cells.lowerBound, canvas.glyphs.pick("├", ascii: "[")),
      (cells.upperBound, canvas.glyphs.pick("┤", ascii: "]")),
    ]
    for (x, end) in ends {
      if x < 0 {
        canvas.stamp(canvas.glyphs.pick("◄", ascii: "<"), style, x: line.x, y: line.y, in: line)
      } else if x >= line.width {
        let arrow = canvas.glyphs.pick("►", ascii: ">")
        canvas.stamp(arrow, style, x: line.right - 1, y: line.y, in: line)
      } else if x != reference, cells.count > 1 {
        canvas.stamp(end, style, x: line.x + x, y: line.y, in: line)
      }
    }
  }

  private func point(_ glyphs: GlyphSet) -> Unicode.Scalar {
    switch glyphs {
    case .braille: return "●"
    case .block: return "■"
    case .ascii: return "*"
    }
  }

  /// The cell of a value, at most one beside the line; nil if there is none.
  private func cell(of value: Double, width: Int) -> Int? {
    let share = (value - lower) / (upper - lower)
    guard upper > lower, !share.isNaN else { return nil }
    if share == 1 { return width - 1 }
    let cell = (share * Double(width)).rounded(.down)
    return Int(min(max(-1, cell), Double(width)))
  }
}
