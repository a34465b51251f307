internal import Canvas

/// The saved runs of a folder.
struct ResultsScreen: Widget {
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    MessageBlock(lines: [Line("No results are listed.", .muted)]).draw(on: &canvas, in: area)
  }
}
