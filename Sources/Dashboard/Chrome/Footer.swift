internal import Canvas

/// The last line: what the keys do here, or something that has just to be said.
struct Footer: Widget {
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    var room = area
    if let notice = state.notice {
      let style = Style(notice.isBad ? .bad : .accent, on: .raised, .bold)
      canvas.fill(area, with: Cell(" ", style))
      // What is wrong has the whole line; what is merely told leaves the keys beside it.
      let end = canvas.put((notice.isBad ? "! " : "") + notice.text, style, x: 1, in: area)
      if notice.isBad { return }
      room = Rect(x: area.x + end + 1, y: area.y, width: area.width - end - 1, height: 1)
    }
    let isServer = state.setup.focused?.id.isServer == true
    let bindings = KeyTable.bindings(in: state.keyContext).filter {
      !$0.hint.isEmpty && ($0.command != .removeServer || isServer)
    }
    let hints = bindings.map {
      KeyHint($0.name, hint($0), isEssential: $0.command == .help || $0.command == .quit)
    }
    canvas.draw(KeyHints(hints), in: room)
  }

  /// Whether the arrows move through the table, since no lane is seen.
  private var showsTableAlone: Bool {
    let layout = RunLayout(state.run, body: Frame(state.size).body)
    return layout.table != nil && layout.lanes.isEmpty
  }

  private func hint(_ binding: KeyBinding) -> String {
    switch binding.command {
    case .pause where state.run.phase == .paused: "go on"
    case .figures where state.run.showsFigures: "lanes"
    case .nextLane where showsTableAlone: "scroll"
    case .maximise where state.run.isMaximised: "all lanes"
    default: binding.hint
    }
  }
}
