/// Bars that grow upwards in eighths of a cell.
enum Bars {
  /// Eighths of a bar in so many rows; at least one, so that a measured 0 is not a gap.
  ///
  /// Nil for what is no number. What exceeds the maximum is cut.
  static func eighths(_ value: Double, maximum: Double, rows: Int) -> Int? {
    guard !value.isNaN else { return nil }
    if value == .infinity { return max(1, 8 * rows) }
    guard value > 0, maximum > 0 else { return 1 }
    let share = min(1, value / maximum)
    return max(1, Int((share * Double(8 * rows)).rounded()))
  }

  /// The character of a bar in a row, counted from the bottom; nil above the bar.
  static func scalar(eighths: Int, row: Int, glyphs: GlyphSet) -> Unicode.Scalar? {
    let level = min(8, eighths - 8 * row)
    return level > 0 ? glyphs.bars[level - 1] : nil
  }

  /// Draws a bar that stands on the area's last row, and fills the area's width.
  static func draw(_ eighths: Int, _ style: Style, on canvas: inout Canvas, in area: Rect) {
    for row in 0..<area.height {
      guard let scalar = scalar(eighths: eighths, row: row, glyphs: canvas.glyphs) else { break }
      canvas.fill(area.row(area.height - 1 - row), with: Cell(scalar, style))
    }
  }
}
