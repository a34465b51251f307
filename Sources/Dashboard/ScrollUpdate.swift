internal import BenchCore
internal import Canvas

/// Moves through lists and long texts, never beyond their ends.
enum ScrollUpdate {
  static func apply(_ command: Command, _ state: inout DashboardState) {
    let body = Frame(state.size).body
    // A line of the page before stays in sight.
    let page = max(1, visibleRows(state, body) - 1)
    let step =
      switch command {
      case .up: -1
      case .down: 1
      case .pageUp: -page
      case .pageDown: page
      case .first: Int.min / 2
      default: Int.max / 2
      }
    guard let overlay = state.overlay else {
      if state.screen == .corpus { moveInCorpus(step, &state) }
      if state.screen == .results { DetailUpdate.scroll(step, &state) }
      if state.screen == .compare { CompareUpdate.scroll(step, &state) }
      if state.screen == .containers { ContainersUpdate.scroll(step, &state) }
      if state.screen == .run { moveInTable(step, body, &state) }
      return
    }
    guard let limit = OverlayView(overlay: overlay, state: state).furthest(in: body) else { return }
    switch overlay {
    case .help(let scroll): state.overlay = .help(scroll: moved(scroll, step, limit))
    case .errors(let scroll): state.overlay = .errors(scroll: moved(scroll, step, limit))
    // The newest is at the bottom: up is back in time.
    case .log(let scroll): state.overlay = .log(scroll: moved(scroll, -step, limit))
    case .confirm, .export: return
    }
  }

  /// Lines of what scrolls that are seen at once.
  private static func visibleRows(_ state: DashboardState, _ body: Rect) -> Int {
    if state.overlay != nil { return OverlayPanel.inner(in: body).height }
    if state.screen == .corpus { return CorpusScreen.visibleRows(state.size) }
    if state.screen == .results { return DetailLayout(state.size).inner.height }
    if state.screen == .compare { return CompareLayout(state).visible }
    if state.screen == .containers { return ContainersLayout(state, body: body).pane?.height ?? 1 }
    let table = RunLayout(state.shownRun, body: body).table
    return table.map { ScrolledText.place(in: $0).height } ?? 1
  }

  private static func moveInTable(_ step: Int, _ body: Rect, _ state: inout DashboardState) {
    guard let table = RunLayout(state.shownRun, body: body).table else { return }
    let limit = RunTable(run: state.shownRun).furthest(in: table, state.glyphs)
    state.shownRun.scroll = moved(state.shownRun.scroll, step, limit)
  }

  private static func moveInCorpus(_ step: Int, _ state: inout DashboardState) {
    guard case .documents(let documents) = state.corpus.scan, !documents.isEmpty else { return }
    state.corpus.selected = moved(state.corpus.selected, step, documents.count - 1)
    state.corpus.offset = Table.offset(
      showing: state.corpus.selected, of: documents.count,
      in: CorpusScreen.visibleRows(state.size), from: state.corpus.offset)
  }

  /// A position that a larger screen or a shorter text has left behind is taken back first.
  private static func moved(_ position: Int, _ step: Int, _ limit: Int) -> Int {
    let limit = max(0, limit)
    return min(max(0, min(position, limit) + step), limit)
  }
}
