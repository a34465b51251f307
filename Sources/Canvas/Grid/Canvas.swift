/// A screen in the making: a grid of cells, and which characters it may use.
///
/// A value: views draw on it, tests compare it, the terminal shows what changed since the last one.
/// Everything is clipped, nothing traps, and no character that a terminal would obey gets in.
package struct Canvas: Hashable, Sendable {
  package let size: Size
  package let glyphs: GlyphSet
  /// Row by row.
  package private(set) var cells: [Cell]

  package init(size: Size, glyphs: GlyphSet = .braille) {
    self.size = size
    self.glyphs = glyphs
    cells = [Cell](repeating: .blank, count: size.width * size.height)
  }

  package var bounds: Rect { Rect(size) }

  /// The cell at a place; blank outside, where setting does nothing.
  ///
  /// Setting half of a wide character blanks its other half.
  package subscript(x: Int, y: Int) -> Cell {
    get {
      bounds.contains(x: x, y: y) ? cells[y * size.width + x] : .blank
    }
    set {
      guard bounds.contains(x: x, y: y) else { return }
      let index = y * size.width + x
      if cells[index].isContinuation, x > 0 { cells[index - 1] = Cell(" ", cells[index - 1].style) }
      if x + 1 < size.width, cells[index + 1].isContinuation, !newValue.isContinuation {
        cells[index + 1] = Cell(" ", cells[index + 1].style)
      }
      cells[index] = newValue
    }
  }

  /// Replaces a cell by itself with other marks: what is beside it stays.
  mutating func setMarked(_ cell: Cell, x: Int, y: Int) {
    guard bounds.contains(x: x, y: y) else { return }
    cells[y * size.width + x] = cell
  }

  /// The cells of a row.
  package func row(_ y: Int) -> ArraySlice<Cell> {
    guard y >= 0 && y < size.height else { return [] }
    return cells[(y * size.width)..<((y + 1) * size.width)]
  }

  /// Fills an area with one cell.
  package mutating func fill(_ area: Rect, with cell: Cell = .blank) {
    let area = area.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.bottom {
      // The edges may cut wide characters in half; the middle cannot.
      self[area.x, y] = cell
      self[area.right - 1, y] = cell
      for x in area.x..<area.right { cells[y * size.width + x] = cell }
    }
  }

  /// Changes the style of what is drawn in an area.
  package mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
    let area = area.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.bottom {
      for x in area.x..<area.right { change(&cells[y * size.width + x].style) }
    }
  }

  /// Draws a widget.
  package mutating func draw(_ widget: some Widget, in area: Rect) {
    widget.draw(on: &self, in: area)
  }
}

/// Something that draws itself into an area of a canvas, whatever the area's size.
package protocol Widget {
  func draw(on canvas: inout Canvas, in area: Rect)
}
