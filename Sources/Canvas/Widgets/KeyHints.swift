/// A key and what it does.
package struct KeyHint: Hashable, Sendable {
  package var key: String
  package var meaning: String
  /// Whether it stays when others are left out for want of room.
  package var isEssential: Bool

  package init(_ key: String, _ meaning: String, isEssential: Bool = false) {
    self.key = key
    self.meaning = meaning
    self.isEssential = isEssential
  }

  var line: Line {
    [Span(key, Style(.accent, on: .raised).bold), Span(" " + meaning, Style(.muted, on: .raised))]
  }
}

/// What the keys do here, on one line.
///
/// Where they do not fit, hints move closer together, then are left out from the end.
package struct KeyHints: Widget, Hashable, Sendable {
  package var hints: [KeyHint]

  package init(_ hints: [KeyHint]) { self.hints = hints }

  /// Cells between hints: where there is room, and where there is little.
  private static let gaps = (wide: 3, tight: 2)
  /// Cells before the first one.
  static let margin = 1

  /// Cells that all hints take at least.
  package func width(glyphs: GlyphSet = .braille) -> Int {
    Self.width(hints, gap: Self.gaps.tight, glyphs: glyphs)
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area, with: Cell(" ", Style(on: .raised)))
    let gap =
      Self.width(hints, gap: Self.gaps.wide, glyphs: canvas.glyphs) <= area.width
      ? Self.gaps.wide : Self.gaps.tight
    var x = Self.margin
    for hint in fitting(width: area.width, gap: gap, glyphs: canvas.glyphs) {
      guard x < area.width else { break }
      x = canvas.put(hint.line, x: x, in: area) + gap
    }
  }

  private func fitting(width: Int, gap: Int, glyphs: GlyphSet) -> [KeyHint] {
    var kept = hints
    while Self.width(kept, gap: gap, glyphs: glyphs) > width,
      let victim = kept.lastIndex(where: { !$0.isEssential })
    {
      // Half a hint is worth more than none.
      if kept.count == 1 { break }
      kept.remove(at: victim)
    }
    return kept
  }

  private static func width(_ hints: [KeyHint], gap: Int, glyphs: GlyphSet) -> Int {
    guard !hints.isEmpty else { return 0 }
    return hints.reduce(margin - gap) { $0 + $1.line.width(glyphs: glyphs) + gap }
  }
}
