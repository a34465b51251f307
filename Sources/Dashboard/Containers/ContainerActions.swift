internal import BenchCore
internal import Canvas

/// What is done to containers: asked for, confirmed, and never where only looking is allowed.
enum ContainerActions {
  static func ask(_ command: ContainersCommand, _ state: inout DashboardState) {
    guard !state.containers.options.isReadOnly, let row = state.containers.selectedRow else {
      return
    }
    guard !row.isGone else {
      state.notice = Notice("\(row.name) was removed: there is nothing left to act on", isBad: true)
      return
    }
    if let problem = state.containers.table.problem {
      state.notice = Notice("the engine cannot be asked: \(problem.reason)", isBad: true)
      return
    }
    if let action = state.containers.pending[row.id] {
      state.notice = Notice("\(row.name): \(action.going)")
      return
    }
    let action: ContainerAction
    switch command {
    case .restart: action = .restart
    case .remove: action = .remove
    default: action = runs(row) ? .stop : .start
    }
    state.overlay = .confirm(.container(action, id: row.id, name: row.name))
  }

  static func confirmed(
    _ action: ContainerAction, id: String, name: String, _ state: inout DashboardState
  ) -> [Effect] {
    guard !state.containers.options.isReadOnly else { return [] }
    state.containers.pending[id] = action
    state.notice = Notice("\(name): \(action.going)")
    return [.containers(.act(action, id: id, name: name))]
  }

  static func runs(_ row: ContainerRow) -> Bool {
    row.facts.state.isAlive || row.facts.state == .restarting
  }

  /// The question in full.
  static func dialog(
    _ action: ContainerAction, id: String, name: String, _ state: DashboardState
  ) -> Dialog {
    let row = state.containers.table[id]
    let runs = row.map(runs) ?? false
    let shown = Sanitizer.line(name, glyphs: state.glyphs.text, limit: 60)
    let body =
      switch action {
      case .start: "It is started as it was made, with the same command, ports and limits."
      case .stop: "It is asked to end, and killed where it has not within ten seconds."
      case .restart: "It is stopped, within ten seconds, and started again."
      case .remove:
        runs
          ? "It runs: it is killed first. What it wrote beside its volumes is gone for good."
          : "What it wrote beside its volumes is gone for good, its log too."
      }
    let active = state.run.phase.isActive ? " A run is going on, and may be measuring it." : ""
    let verb = action.verb.prefix(1).uppercased() + action.verb.dropFirst()
    return Dialog(
      title: Line("\(verb) \(shown)?"), body: [Line(body + active)],
      hints: [KeyHint("y", action.verb), KeyHint("n", "leave it as it is")], width: 60,
      isWarning: action != .start)
  }
}
