internal import Canvas

/// Saved runs side by side.
struct CompareScreen: Widget {
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    MessageBlock(lines: [Line("Nothing is compared yet.", .muted)]).draw(on: &canvas, in: area)
  }
}
