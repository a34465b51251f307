/// A border with captions set into its edges; what panels and dialogs have in common.
struct Frame {
  var style: Style
  /// Whether tees hold the first caption, so that a focused frame is known without colours.
  var isMarked = false
  var top: Line = []
  var topTrailing: Line = []
  var bottom: Line = []
  var bottomTrailing: Line = []

  /// Cells on both sides of a caption: a corner, a line and a blank.
  static let margin = 3
  /// Fewest cells in which a caption at the right is worth cutting instead of leaving out.
  private static let leastTrailing = 8

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let box = BoxGlyphs(canvas.glyphs)
    if area.height == 1 {
      canvas.fill(area, with: Cell(box.horizontal, style))
    } else if area.width == 1 {
      canvas.fill(area, with: Cell(box.vertical, style))
    } else {
      drawBorder(box, on: &canvas, in: area)
    }
    drawCaptions(top, topTrailing, isMarked: isMarked, box, on: &canvas, in: area.row(0))
    guard area.height > 1 else { return }
    drawCaptions(
      bottom, bottomTrailing, isMarked: false, box, on: &canvas, in: area.row(area.height - 1))
  }

  private func drawBorder(_ box: BoxGlyphs, on canvas: inout Canvas, in area: Rect) {
    let last = area.height - 1
    for y in [0, last] { canvas.fill(area.row(y), with: Cell(box.horizontal, style)) }
    let sides = Rect(x: area.x, y: area.y + 1, width: 1, height: last - 1)
    canvas.fill(sides, with: Cell(box.vertical, style))
    canvas.fill(
      Rect(x: area.right - 1, y: sides.y, width: 1, height: sides.height),
      with: Cell(box.vertical, style))
    canvas[area.x, area.y] = Cell(box.topLeft, style)
    canvas[area.right - 1, area.y] = Cell(box.topRight, style)
    canvas[area.x, area.bottom - 1] = Cell(box.bottomLeft, style)
    canvas[area.right - 1, area.bottom - 1] = Cell(box.bottomRight, style)
  }

  private func drawCaptions(
    _ leading: Line, _ trailing: Line, isMarked: Bool, _ box: BoxGlyphs,
    on canvas: inout Canvas, in edge: Rect
  ) {
    var room = edge.inset(x: Self.margin)
    guard room.width > 0 else { return }
    if !leading.isEmpty {
      let end = drawCaption(leading, on: &canvas, in: room)
      if isMarked {
        canvas.stamp(box.endsRight, style, x: edge.x + 1, y: edge.y, in: edge)
        canvas.stamp(box.endsLeft, style, x: end + 1, y: edge.y, in: edge)
      }
      // A blank, a line and a blank stand between both.
      let start = end + 3
      room = Rect(x: start, y: edge.y, width: room.right - start, height: 1)
    }
    let width = trailing.width(glyphs: canvas.glyphs)
    guard width > 0, room.width >= min(width, leading.isEmpty ? 1 : Self.leastTrailing) else {
      return
    }
    let taken = min(width, room.width)
    drawCaption(
      trailing, on: &canvas, in: Rect(x: room.right - taken, y: edge.y, width: taken, height: 1))
  }

  /// Draws a caption between blanks; returns the column behind its text.
  @discardableResult
  private func drawCaption(_ line: Line, on canvas: inout Canvas, in room: Rect) -> Int {
    let end = room.x + canvas.put(line, in: room)
    let blank = Cell(" ", Style(style.ink, on: style.paper))
    canvas[room.x - 1, room.y] = blank
    canvas[end, room.y] = blank
    return end
  }
}
