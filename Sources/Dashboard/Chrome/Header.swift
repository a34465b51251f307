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
    canvas.put(Self.name, Style(.title).bold, in: area)
    let tabs = Tabs(titles: Screen.allCases.map(\.title), selected: state.screen.rawValue)
    let place = Self.tabArea(area)
    canvas.draw(tabs, in: place)
    let end = place.x - area.x + tabs.width(glyphs: canvas.glyphs) + 2
    let room = Rect(
      x: area.x + end, y: area.y, width: area.width - end - 1, height: area.height)
    let status = RunStatus.lengths(state).map { Line($0, .muted) }
    let fitting = status.first { $0.width(glyphs: canvas.glyphs) <= room.width }
    if let shown = fitting ?? status.last { canvas.putTrailing(shown, in: room) }
  }
}

/// What is being run, in a few words: `150 dpi · 1 in flight · round 2/5 · 00:41`.
enum RunStatus {
  /// The same in fewer and fewer cells.
  static func lengths(_ state: DashboardState) -> [String] {
    guard let plan = state.shownRun.state.started?.plan ?? state.shownRun.plan,
      state.shownRun.phase != .idle
    else { return [] }
    let point = state.shownRun.shownPoint
    // The guide's own files do not tell it.
    let isUnknown = state.replay?.run.kind == .guide
    let shown = choice(plan.dpis.map(Quantity.plain), point.map { Quantity.plain($0.dpi) })
    let dpi = (isUnknown ? "unknown" : shown) + " dpi"
    let rest =
      (plan.rounds > 1
        ? ["round \(min(state.shownRun.state.round + 1, plan.rounds))/\(plan.rounds)"] : [])
      + [Quantity.clock(seconds: state.shownRun.state.now.seconds(since: .zero))]
    return loads(plan, point).map { ([dpi] + $0 + rest).joined(separator: " · ") }
  }

  /// `100 [150] 300`: what of a sweep the lanes tell stands in brackets.
  private static func choice(_ values: [String], _ shown: String?) -> String {
    guard values.count > 1 else { return values.joined() }
    return values.map { $0 == shown ? "[\($0)]" : $0 }.joined(separator: " ")
  }

  private static func loads(_ plan: Plan, _ point: RunPoint?) -> [[String]] {
    let most = choice(plan.concurrencies.map(String.init), point.map { String($0.concurrency) })
    guard let open = plan.load.open else {
      return [["\(most) in flight"], ["\(most) at once"], ["c=\(most)"]]
    }
    let rate = "\(Quantity.plain(open.ratePerSecond))/s"
    return [[rate, "at most \(most) in flight"], [rate]]
  }
}
