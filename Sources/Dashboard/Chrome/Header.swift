internal import Canvas

/// The first line: the program, its screens, and what is being run.
struct Header: Widget {
  let state: DashboardState

  static let name = " slimbench "

  func draw(on canvas: inout Canvas, in area: Rect) {
    let layout = HeaderLayout(state, area)
    canvas.put(Self.name, Style(.title).bold, in: area)
    canvas.draw(layout.tabs, in: layout.tabArea)
    if let status = layout.status {
      canvas.putTrailing(Line(status, .muted), in: layout.statusArea)
    }
  }
}

/// Who gets the cells of the first line.
///
/// The tabs fold to their numbers before anything of the run goes untold; then the run's settings
/// are shortened, and its clock is the last thing to go. A run that is over folds nothing.
struct HeaderLayout {
  /// The tabs, folded if their area is too narrow for all their titles.
  let tabs: Tabs
  let tabArea: Rect
  /// What is being run, as long as there is room for; nil where nothing is, or none of it fits.
  let status: String?
  let statusArea: Rect

  /// Blank cells between the tabs and the run.
  private static let gap = 2

  init(_ state: DashboardState, _ area: Rect) {
    let tabs = Tabs(titles: Screen.allCases.map(\.title), selected: state.screen.rawValue)
    let start = DisplayWidth.of(Header.name) + 1
    // A blank cell closes the line.
    let room = max(0, area.width - start - Self.gap - 1)
    let isEngine = state.screen == .containers
    let engine = isEngine ? EngineLine(state.containers).forms : []
    let run = RunStatus(state)
    let complete = isEngine ? Array(engine.prefix(1)) : run.complete
    let shortened = isEngine ? Array(engine.dropFirst()) : run.shortened
    func longest(_ forms: [String], beside width: Int) -> String? {
      forms.first { Line($0).width(glyphs: state.glyphs) <= room - width }
    }
    let whole = tabs.width(glyphs: state.glyphs)
    let folded = tabs.foldedWidth(glyphs: state.glyphs)
    let beside = longest(complete, beside: whole)
    let isFolded = beside == nil && !complete.isEmpty
    let taken = isFolded ? folded : whole

    self.tabs = tabs
    self.status =
      beside
      ?? (isFolded
        ? longest(complete + shortened, beside: folded)
        : longest(isEngine ? [] : run.quiet, beside: whole))
    tabArea = Rect(
      x: area.x + start, y: area.y, width: min(taken, max(0, area.width - start)),
      height: area.height)
    statusArea = Rect(
      x: tabArea.x + taken + Self.gap, y: area.y, width: max(0, room - taken), height: area.height)
  }
}
