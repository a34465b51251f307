internal import Canvas

/// Where the parts of the results screen are.
///
/// The preview stands beside the list where both are wide enough, else under it.
struct ResultsLayout {
  /// Cells from which the preview stands beside the list.
  static let wide = 132
  /// Cells in which a table of two servers is whole: the list has a use for the rest.
  private static let previewWidth = 76

  let list: Rect
  /// The line for the filter or a new name; empty where neither is there.
  let line: Rect
  let table: Rect
  let preview: Rect

  init(_ state: DashboardState, body: Rect) {
    let results = state.results
    if body.width >= Self.wide {
      let beside = min(body.width * 9 / 20, Self.previewWidth)
      let parts = body.columns([.minimum(1), .fixed(beside)])
      (list, preview) = (parts[0], parts[1])
    } else {
      // As long as the list needs, as far as half of the screen; the rest is the preview's.
      let wanted = max(6, results.shown.count) + 4
      let most = body.height < 30 ? body.height * 11 / 20 : body.height / 2
      let parts = body.rows([.fixed(min(wanted, most)), .minimum(1)])
      (list, preview) = (parts[0], parts[1])
    }
    let inner = list.inset(x: 1, y: 1)
    let hasLine = results.line != nil || !results.filter.isEmpty
    let parts = inner.rows([.fixed(hasLine ? 1 : 0), .minimum(1)])
    (line, table) = (parts[0].inset(x: 1), parts[1])
  }

  /// Rows of files that are seen at once.
  var visibleRows: Int { max(1, table.height - 1) }
}
