internal import BenchCore
internal import Canvas

/// A saved run that is open; it takes the place of the list of results.
struct DetailScreen: Widget {
  let detail: DetailView

  func draw(on canvas: inout Canvas, in area: Rect) {
    MessageBlock(lines: [Line(detail.path, .muted)]).draw(on: &canvas, in: area)
  }
}
