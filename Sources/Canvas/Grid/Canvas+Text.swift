extension Canvas {
  /// Writes one line of text and returns the column behind it.
  ///
  /// What does not fit into the area ends in an ellipsis; foreign words are made inert; own glyphs
  /// that the canvas may not use are spelled with those it may.
  ///
  /// - Parameters:
  ///   - x: Column, counted from the area's left.
  ///   - y: Row, counted from the area's top.
  @discardableResult
  package mutating func put(
    _ text: String, _ style: Style = .plain, x: Int = 0, y: Int = 0, in area: Rect
  ) -> Int {
    let place = area.row(y)
    guard !place.isEmpty, x < area.width else { return x }
    let shown = visible(text, limit: area.width + 8)
    let fitting = DisplayWidth.truncate(shown, to: area.width - max(0, x), glyphs: glyphs.text)
    var column = area.x + x
    for scalar in fitting.unicodeScalars {
      let width = DisplayWidth.of(scalar)
      if width == 0 {
        attach(scalar, before: column, y: place.y)
        continue
      }
      if column >= place.x {
        self[column, place.y] = Cell(scalar, style)
        if width == 2 { self[column + 1, place.y] = .continuation(style) }
      }
      column += width
    }
    return column - area.x
  }

  /// Writes spans one behind the other, cut as one line, and returns the column behind them.
  @discardableResult
  package mutating func put(_ line: Line, x: Int = 0, y: Int = 0, in area: Rect) -> Int {
    var column = x
    var rest = line.width(glyphs: glyphs)
    for span in line.spans {
      let width = DisplayWidth.of(glyphs.text.spelled(span.text))
      rest -= width
      let room = area.width - column
      guard room > 0 else { break }
      // A span that fits exactly while more follows must still tell that something is missing.
      let isCut = width > room || (width == room && rest > 0)
      column = put(
        isCut ? span.text + "……" : span.text, span.style, x: column, y: y, in: area)
    }
    return column
  }

  /// Writes a line so that it ends at the area's right edge; returns the column where it begins.
  @discardableResult
  package mutating func putTrailing(_ line: Line, y: Int = 0, in area: Rect) -> Int {
    let start = max(0, area.width - line.width(glyphs: glyphs))
    put(line, x: start, y: y, in: area)
    return start
  }

  private func visible(_ text: String, limit: Int) -> String {
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return text }
    return Sanitizer.line(
      glyphs.text.spelled(text), glyphs: glyphs.text, limit: max(1, limit))
  }

  private mutating func attach(_ mark: Unicode.Scalar, before column: Int, y: Int) {
    var x = column - 1
    if x > 0, self[x, y].isContinuation { x -= 1 }
    guard bounds.contains(x: x, y: y), x >= 0 else { return }
    var cell = self[x, y]
    cell.attach(mark)
    setMarked(cell, x: x, y: y)
  }
}

/// Text in one style.
package struct Span: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// One line of text in several styles.
package struct Line: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  package var spans: [Span]

  package init(_ spans: [Span] = []) { self.spans = spans }
  package init(_ text: String, _ style: Style = .plain) { spans = [Span(text, style)] }
  package init(stringLiteral value: String) { self.init(value) }
  package init(arrayLiteral elements: Span...) { spans = elements }

  package var text: String { spans.map(\.text).joined() }
  package var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

  /// Cells that it takes with these glyphs.
  package func width(glyphs: GlyphSet) -> Int {
    spans.reduce(0) { $0 + DisplayWidth.of(glyphs.text.spelled($1.text)) }
  }

  /// Two lines as one.
  package static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }
}
