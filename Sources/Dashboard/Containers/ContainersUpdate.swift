internal import BenchCore
internal import Canvas

/// The containers: what is told about them, which is chosen, and which are streamed.
enum ContainersUpdate {
  static func apply(
    _ message: ContainersMessage, _ state: inout DashboardState
  ) -> [Effect] {
    switch message {
    case .updates(let updates): return take(updates, &state)
    case .tick(let now):
      state.containers.now = max(now, state.containers.now)
      // Averages have moved.
      if state.containers.order.column != .name { state.containers.arrange() }
      return follow(&state)
    case .log(let id, let lines, let skipped):
      if state.containers.log.id == id { state.containers.log.append(lines, skipped: skipped) }
      return []
    case .logEnded(let id, let problem):
      if state.containers.log.id == id { state.containers.log.end(problem) }
      return []
    case .acted(let action, let name, let id, let problem):
      state.containers.pending[id] = nil
      state.notice =
        problem.map { Notice($0, isBad: true) } ?? Notice("\(name) \(action.done)")
      return []
    }
  }

  private static func take(
    _ updates: [TimedContainerUpdate], _ state: inout DashboardState
  ) -> [Effect] {
    var isOther = false
    for update in updates {
      state.containers.now = max(state.containers.now, update.time)
      state.containers.table.apply(update.update, at: update.time)
      switch update.update {
      // What one uses changes no list that is sorted once a second.
      case .sampled, .gap, .probed: break
      case .connected, .lost, .listed, .changed, .removed, .happened, .died: isOther = true
      }
    }
    guard isOther else { return [] }
    let before = state.containers.selectedIndex
    state.containers.arrange()
    // The chosen row stays where it is on the screen.
    if state.containers.isChosen, state.containers.offset > 0, let before,
      let after = state.containers.selectedIndex
    {
      state.containers.offset = max(0, state.containers.offset + after - before)
    }
    return follow(&state)
  }

  /// Begins to look when the screen is shown.
  static func shown(_ state: inout DashboardState) -> [Effect] {
    var effects: [Effect] = []
    if !state.containers.isOpen {
      state.containers.isOpen = true
      effects.append(.containers(.open))
    }
    effects.append(.containers(.tick(true)))
    return effects + follow(&state)
  }

  /// Stops streaming when it is not seen any more; what happens to containers is still followed.
  static func hidden(_ state: inout DashboardState) -> [Effect] {
    guard state.containers.isOpen else { return [] }
    state.containers.watched = []
    state.containers.log.turn(to: nil)
    return [.containers(.watch([])), .containers(.followLog(nil)), .containers(.tick(false))]
  }

  /// Keeps the chosen row in sight, and streams what is seen.
  static func follow(_ state: inout DashboardState) -> [Effect] {
    let layout = ContainersLayout(state, body: Frame(state.size).body)
    state.containers.offset = Table.offset(
      showing: state.containers.selectedIndex ?? 0, of: state.containers.shown.count,
      in: layout.visibleRows, from: state.containers.offset)
    guard state.screen == .containers else { return [] }
    var effects: [Effect] = []
    let watched = wanted(state, layout)
    if watched != state.containers.watched {
      state.containers.watched = watched
      effects.append(.containers(.watch(watched)))
    }
    let log = layout.showsLog ? state.containers.selected : nil
    if log != state.containers.log.id {
      state.containers.log.turn(to: log)
      effects.append(.containers(.followLog(log)))
    }
    return effects
  }

  /// Those that are seen, in an order that does not change with the list's.
  ///
  /// Of those that run, at most so many: each is a stream. Those that do not are only looked at.
  private static func wanted(_ state: DashboardState, _ layout: ContainersLayout) -> [String] {
    let containers = state.containers
    let last = min(containers.shown.count, containers.offset + layout.visibleRows)
    var ids: [String] = []
    var streams = 0
    if !containers.isOpened {
      for index in min(containers.offset, last)..<last {
        let row = containers.row(index)
        guard !row.isGone, !row.isAlive || streams < ContainersView.mostWatched else { continue }
        if row.isAlive { streams += 1 }
        ids.append(row.id)
      }
    }
    if let row = containers.selectedRow, !row.isGone, !ids.contains(row.id) { ids.append(row.id) }
    return ids.sorted()
  }

  // MARK: What the user does

  static func perform(
    _ command: ContainersCommand, _ state: inout DashboardState
  ) -> [Effect] {
    switch command {
    case .move(let move): return Self.move(move, &state)
    case .nextContainer: return Self.move(.down, &state)
    case .previousContainer: return Self.move(.up, &state)
    case .open:
      guard state.containers.selectedRow != nil else { return [] }
      state.containers.isOpened = true
    case .log:
      guard state.containers.selectedRow != nil else { return [] }
      state.containers.pane = .log
      state.containers.isOpened = true
    case .back: back(&state)
    case .nextPane, .previousPane:
      state.containers.pane = state.containers.pane.moved(command == .nextPane ? 1 : -1)
    case .nextColumn, .reverse:
      if command == .reverse {
        state.containers.order.isReversed.toggle()
      } else {
        state.containers.order = ContainersOrder(column: state.containers.order.column.next)
      }
      state.containers.arrange()
    case .filter: state.containers.line = .filter
    case .startStop, .restart, .remove: ContainerActions.ask(command, &state)
    case .search, .filterLog, .excludeLog, .nextMatch, .previousMatch, .follow, .timestamps,
      .wrap, .accept, .dismiss, .clear:
      ContainerLogUpdate.perform(command, &state)
    }
    return follow(&state)
  }

  private static func back(_ state: inout DashboardState) {
    if state.containers.isOpened {
      if state.containers.log.isFiltered, state.containers.pane == .log {
        state.containers.log.filter = TextInput()
        state.containers.log.exclude = TextInput()
      } else {
        state.containers.isOpened = false
      }
    } else if !state.containers.filter.isEmpty {
      state.containers.filter = TextInput()
      state.containers.arrange()
    }
  }

  private static func move(
    _ move: ResultsCommand.Move, _ state: inout DashboardState
  ) -> [Effect] {
    state.containers.isChosen = true
    let layout = ContainersLayout(state, body: Frame(state.size).body)
    let page = max(1, layout.visibleRows - 1)
    let index = state.containers.selectedIndex ?? 0
    switch move {
    case .up: state.containers.choose(index - 1)
    case .down: state.containers.choose(index + 1)
    case .pageUp: state.containers.choose(index - page)
    case .pageDown: state.containers.choose(index + page)
    case .first: state.containers.choose(0)
    case .last: state.containers.choose(state.containers.shown.count - 1)
    }
    state.containers.scrolls = [:]
    return follow(&state)
  }

  /// Scrolls the pane; never beyond its ends.
  static func scroll(_ step: Int, _ state: inout DashboardState) {
    let layout = ContainersLayout(state, body: Frame(state.size).body)
    guard let place = layout.pane else { return }
    if state.containers.pane == .log {
      let limit = max(0, state.containers.log.shown.count - 1)
      let moved = state.containers.log.fromEnd - max(-limit, min(limit, step))
      state.containers.log.fromEnd = min(max(0, moved), limit)
      return
    }
    let pane = state.containers.pane
    let text = ContainerText(state: state, width: place.width)
    let limit = max(0, text.lines(pane).count - place.height)
    let old = min(state.containers.scrolls[pane] ?? 0, limit)
    state.containers.scrolls[pane] = min(max(0, old + max(-limit, min(limit, step))), limit)
  }

  /// Chooses a row by the mouse, and opens it by a second click; sorts by a column's title.
  static func click(
    _ event: MouseEvent, _ body: Rect, _ state: inout DashboardState
  ) -> [Effect] {
    let layout = ContainersLayout(state, body: body)
    if !state.containers.isOpened,
      let column = ContainersTable(state: state).column(at: event, in: layout.table)
    {
      state.containers.order.choose(column)
      state.containers.arrange()
      return follow(&state)
    }
    let row = event.y - layout.table.y - 1
    let index = state.containers.offset + row
    guard !state.containers.isOpened, layout.table.contains(x: event.x, y: event.y), row >= 0,
      state.containers.shown.indices.contains(index)
    else { return [] }
    if state.containers.isChosen, state.containers.selectedIndex == index {
      return perform(.open, &state)
    }
    state.containers.isChosen = true
    state.containers.choose(index)
    return follow(&state)
  }
}

extension DashboardState {
  /// Begins with the containers of an engine, as `slimbench watch` asks.
  package mutating func openContainers() -> [Effect] {
    screen = .containers
    return ContainersUpdate.shown(&self)
  }
}
