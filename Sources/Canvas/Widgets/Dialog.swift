/// A raised box in the middle of an area, with wrapped text and the keys that answer it.
///
/// Clears what is under it. Where there is little room the margins go first, then the text's end;
/// the keys stay.
package struct Dialog: Widget, Hashable, Sendable {
  package var title: Line
  package var body: [Line]
  package var hints: [KeyHint]
  /// Cells of the box; nil for as many as its lines need, within reason.
  package var width: Int?
  package var isWarning: Bool

  package init(
    title: Line, body: [Line], hints: [KeyHint] = [], width: Int? = nil, isWarning: Bool = false
  ) {
    self.title = title
    self.body = body
    self.hints = hints
    self.width = width
    self.isWarning = isWarning
  }

  /// The border and two blanks, on both sides.
  private static let sides = 6
  /// A line that is longer is hard to read.
  private static let readable = 72

  /// Where the box is in an area.
  package func frame(in area: Rect, glyphs: GlyphSet = .braille) -> Rect {
    let width = min(area.width, max(0, self.width ?? naturalWidth(glyphs: glyphs)))
    let lines = wrapped(width: width, glyphs: glyphs).count
    let margins = 2 + (hints.isEmpty ? 0 : 1)
    return area.centered(width: width, height: 2 + lines + margins)
  }

  /// Where the text is in an area.
  package func content(in area: Rect, glyphs: GlyphSet = .braille) -> Rect {
    let frame = frame(in: area, glyphs: glyphs)
    let inner = frame.inset(x: Self.sides / 2, y: 1)
    let keys = hints.isEmpty ? 0 : 1
    let lines = wrapped(width: frame.width, glyphs: glyphs).count
    let spare = max(0, inner.height - keys - lines)
    // The blank before the keys is the last one to go.
    let above = min(1, spare / 2)
    return Rect(
      x: inner.x, y: inner.y + above, width: inner.width,
      height: min(lines, inner.height - keys))
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    let glyphs = canvas.glyphs
    let frame = frame(in: area, glyphs: glyphs)
    guard !frame.isEmpty else { return }
    canvas.fill(frame, with: Cell(" ", Style(on: .raised)))
    let ink = isWarning ? Ink.warning : .accent
    let mark: Line = isWarning ? Line("! ", Style(ink).bold) : []
    Frame(
      style: Style(ink, on: .raised),
      isMarked: true,
      top: mark + title.plainAs(Style(isWarning ? ink : .title).bold)
    ).draw(on: &canvas, in: frame)
    let content = content(in: area, glyphs: glyphs)
    let lines = wrapped(width: frame.width, glyphs: glyphs)
    for (y, line) in lines.prefix(content.height).enumerated() {
      let isCut = y == content.height - 1 && content.height < lines.count
      canvas.put(isCut ? line + Line(" …") : line, y: y, in: content)
    }
    if !hints.isEmpty {
      let row = Rect(
        x: content.x - KeyHints.margin, y: frame.bottom - 2,
        width: content.width + 2 * KeyHints.margin, height: 1
      ).intersection(frame.inset(x: 1, y: 1))
      KeyHints(hints).draw(on: &canvas, in: row)
    }
    canvas.restyle(frame) { if $0.paper == .base { $0.paper = .raised } }
  }

  private func wrapped(width: Int, glyphs: GlyphSet) -> [Line] {
    body.flatMap { $0.wrapped(to: max(1, width - Self.sides), glyphs: glyphs) }
  }

  private func naturalWidth(glyphs: GlyphSet) -> Int {
    let widest = body.map { $0.width(glyphs: glyphs) }.max() ?? 0
    let keys = KeyHints(hints).width(glyphs: glyphs) - KeyHints.margin
    let text = max(widest, keys, title.width(glyphs: glyphs) + 2)
    return max(24, min(text + Self.sides, Self.readable))
  }
}
