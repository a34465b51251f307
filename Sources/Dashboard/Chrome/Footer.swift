internal import BenchCore
internal import Canvas

/// The last line: what the keys do here, or something that has just to be said.
struct Footer: Widget {
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    var room = area
    if let notice = state.notice {
      let style = Style(notice.isBad ? .bad : .accent, on: .raised, .bold)
      canvas.fill(area, with: Cell(" ", style))
      // The keys stay beside it, as far as there is room for them.
      let text = notice.text.split(separator: "\n").joined(separator: " ")
      let end = canvas.put((notice.isBad ? "! " : "") + text, style, x: 1, in: area)
      room = Rect(x: area.x + end + 1, y: area.y, width: area.width - end - 1, height: 1)
    }
    let isServer = state.setup.focused?.id.isServer == true
    let bindings = KeyTable.bindings(in: state.keyContext).filter {
      !$0.hint.isEmpty && ($0.command != .removeServer || isServer) && canDo($0.command)
    }
    let hints = bindings.map {
      KeyHint($0.name, hint($0), isEssential: isEssential($0.command))
    }
    // Beside something that is said, half a hint would be taken for a part of it.
    let least = KeyHints(hints.filter(\.isEssential)).width(glyphs: canvas.glyphs)
    if state.notice == nil || room.width >= least { canvas.draw(KeyHints(hints), in: room) }
  }

  /// Whether the key does something that can be seen now; nothing is started beside a run.
  private func canDo(_ command: Command) -> Bool {
    switch command {
    case .start:
      !state.run.phase.isActive && (state.screen == .setup || state.run.phase == .over)
    case .nextResolution:
      state.shownRun.hasLanes && (state.shownRun.state.started?.plan.dpis.count ?? 0) > 1
    case .nextLog: !ServerLogTab.all(state).isEmpty
    case .containers(let command): canDo(command)
    case .results(.resume): canResume
    case .detail(let command): state.detail?.canDo(command) ?? false
    case .replay(.nextFailure): state.replay?.marks.failures.isEmpty == false
    case .figures, .maximise, .window, .errors, .nextLane: state.shownRun.hasLanes
    default: true
    }
  }

  /// Whether the chosen run was cut short.
  private var canResume: Bool {
    switch state.results.selectedEntry?.headline?.state {
    case .interrupted, .stopped: true
    default: false
    }
  }

  /// What the chosen container allows; where only looking is allowed, nothing.
  private func canDo(_ command: ContainersCommand) -> Bool {
    let containers = state.containers
    let isLog = containers.pane == .log
    switch command {
    case .startStop, .restart, .remove:
      return !containers.options.isReadOnly && containers.selectedRow?.isGone == false
    case .open, .log, .nextPane: return containers.selectedRow != nil
    case .search, .filterLog, .excludeLog, .timestamps, .wrap: return isLog
    case .nextMatch: return isLog && !containers.log.search.isEmpty
    case .follow: return isLog && containers.log.fromEnd > 0
    case .nextContainer: return containers.shown.count > 1
    default: return true
    }
  }

  /// Whether the hint stays where there is little room.
  private func isEssential(_ command: Command) -> Bool {
    switch command {
    case .help, .quit: true
    case .errors: state.shownRun.state.failures.count > 0
    default: false
    }
  }

  /// Whether the arrows move through the table, since no lane is seen.
  private var showsTableAlone: Bool {
    let layout = RunLayout(state.shownRun, body: Frame(state.size).body)
    return layout.table != nil && layout.lanes.isEmpty
  }

  private func hint(_ binding: KeyBinding) -> String {
    switch binding.command {
    case .pause where state.run.phase == .paused: "go on"
    case .replay(.togglePlaying) where state.replay?.clock.isPlaying == true: "pause"
    case .figures where state.shownRun.showsFigures: "lanes"
    case .containers(.startStop):
      state.containers.selectedRow.map(ContainerActions.runs) == false ? "start" : "stop"
    case .nextLane where showsTableAlone: "scroll"
    case .leaveField where state.setup.isChanged: "undo"
    case .maximise where state.shownRun.isMaximised: "all lanes"
    default: binding.hint
    }
  }
}
