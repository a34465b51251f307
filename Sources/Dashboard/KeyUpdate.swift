internal import Canvas

/// Keys: what the table says they mean, or text for the field that has the keyboard.
enum KeyUpdate {
  static func apply(_ key: Key, to state: inout DashboardState) -> [Effect] {
    state.notice = nil
    let context = state.keyContext
    if context == .field {
      if let effects = SetupUpdate.type(key, &state) { return effects }
    }
    if context == .resultsText, let effects = ResultsTyping.type(key, &state) { return effects }
    if context == .detailText, let effects = DetailUpdate.type(key, &state) { return effects }
    if context == .compareText, let effects = CompareUpdate.type(key, &state) { return effects }
    if context == .containerText, let effects = ContainerLogUpdate.type(key, &state) {
      return effects
    }
    guard let command = KeyTable.command(for: key, in: context) else {
      if context == .setup, case .character = key { state.notice = SetupUpdate.untyped }
      return []
    }
    return perform(command, &state)
  }

  private static func perform(_ command: Command, _ state: inout DashboardState) -> [Effect] {
    switch command {
    case .help:
      let area = OverlayPanel.inner(in: Frame(state.size).body)
      state.overlay = .help(scroll: HelpOverlay.top(of: state.keyContext, in: area))
      return []
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .nextTheme: return nextTheme(&state)
    case .show(let screen): return show(screen, &state)
    case .quit: return quit(&state)
    case .end: return interrupt(&state)
    case .closeOverlay:
      state.overlay = nil
      return []
    case .yes, .no: return answer(command == .yes, &state)
    case .up, .down, .pageUp, .pageDown, .first, .last:
      ScrollUpdate.apply(command, &state)
      return []
    case .nextLog, .previousLog:
      ServerLogUpdate.turn(command == .nextLog ? 1 : -1, &state)
      return []
    case .containers(let command): return ContainersUpdate.perform(command, &state)
    case .start, .pause, .stop, .errors, .log, .nextLane, .previousLane, .maximise, .window,
      .figures, .nextResolution:
      return state.screen == .setup && command == .start
        ? SetupUpdate.start(&state) : RunUpdate.perform(command, &state)
    case .nextField, .previousField, .leaveField, .addServer, .removeServer, .clearField:
      return SetupUpdate.perform(command, &state)
    case .results(let command): return ResultsUpdate.perform(command, &state)
    case .detail(let command): return DetailUpdate.perform(command, &state)
    case .replay(let command): return ReplayUpdate.perform(command, &state)
    case .compare(let command): return CompareUpdate.perform(command, &state)
    case .export: return ExportUpdate.begin(&state)
    case .exportAs(let format): return ExportUpdate.choose(format, &state)
    case .sort:
      state.corpus.order = state.corpus.order.next
      state.corpus.selected = 0
      state.corpus.offset = 0
      return []
    case .rescan: return state.scanIfNeeded(again: true)
    }
  }

  static func show(_ screen: Screen, _ state: inout DashboardState) -> [Effect] {
    let leaves = state.screen == .containers && screen != .containers
    let left = leaves ? ContainersUpdate.hidden(&state) : []
    state.screen = screen
    return left + shown(screen, &state)
  }

  private static func shown(_ screen: Screen, _ state: inout DashboardState) -> [Effect] {
    // Whoever looks at something else wants to see it before anything begins.
    if screen != .run { state.setup.startsWhenSeen = false }
    // Letters are commands where one arrives; a field takes them once it is chosen.
    if screen == .setup { state.setup.focusStart() }
    switch screen {
    // Files come and go while nobody looks.
    case .setup: return state.setup.look()
    case .corpus: return state.scanIfNeeded()
    case .results: return ResultsUpdate.shown(&state)
    case .containers: return ContainersUpdate.shown(&state)
    case .run, .compare: return []
    }
  }

  private static func nextTheme(_ state: inout DashboardState) -> [Effect] {
    guard !state.themes.isEmpty else {
      state.notice = Notice("no themes were found: see --theme in slimbench run --help")
      return []
    }
    let index = state.themes.firstIndex(of: state.theme).map { $0 + 1 } ?? 0
    let name = state.themes[index % state.themes.count]
    state.theme = name
    state.notice = Notice("theme: \(name)")
    return [.changeTheme(name)]
  }

  /// `q` ends at once where nothing is lost, and asks in a run.
  private static func quit(_ state: inout DashboardState) -> [Effect] {
    guard state.run.phase.isActive, state.run.phase != .stopping else { return end(&state) }
    state.overlay = .confirm(.quitDuringRun)
    return []
  }

  /// Ends without a question, as a signal does; a run is stopped and saved first.
  static func interrupt(_ state: inout DashboardState) -> [Effect] {
    state.wasInterrupted = true
    return end(&state)
  }

  private static func end(_ state: inout DashboardState) -> [Effect] {
    state.overlay = nil
    if state.run.phase.isActive { state.run.phase = .stopping }
    return [.quit]
  }

  private static func answer(_ isYes: Bool, _ state: inout DashboardState) -> [Effect] {
    guard case .confirm(let question) = state.overlay else { return [] }
    state.overlay = nil
    guard isYes else { return [] }
    switch question {
    case .quitDuringRun: return end(&state)
    case .stopRun: return RunUpdate.stop(&state)
    case .trash(let paths): return FileActions.trash(paths, &state)
    case .container(let action, let id, let name):
      return ContainerActions.confirmed(action, id: id, name: name, &state)
    }
  }
}
