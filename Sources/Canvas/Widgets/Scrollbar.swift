/// Where in a longer list one is, in the first column of an area.
///
/// The thumb stands at an end only if the list does. Nothing but blanks is drawn where all fits.
package struct Scrollbar: Widget, Hashable, Sendable {
  /// Rows in all, rows seen at once, and rows above the first one seen.
  package var total: Int
  package var visible: Int
  package var offset: Int

  package init(total: Int, visible: Int, offset: Int) {
    self.total = total
    self.visible = visible
    self.offset = offset
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    let track = Rect(x: area.x, y: area.y, width: min(1, area.width), height: area.height)
    guard total > visible, visible >= 0 else {
      canvas.fill(track)
      return
    }
    canvas.fill(track, with: Cell(canvas.glyphs.pick("│", ascii: ":"), Style(.border)))
    let thumb = thumb(height: track.height)
    canvas.fill(
      Rect(x: track.x, y: track.y + thumb.lowerBound, width: track.width, height: thumb.count),
      with: Cell(Self.thumb(canvas.glyphs), Style(.muted).bold))
  }

  private static func thumb(_ glyphs: GlyphSet) -> Unicode.Scalar {
    switch glyphs {
    case .braille: return "┃"
    case .block: return "█"
    case .ascii: return "#"
    }
  }

  /// Rows of the track that the thumb takes.
  private func thumb(height: Int) -> Range<Int> {
    let share = Double(visible) / Double(total)
    let last = total - visible
    // Less than the track, so that there is somewhere to go: both ends, and between them.
    let longest = height - min(2, last)
    let length = max(min(1, height), min(longest, Int((share * Double(height)).rounded())))
    let free = height - length
    let offset = min(max(0, offset), last)
    var start = Int((Double(offset) / Double(last) * Double(free)).rounded())
    if free > 1 {
      if offset > 0 { start = max(1, start) }
      if offset < last { start = min(free - 1, start) }
    }
    return start..<(start + length)
  }
}
