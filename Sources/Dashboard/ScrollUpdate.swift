internal import BenchCore
internal import Canvas

/// Moves through lists and long texts.
enum ScrollUpdate {
  static func apply(_ command: Command, _ state: inout DashboardState) {
    let page = max(1, state.size.height - 6)
    let step =
      switch command {
      case .up: -1
      case .down: 1
      case .pageUp: -page
      case .pageDown: page
      case .first: Int.min / 2
      default: Int.max / 2
      }
    switch state.overlay {
    case .help(let scroll): state.overlay = .help(scroll: moved(scroll, step, 200))
    // The newest is at the bottom: up is back in time.
    case .errors(let scroll):
      let count = state.run.state.recentFailures.count * ErrorsOverlay.linesPerFailure
      state.overlay = .errors(scroll: moved(scroll, -step, count))
    case .log(let scroll): state.overlay = .log(scroll: moved(scroll, -step, state.log.count))
    case .confirm: return
    case nil:
      if state.screen == .corpus { moveInCorpus(step, &state) }
      if state.screen == .run { state.run.scroll = moved(state.run.scroll, step, 400) }
    }
  }

  private static func moveInCorpus(_ step: Int, _ state: inout DashboardState) {
    guard case .documents(let documents) = state.corpus.scan, !documents.isEmpty else { return }
    state.corpus.selected = moved(state.corpus.selected, step, documents.count - 1)
    state.corpus.offset = Table.offset(
      showing: state.corpus.selected, of: documents.count,
      in: CorpusScreen.visibleRows(state.size), from: state.corpus.offset)
  }

  private static func moved(_ position: Int, _ step: Int, _ limit: Int) -> Int {
    min(max(0, position + step), max(0, limit))
  }
}
