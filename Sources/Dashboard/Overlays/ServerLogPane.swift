internal import BenchCore
internal import Canvas

/// What a server writes: the newest line at the bottom, long ones wrapped, colours kept.
struct ServerLogPane: Widget {
  let lines: [LogLine]
  /// What is said where there are none.
  let empty: String
  /// Lines below the last one seen.
  let fromEnd: Int

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    guard !area.isEmpty else { return }
    guard !lines.isEmpty else {
      let words = Sanitizer.line(canvas.glyphs.text.spelled(empty), glyphs: canvas.glyphs.text)
      for (y, text) in TextWrap.lines(words, width: area.width).prefix(area.height).enumerated() {
        canvas.put(text, .muted, y: y, in: area)
      }
      return
    }
    let newer = min(max(0, fromEnd), furthest(in: area, canvas.glyphs))
    var rows: [Line] = []
    // From the bottom up, as many as are seen: there may be thousands above.
    for line in lines.dropLast(newer).reversed() where rows.count < area.height {
      rows = Self.rows(line, area.width, canvas.glyphs) + rows
    }
    for (y, row) in rows.suffix(area.height).enumerated() { canvas.put(row, y: y, in: area) }
    guard newer > 0 else { return }
    let arrow = canvas.glyphs == .ascii ? "v" : "↓"
    canvas.putTrailing(
      Line(" \(arrow) \(Quantity.count(newer)) newer ", Style(.accent, on: .raised).bold),
      y: area.height - 1, in: area)
  }

  /// How many lines can be below the last one seen, so that the oldest is seen at the top.
  func furthest(in area: Rect, _ glyphs: GlyphSet) -> Int {
    var room = area.height
    var count = 0
    for line in lines {
      room -= Self.rows(line, area.width, glyphs).count
      guard room >= 0 || count == 0 else { break }
      count += 1
      guard room > 0 else { break }
    }
    return lines.count - count
  }

  private static func rows(_ line: LogLine, _ width: Int, _ glyphs: GlyphSet) -> [Line] {
    LogText(line.text).line.wrapped(to: max(8, width), glyphs: glyphs)
  }
}
