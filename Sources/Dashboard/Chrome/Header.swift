internal import BenchCore
internal import Canvas

/// The first line: the program, its screens, and what is being run.
struct Header: Widget {
  let state: DashboardState

  static let name = " slimbench "

  static let tabs = Tabs(titles: Screen.allCases.map(\.title), selected: 0)

  /// The tabs' area in the header.
  static func tabArea(_ header: Rect) -> Rect {
    let start = DisplayWidth.of(name) + 1
    return Rect(
      x: header.x + start, y: header.y, width: max(0, header.width - start), height: header.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let status = Line(RunStatus.text(state, isShort: area.width < 100), .muted)
    canvas.put(Self.name, Style(.title).bold, in: area)
    let tabs = Tabs(titles: Screen.allCases.map(\.title), selected: state.screen.rawValue)
    let place = Self.tabArea(area)
    canvas.draw(tabs, in: place)
    let end = place.x - area.x + tabs.width(glyphs: canvas.glyphs) + 2
    let room = Rect(
      x: area.x + end, y: area.y, width: area.width - end - 1, height: area.height)
    canvas.putTrailing(status, in: room)
  }
}

/// What is being run, in a few words: `150 dpi · 1 in flight · round 2/5 · 00:41`, or with `c=1`
/// or `5/s`.
enum RunStatus {
  static func text(_ state: DashboardState, isShort: Bool) -> String {
    guard let plan = state.run.state.started?.plan ?? state.run.plan, state.run.phase != .idle
    else {
      return ""
    }
    var facts: [String] = []
    facts.append(plan.dpis.map(Quantity.plain).joined(separator: ", ") + " dpi")
    let concurrency = plan.concurrencies.map(String.init).joined(separator: ", ")
    if let open = plan.load.open {
      facts.append("\(Quantity.plain(open.ratePerSecond))/s")
      if !isShort { facts.append("at most \(concurrency) in flight") }
    } else {
      facts.append(isShort ? "c=\(concurrency)" : "\(concurrency) in flight")
    }
    if plan.rounds > 1 {
      facts.append("round \(min(state.run.state.round + 1, plan.rounds))/\(plan.rounds)")
    }
    facts.append(Quantity.clock(seconds: state.run.state.now.seconds(since: .zero)))
    return facts.joined(separator: " · ")
  }
}
