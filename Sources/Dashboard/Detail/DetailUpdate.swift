internal import BenchCore
internal import Canvas

/// A saved run that is open: its panes, its documents, and what is done with it.
enum DetailUpdate {
  /// Opens a run in place of the list.
  static func open(
    _ opened: OpenedRun, of path: String, _ state: inout DashboardState
  ) -> [Effect] {
    state.detail = DetailView(opened, path: path, glyphs: state.glyphs.text)
    return []
  }

  static func perform(_ command: DetailCommand, _ state: inout DashboardState) -> [Effect] {
    guard var detail = state.detail else { return [] }
    switch command {
    case .replay: return [.load(FileLoad(detail.path, for: .replay))]
    case .again: return [.load(FileLoad(detail.path, for: .again))]
    case .export: return ExportUpdate.begin(detail.path, &state)
    case .nextPane, .previousPane:
      detail.pane = detail.pane.moved(command == .nextPane ? 1 : -1)
    case .enter: enter(&detail)
    case .back:
      guard back(&detail) else {
        state.detail = nil
        return ResultsUpdate.shown(&state)
      }
    case .order, .reverse:
      guard detail.pane == .documents, detail.rounds == nil else { break }
      if command == .reverse {
        detail.order.isReversed.toggle()
      } else {
        detail.order = DetailOrder(column: detail.order.column.next)
      }
      detail.list()
    case .filter:
      detail.pane = .documents
      detail.rounds = nil
      detail.isTyping = true
      detail.filter.moveEnd()
    case .nextPoint: nextPoint(&detail)
    case .accept: detail.isTyping = false
    case .clear:
      detail.isTyping = false
      detail.filter.clear()
      detail.list()
    }
    state.detail = detail
    follow(&state)
    return []
  }

  /// Opens what is chosen: from the table the documents, of a document its rounds.
  private static func enter(_ detail: inout DetailView) {
    guard detail.pane == .documents, detail.rounds == nil else {
      if detail.pane == .report { detail.pane = .documents }
      return
    }
    guard detail.rows.indices.contains(detail.selected), let table = detail.table else { return }
    detail.roundsScroll = 0
    detail.rounds = DocumentRounds(
      detail.run, document: detail.rows[detail.selected].document, conditions: table.conditions)
  }

  /// Whether there was something to leave before the run itself.
  private static func back(_ detail: inout DetailView) -> Bool {
    if detail.pane == .documents {
      if detail.rounds != nil {
        detail.rounds = nil
        return true
      }
      if !detail.filter.isEmpty {
        detail.filter.clear()
        detail.list()
        return true
      }
    }
    return false
  }

  private static func nextPoint(_ detail: inout DetailView) {
    guard detail.opened.tables.count > 1 else { return }
    detail.point = (detail.point + 1) % detail.opened.tables.count
    detail.list()
    if let rounds = detail.rounds, let table = detail.table {
      detail.rounds = DocumentRounds(
        detail.run, document: rounds.document, conditions: table.conditions)
    }
  }

  /// A key for the filter; nil where it is no text.
  static func type(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    guard state.detail?.filter.take(key) == true else { return nil }
    state.detail?.list()
    follow(&state)
    return []
  }

  /// Keeps the chosen document in sight.
  private static func follow(_ state: inout DashboardState) {
    guard let detail = state.detail else { return }
    state.detail?.offset = Table.offset(
      showing: detail.selected, of: detail.rows.count,
      in: DetailLayout(state.size).visibleDocuments, from: detail.offset)
  }

  /// Moves through the documents, or scrolls the text; never beyond its end.
  static func scroll(_ step: Int, _ state: inout DashboardState) {
    guard var detail = state.detail else { return }
    if detail.pane == .documents, detail.rounds == nil {
      detail.selected = clamped(detail.selected, step, detail.rows.count - 1)
    } else {
      let limit = DetailText(detail: detail, glyphs: state.glyphs, size: state.size).furthest
      if detail.pane == .documents {
        detail.roundsScroll = clamped(detail.roundsScroll, step, limit)
      } else {
        detail.scrolls[detail.pane] = clamped(detail.scrolls[detail.pane] ?? 0, step, limit)
      }
    }
    state.detail = detail
    follow(&state)
  }

  private static func clamped(_ position: Int, _ step: Int, _ limit: Int) -> Int {
    let limit = max(0, limit)
    return min(max(0, min(position, limit) + max(-limit, min(limit, step))), limit)
  }

  /// Chooses a document by the mouse, or sorts by the column whose title is clicked.
  static func click(_ event: MouseEvent, _ state: inout DashboardState) {
    guard let detail = state.detail, detail.pane == .documents, detail.rounds == nil else { return }
    let place = DetailLayout(state.size).inner
    let documents = DetailDocuments(detail: detail)
    if let column = documents.column(at: event, in: place, state.glyphs) {
      state.detail?.order.choose(column.order, of: column.place)
      state.detail?.list()
      follow(&state)
      return
    }
    let row = event.y - place.y - 1
    guard place.contains(x: event.x, y: event.y), row >= 0,
      detail.rows.indices.contains(detail.offset + row)
    else { return }
    state.detail?.selected = detail.offset + row
  }
}
