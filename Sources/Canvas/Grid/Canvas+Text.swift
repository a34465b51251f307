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
    // What is left of the area counts as room: it is cut off there, not here.
    let room = area.width - x
    let fitting = DisplayWidth.truncate(
      visible(text, limit: room + 8), to: room, glyphs: glyphs.text)
    var column = area.x + x
    var base: Int?
    for scalar in fitting.unicodeScalars {
      let width = DisplayWidth.of(scalar)
      if width == 0 {
        if let base { attach(scalar, x: base, y: place.y) }
        continue
      }
      base = draw(scalar, width: width, style, x: column, in: place) ? column : nil
      column += width
    }
    return column - area.x
  }

  /// Writes spans one behind the other, cut as one line, and returns the column behind them.
  @discardableResult
  package mutating func put(_ line: Line, x: Int = 0, y: Int = 0, in area: Rect) -> Int {
    let widths = line.spans.map { glyphs.width(of: $0.text) }
    let room = max(0, area.width - x)
    let isTooLong = widths.reduce(0, +) > room
    let end = area.width - (isTooLong ? min(room, glyphs.text.ellipsis.count) : 0)
    var column = x
    for (span, width) in zip(line.spans, widths) {
      guard column + width <= end else {
        // Made longer, since what fits by itself must still tell that something is missing.
        return put(span.text + "……", span.style, x: column, y: y, in: area)
      }
      column = put(span.text, span.style, x: column, y: y, in: area)
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

  /// Draws a character in a row; blanks stand for the half of a wide one that is cut by an edge.
  ///
  /// - Returns: Whether the whole character is seen.
  private mutating func draw(
    _ scalar: Unicode.Scalar, width: Int, _ style: Style, x: Int, in row: Rect
  ) -> Bool {
    let seen = row.intersection(bounds)
    if x >= seen.x, x + width <= seen.right {
      self[x, row.y] = Cell(scalar, style)
      if width == 2 { self[x + 1, row.y] = .continuation(style) }
      return true
    }
    for half in x..<(x + width) where seen.contains(x: half, y: row.y) {
      self[half, row.y] = Cell(" ", style)
    }
    return false
  }

  private mutating func attach(_ mark: Unicode.Scalar, x: Int, y: Int) {
    var cell = self[x, y]
    cell.attach(mark)
    setMarked(cell, x: x, y: y)
  }
}

extension GlyphSet {
  /// Cells that a text takes once it is made inert and spelled with these glyphs.
  package func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return text.utf8.count }
    return DisplayWidth.of(
      Sanitizer.line(self.text.spelled(text), glyphs: self.text, limit: .max))
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
    spans.reduce(0) { $0 + glyphs.width(of: $1.text) }
  }

  /// Two lines as one.
  package static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }
}
