internal import Canvas

/// Where the parts of the containers screen are.
///
/// The list above, the chosen container under it: its overview and, where there is room beside it,
/// its log. A container that is opened has all of the screen.
struct ContainersLayout {
  /// Cells from which a second panel stands beside the first.
  static let wide = 132

  /// Empty where a container is opened.
  let list: Rect
  let line: Rect
  let table: Rect
  /// The panel of the chosen container, and the one beside it.
  let detail: Rect
  let beside: Rect?
  /// Inside of the panel that the pane fills; nil where there is none.
  let pane: Rect?
  /// Which pane each of the two shows.
  let detailPane: ContainersView.Pane
  let besidePane: ContainersView.Pane
  /// Whether the log of the chosen container is seen.
  let showsLog: Bool

  init(_ state: DashboardState, body: Rect) {
    let containers = state.containers
    let lower: Rect
    if containers.isOpened {
      list = Rect(x: body.x, y: body.y, width: body.width, height: 0)
      lower = body
    } else {
      let wanted = max(3, containers.shown.count) + 3 + (Self.hasLine(containers) ? 1 : 0)
      // Most of a low screen is the list's; of a high one as much as it needs, up to a half.
      let most = body.height < 30 ? body.height * 11 / 20 : body.height / 2
      let parts = body.rows([.fixed(min(wanted, most)), .minimum(1)])
      (list, lower) = (parts[0], parts[1])
    }
    let inner = list.inset(x: 1, y: 1)
    let rows = inner.rows([.fixed(Self.hasLine(containers) ? 1 : 0), .minimum(0)])
    (line, table) = (rows[0].inset(x: 1), rows[1])
    let isSplit = body.width >= Self.wide && lower.height >= 8
    let pane = containers.pane
    // Beside the overview stands the log, beside all else the overview.
    if isSplit && (!containers.isOpened || pane == .overview) {
      let parts = lower.columns([.share(1), .share(1)])
      (detail, beside) = (parts[0], parts[1])
      detailPane = .overview
      besidePane = pane == .overview ? .log : pane
      self.pane = ScrolledText.place(in: pane == .overview ? parts[0] : parts[1])
    } else {
      (detail, beside) = (lower, nil)
      detailPane = pane
      besidePane = pane
      self.pane = ScrolledText.place(in: lower)
    }
    showsLog = detailPane == .log || beside != nil && besidePane == .log
  }

  private static func hasLine(_ containers: ContainersView) -> Bool {
    containers.line == .filter || !containers.filter.isEmpty
  }

  /// Rows of containers that are seen at once.
  var visibleRows: Int { max(1, table.height - 1) }
}
