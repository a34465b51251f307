internal import Canvas

/// The mouse: tabs and lanes by a click, lists by the wheel.
enum MouseUpdate {
  static func apply(_ event: MouseEvent, to state: inout DashboardState) -> [Effect] {
    guard Frame.fits(state.size) else { return [] }
    let frame = Frame(state.size)
    switch event.action {
    case .wheelUp where state.keyContext == .results:
      return ResultsUpdate.perform(.move(.up), &state)
    case .wheelDown where state.keyContext == .results:
      return ResultsUpdate.perform(.move(.down), &state)
    case .wheelUp where state.keyContext == .containers:
      return ContainersUpdate.perform(.move(.up), &state)
    case .wheelDown where state.keyContext == .containers:
      return ContainersUpdate.perform(.move(.down), &state)
    case .wheelUp, .wheelDown:
      ScrollUpdate.apply(event.action == .wheelUp ? .up : .down, &state)
      return []
    case .press:
      guard state.overlay == nil else { return [] }
      let header = HeaderLayout(state, frame.header)
      let place = header.tabArea
      if event.y == place.y,
        let index = header.tabs.index(
          atX: event.x - place.x, width: place.width, glyphs: state.glyphs),
        let screen = Screen(rawValue: index)
      {
        return KeyUpdate.show(screen, &state)
      }
      if state.screen == .run, state.replay != nil, ReplayUpdate.click(event, frame.body, &state) {
        return []
      }
      if state.screen == .run { chooseLane(event, frame.body, &state) }
      if state.keyContext == .results { return ResultsUpdate.click(event, frame.body, &state) }
      if state.keyContext == .containers {
        return ContainersUpdate.click(event, frame.body, &state)
      }
      if state.keyContext == .detail { DetailUpdate.click(event, &state) }
      if state.screen == .setup { return chooseField(event, frame.body, &state) }
      return []
    }
  }

  private static func chooseLane(
    _ event: MouseEvent, _ body: Rect, _ state: inout DashboardState
  ) {
    let lanes = RunLayout(state.shownRun, body: body).lanes
    if let lane = lanes.first(where: { $0.area.contains(x: event.x, y: event.y) }) {
      state.shownRun.lane = lane.index
    }
  }

  private static func chooseField(
    _ event: MouseEvent, _ body: Rect, _ state: inout DashboardState
  ) -> [Effect] {
    let layout = SetupLayout(form: state.setup, area: SetupScreen.inner(body))
    if let hit = layout.fields.first(where: { $0.row.contains(x: event.x, y: event.y) }) {
      return SetupUpdate.click(state.setup.fields[hit.index].id, &state)
    }
    return layout.start.contains(x: event.x, y: event.y) ? SetupUpdate.click(nil, &state) : []
  }
}
