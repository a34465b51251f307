/// Titles with their number keys on one line, one of them chosen.
///
/// Where there is no room for all titles, only the chosen one is spelled out.
package struct Tabs: Widget, Hashable, Sendable {
  package var titles: [String]
  package var selected: Int

  package init(titles: [String], selected: Int) {
    self.titles = titles
    self.selected = selected
  }

  /// Cells that all titles take.
  package func width(glyphs: GlyphSet = .braille) -> Int {
    titles.indices.reduce(0) { $0 + line($1).width(glyphs: glyphs) }
  }

  /// Cells that they take where only the chosen one is spelled out.
  package func foldedWidth(glyphs: GlyphSet = .braille) -> Int {
    titles.indices.reduce(0) { $0 + line($1, isShort: $1 != selected).width(glyphs: glyphs) }
  }

  /// The tab at a column, counted from the widget's left.
  package func index(
    atX x: Int, width: Int = .max, glyphs: GlyphSet = .braille
  ) -> Int? {
    guard x >= 0, x < width else { return nil }
    var end = 0
    for (index, line) in lines(width: width, glyphs: glyphs).enumerated() {
      end += line.width(glyphs: glyphs)
      if x < end { return index }
    }
    return nil
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    var x = 0
    for line in lines(width: area.width, glyphs: canvas.glyphs) {
      guard x < area.width else { break }
      x = canvas.put(line, x: x, in: area)
    }
  }

  private func lines(width: Int, glyphs: GlyphSet) -> [Line] {
    let isShort = self.width(glyphs: glyphs) > width
    return titles.indices.map { line($0, isShort: isShort && $0 != selected) }
  }

  private func line(_ index: Int, isShort: Bool = false) -> Line {
    let isSelected = index == selected
    let paper = isSelected ? Paper.selected : .base
    let blank = Span(" ", Style(on: paper))
    let number = Span("\(index + 1)", Style(.muted, on: paper))
    if isShort { return [blank, number, blank] }
    let title = Style(
      isSelected ? .accent : .text, on: paper, isSelected ? [.bold, .underline] : [])
    return [blank, number, blank, Span(titles[index], title), blank]
  }
}
