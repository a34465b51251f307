/// The end of a log, the newest line at the bottom, each cut where the area ends.
///
/// Scrolled back, it says at the bottom right how many newer lines there are.
package struct LogView: Widget, Hashable, Sendable {
  package var lines: [Line]
  /// Newer lines that are below the last one shown.
  package var fromEnd: Int

  package init(lines: [Line], fromEnd: Int = 0) {
    self.lines = lines
    self.fromEnd = fromEnd
  }

  /// How far one can scroll back in so many rows.
  package func furthest(height: Int) -> Int { max(0, lines.count - max(0, height)) }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    guard !area.isEmpty else { return }
    let newer = min(max(0, fromEnd), furthest(height: area.height))
    let shown = lines.dropLast(newer).suffix(area.height)
    var notice = Line()
    if newer > 0 {
      let arrow = canvas.glyphs == .ascii ? "v" : "↓"
      notice = Line(" \(arrow) \(newer) newer ", Style(.accent, on: .raised).bold)
    }
    let noticeWidth = notice.width(glyphs: canvas.glyphs)
    for (y, line) in shown.enumerated() {
      var row = area.row(y)
      if y == area.height - 1 { row.width = max(0, row.width - noticeWidth) }
      canvas.put(line, in: row)
    }
    if newer > 0 { canvas.putTrailing(notice, y: area.height - 1, in: area) }
  }
}
