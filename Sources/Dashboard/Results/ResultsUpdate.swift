internal import BenchCore
internal import Canvas
internal import Reports

/// The list of saved runs: files come and go, one is chosen, and what is done with it.
enum ResultsUpdate {
  /// Lists the folder when the screen is shown.
  ///
  /// Never beside a run: reading thousands of files would disturb what is being measured.
  static func shown(_ state: inout DashboardState) -> [Effect] {
    guard !state.run.phase.isActive else { return [] }
    state.results.listing += 1
    state.results.hasChanged = false
    if state.results.state != .listed { state.results.state = .listing }
    return [
      .results(.list(listing: state.results.listing, directories: directories(state)))
    ]
  }

  /// What a run has written is in the list, if that was ever looked at.
  static func runEnded(_ state: inout DashboardState) -> [Effect] {
    state.results.state == .none && state.screen != .results ? [] : shown(&state)
  }

  /// Where saved runs may be: the first of them that exists.
  private static func directories(_ state: DashboardState) -> [String] {
    if let wanted = state.results.wanted { return [wanted] }
    let output = state.setup.path(.output)
    guard !output.isEmpty else { return ["results", "."] }
    guard let slash = output.lastIndex(of: "/") else { return ["."] }
    return [slash == output.startIndex ? "/" : String(output[..<slash])]
  }

  // MARK: What is told

  static func apply(_ message: ResultsMessage, _ state: inout DashboardState) -> [Effect] {
    switch message {
    case .found(let listing, let directory, let files):
      guard listing == state.results.listing else { return [] }
      if directory != state.results.directory {
        state.results.marked = []
        state.results.isChosen = false
        state.results.offset = 0
      }
      state.results.directory = directory
      state.results.state = .reading
      return keepingRow(&state) { $0.take(files) }
    case .headlines(let listing, let headlines):
      guard listing == state.results.listing else { return [] }
      return keepingRow(&state) { $0.take(headlines) }
    case .listed(let listing):
      guard listing == state.results.listing else { return [] }
      state.results.state = .listed
      state.results.answered = listing
      return follow(&state) + (state.results.hasChanged ? shown(&state) : [])
    case .failed(let listing, let directory, let reason):
      guard listing == state.results.listing else { return [] }
      state.results.answered = listing
      state.results.directory = directory
      state.results.state = .failed(reason)
      state.results.take([FoundFile]())
      return follow(&state)
    case .changed(let directory):
      guard state.screen == .results, directory == state.results.directory else { return [] }
      // A folder that changes all the time would else never be listed to its end.
      guard state.results.answered == state.results.listing else {
        state.results.hasChanged = true
        return []
      }
      return shown(&state)
    case .rested(let path): return rested(path, &state)
    case .trashed, .restored, .renamed: return FileActions.apply(message, &state)
    }
  }

  /// Changes the list under the user's hands: the chosen row stays where it is on the screen.
  ///
  /// Where the list's beginning is seen, that stays, so that a new run appears there.
  private static func keepingRow(
    _ state: inout DashboardState, _ change: (inout ResultsView) -> Void
  ) -> [Effect] {
    let before = state.results.selectedIndex
    change(&state.results)
    let after = state.results.selectedIndex
    if state.results.isChosen, state.results.offset > 0, let before, let after {
      state.results.offset = max(0, state.results.offset + after - before)
    }
    return follow(&state)
  }

  /// Keeps the chosen row in sight, and the preview with it.
  static func follow(_ state: inout DashboardState) -> [Effect] {
    let rows = ResultsLayout(state, body: Frame(state.size).body).visibleRows
    state.results.offset = Table.offset(
      showing: state.results.selectedIndex ?? 0, of: state.results.shown.count, in: rows,
      from: state.results.offset)
    guard let entry = state.results.selectedEntry else {
      state.results.preview = .none
      return []
    }
    guard state.results.preview.path != entry.path, state.screen == .results else { return [] }
    // Not read beside a run, and not at all where it is known that it cannot be.
    state.results.preview = .none
    guard !state.run.phase.isActive, !entry.isDamaged else { return [] }
    return [.results(.rest(path: entry.path))]
  }

  private static func rested(_ path: String, _ state: inout DashboardState) -> [Effect] {
    guard state.results.selected == path, state.results.preview.path != path,
      !state.run.phase.isActive
    else { return [] }
    state.results.preview = .reading(path: path)
    return [.load(FileLoad(path, for: .preview))]
  }

  static func preview(
    _ figures: RunFigures, _ warnings: [String], of path: String, _ state: inout DashboardState
  ) -> [Effect] {
    guard state.results.selected == path else { return [] }
    let content = ReportContent(figures, glyphs: state.glyphs.text)
    state.results.preview = .report(path: path, content, warnings: warnings)
    return []
  }

  static func previewFailed(
    _ path: String, _ reason: String, _ state: inout DashboardState
  ) -> [Effect] {
    guard state.results.selected == path else { return [] }
    state.results.preview = .failed(path: path, reason: reason)
    return []
  }

  /// Fills the form with the plan of a saved run; where its result goes stays as it is.
  static func again(_ run: SavedRun, of path: String, _ state: inout DashboardState) -> [Effect] {
    guard !state.run.phase.isActive else {
      state.notice = Notice("a run is going on: stop it first, on screen 2", isBad: true)
      return []
    }
    let again = PlanAgain(
      run, current: state.setup.reading.plan,
      listed: state.results.entries.compactMap(\.headline))
    state.setup = SetupForm(
      plan: again.plan, output: state.setup[.output], surroundings: state.setup.surroundings)
    state.screen = .setup
    if state.setup.reading.problems.isEmpty { state.setup.focusStart() }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    state.notice =
      again.lacking.isEmpty
      ? Notice("the plan of \(name)")
      : Notice(
        "the plan of \(name); not in the file: \(again.lacking.joined(separator: ", "))",
        isBad: true)
    return state.setup.look() + state.scanIfNeeded()
  }

  // MARK: What the user does

  static func perform(_ command: ResultsCommand, _ state: inout DashboardState) -> [Effect] {
    switch command {
    case .move(let move): return Self.move(move, &state)
    case .mark:
      guard let path = state.results.selected else { return [] }
      if state.results.marked.contains(path) {
        state.results.marked.removeAll { $0 == path }
      } else {
        state.results.marked.append(path)
      }
      return Self.move(.down, &state)
    case .back:
      if !state.results.filter.isEmpty {
        state.results.filter = TextInput()
        state.results.arrange()
      } else {
        state.results.marked = []
      }
      return follow(&state)
    case .filter:
      state.results.line = .filter
      state.results.filter.moveEnd()
      return follow(&state)
    case .nextColumn, .reverse:
      if command == .reverse {
        state.results.order.isReversed.toggle()
      } else {
        state.results.order = ResultsOrder(column: state.results.order.column.next)
      }
      state.results.arrange()
      return follow(&state)
    case .refresh: return shown(&state)
    case .accept, .dismiss, .clear: return ResultsTyping.perform(command, &state)
    case .open, .replay, .compare, .export, .again, .resume, .trash, .undo, .rename:
      return FileActions.perform(command, &state)
    }
  }

  private static func move(
    _ move: ResultsCommand.Move, _ state: inout DashboardState
  ) -> [Effect] {
    state.results.isChosen = true
    let page = max(1, ResultsLayout(state, body: Frame(state.size).body).visibleRows - 1)
    let index = state.results.selectedIndex ?? 0
    switch move {
    case .up: state.results.choose(index - 1)
    case .down: state.results.choose(index + 1)
    case .pageUp: state.results.choose(index - page)
    case .pageDown: state.results.choose(index + page)
    case .first: state.results.choose(0)
    case .last: state.results.choose(state.results.shown.count - 1)
    }
    return follow(&state)
  }

  /// Chooses a row by the mouse, or sorts by the column whose title is clicked.
  static func click(
    _ event: MouseEvent, _ body: Rect, _ state: inout DashboardState
  ) -> [Effect] {
    let layout = ResultsLayout(state, body: body)
    let table = ResultsTable(results: state.results)
    if let column = table.column(at: event, in: layout.table, state.glyphs) {
      state.results.order.choose(column)
      state.results.arrange()
      return follow(&state)
    }
    let row = event.y - layout.table.y - 1
    guard layout.table.contains(x: event.x, y: event.y), row >= 0,
      state.results.shown.indices.contains(state.results.offset + row)
    else { return [] }
    state.results.isChosen = true
    state.results.choose(state.results.offset + row)
    return follow(&state)
  }
}
