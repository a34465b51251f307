/// A plot in the making: dots that are finer than cells, where the glyphs allow it.
///
///     braille   2 × 4 dots a cell
///     block     1 × 2, as half blocks
///     ascii     1 × 1, with a character for points and `.` for the lines between them
///
/// Dots are counted from the bottom left.
struct DotGrid {
  let columns: Int
  let rows: Int
  let glyphs: GlyphSet
  /// Dots of each cell, row by row from the top; in ASCII the character.
  private var dots: [UInt8]
  private var styles: [Style]

  init(columns: Int, rows: Int, glyphs: GlyphSet) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.glyphs = glyphs
    dots = [UInt8](repeating: 0, count: self.columns * self.rows)
    styles = [Style](repeating: .plain, count: dots.count)
  }

  private var perCell: (x: Int, y: Int) { Self.dotsPerCell(glyphs) }

  static func dotsPerCell(_ glyphs: GlyphSet) -> (x: Int, y: Int) {
    switch glyphs {
    case .braille: return (2, 4)
    case .block: return (1, 2)
    case .ascii: return (1, 1)
    }
  }

  var width: Int { columns * perCell.x }
  var height: Int { rows * perCell.y }

  /// Bits of a braille cell, left column and right column, from the top.
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
  private static let lineCharacter: UInt8 = 46

  /// Sets a dot; `character` is what a point of this series is in ASCII, nil for a line.
  mutating func set(x: Int, y: Int, _ style: Style, character: Unicode.Scalar? = nil) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let fromTop = height - 1 - y
    let index = fromTop / perCell.y * columns + x / perCell.x
    switch glyphs {
    case .braille: dots[index] |= Self.bits[x % 2][fromTop % 4]
    case .block: dots[index] |= 1 << UInt8(fromTop % 2)
    case .ascii:
      // A line goes behind the points.
      guard character != nil || dots[index] == 0 || dots[index] == Self.lineCharacter else {
        return
      }
      dots[index] = character.map { UInt8(truncatingIfNeeded: $0.value) } ?? Self.lineCharacter
    }
    styles[index] = style
  }

  /// The character at a cell counted from the top left, and its style; nil where no dot is.
  func cell(x: Int, y: Int) -> Cell? {
    guard x >= 0, y >= 0, x < columns, y < rows, dots[y * columns + x] != 0 else { return nil }
    let value = dots[y * columns + x]
    let style = styles[y * columns + x]
    switch glyphs {
    case .braille: return Unicode.Scalar(0x2800 + UInt32(value)).map { Cell($0, style) }
    case .block: return Cell(value == 3 ? "█" : value == 1 ? "▀" : "▄", style)
    case .ascii: return Cell(Unicode.Scalar(value), style)
    }
  }

  /// A place between dots; whole numbers are the dots' middles.
  struct Place {
    var x: Double
    var y: Double
  }

  /// Sets the dots of a straight line, as far as it crosses the plot.
  mutating func line(from start: Place, to end: Place, _ style: Style) {
    guard let (start, end) = clip(start, end) else { return }
    var x = Int(start.x.rounded())
    var y = Int(start.y.rounded())
    let endX = Int(end.x.rounded())
    let endY = Int(end.y.rounded())
    let stepX = x < endX ? 1 : -1
    let stepY = y < endY ? 1 : -1
    let dx = abs(endX - x)
    let dy = -abs(endY - y)
    var error = dx + dy
    while true {
      set(x: x, y: y, style)
      if x == endX, y == endY { return }
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += stepX
      }
      if doubled <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// The part of a line within the plot, or nil if it misses it.
  private func clip(_ start: Place, _ end: Place) -> (Place, Place)? {
    guard width > 0, height > 0 else { return nil }
    let right = Double(width - 1)
    let top = Double(height - 1)
    func isInside(_ place: Place) -> Bool {
      place.x >= 0 && place.y >= 0 && place.x <= right && place.y <= top
    }
    if isInside(start), isInside(end) { return (start, end) }
    guard let (start, end) = Self.clip(start, end, \.x, \.y, to: right),
      let (start, end) = Self.clip(start, end, \.y, \.x, to: top),
      [start.x, start.y, end.x, end.y].allSatisfy(\.isFinite)
    else { return nil }
    // Rounding may have left them a hair outside.
    func within(_ place: Place) -> Place {
      Place(x: min(max(0, place.x), right), y: min(max(0, place.y), top))
    }
    return (within(start), within(end))
  }

  /// The part of a line between 0 and a limit on one axis; a cut end is exactly there.
  private static func clip(
    _ start: Place, _ end: Place, _ axis: WritableKeyPath<Place, Double>,
    _ other: WritableKeyPath<Place, Double>, to limit: Double
  ) -> (Place, Place)? {
    let slope =
      (end[keyPath: other] - start[keyPath: other])
      / (end[keyPath: axis] - start[keyPath: axis])
    func cut(_ place: Place) -> Place {
      let edge = min(max(0, place[keyPath: axis]), limit)
      guard edge != place[keyPath: axis] else { return place }
      var cut = place
      cut[keyPath: axis] = edge
      cut[keyPath: other] += (edge - place[keyPath: axis]) * slope
      return cut
    }
    let ends = (start[keyPath: axis], end[keyPath: axis])
    guard max(ends.0, ends.1) >= 0, min(ends.0, ends.1) <= limit else { return nil }
    return (cut(start), cut(end))
  }
}
