internal import Canvas

/// Lines of a text that may be longer than its place, with a scroll bar at the right.
struct ScrolledText: Widget {
  let lines: [Line]
  /// Lines above the first one shown, as far as there are.
  let scroll: Int
  /// Which of the lines are tables: the first line of one, which names the columns, stays in sight.
  var tables: [Range<Int>] = []

  /// Where it stands in a panel.
  static func place(in panel: Rect) -> Rect { panel.inset(x: 1, y: 1).inset(x: 1) }

  /// How far it can be scrolled.
  func furthest(in area: Rect) -> Int { max(0, lines.count - max(0, area.height)) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let top = min(max(0, scroll), furthest(in: area))
    var shown = Array(lines.dropFirst(top).prefix(area.height))
    if let table = tables.first(where: { $0.contains(top) }), shown.count > 1 {
      shown[0] = lines[table.lowerBound]
    }
    for (y, line) in shown.enumerated() { canvas.put(line, y: y, in: area) }
    canvas.draw(
      Scrollbar(total: lines.count, visible: area.height, offset: top),
      in: Rect(x: area.right, y: area.y, width: 1, height: area.height))
  }
}
