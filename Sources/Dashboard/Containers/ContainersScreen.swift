internal import BenchCore
internal import Canvas

/// The containers of an engine: the list, and the chosen one under it.
///
///     ┌─ Containers  3 run · 1 stopped ──────────────────────────── by name ─┐
///     │   name                health            cores          memory        │
///     ├─ slimgest-benchmark  [overview] log health events facts ─────────────┤
///     └──────────────────────────────────────────────────────────────────────┘
struct ContainersScreen: Widget {
  let state: DashboardState

  private var containers: ContainersView { state.containers }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let layout = ContainersLayout(state, body: area)
    guard containers.table.isListed else {
      let panel = Panel(title: Line("Containers", Style(.title).bold), isFocused: true)
      canvas.draw(panel, in: area)
      MessageBlock(lines: NoContainers(state: state).lines(width: area.width - 8))
        .draw(on: &canvas, in: panel.inner(area))
      return
    }
    if !containers.isOpened { drawList(layout, on: &canvas) }
    drawDetail(layout, on: &canvas)
  }

  private func drawList(_ layout: ContainersLayout, on canvas: inout Canvas) {
    canvas.draw(
      Panel(
        title: title, trailing: Line(containers.order.title, .muted), footer: footer,
        isFocused: true), in: layout.list)
    if !layout.line.isEmpty {
      let end = canvas.put("/ ", Style(.accent).bold, in: layout.line)
      canvas.draw(
        TextField(
          containers.filter, isFocused: containers.line == .filter,
          placeholder: "name, image, state, label=value, !without"),
        in: Rect(
          x: layout.line.x + end, y: layout.line.y, width: min(72, layout.line.width - end),
          height: 1))
    }
    if containers.shown.isEmpty {
      MessageBlock(lines: NoContainers(state: state).lines(width: layout.table.width - 4))
        .draw(on: &canvas, in: layout.table)
    } else {
      ContainersTable(state: state).draw(on: &canvas, in: layout.table)
    }
  }

  private var title: Line {
    let rows = containers.shown.map { containers.table.rows[$0] }
    var facts = ["\(Quantity.count(rows.count { $0.isAlive })) run"]
    let stopped = rows.count { !$0.isAlive && !$0.isGone }
    if stopped > 0 { facts.append("\(Quantity.count(stopped)) stopped") }
    let gone = rows.count { $0.isGone }
    if gone > 0 { facts.append("\(Quantity.count(gone)) removed") }
    let all = containers.wantedCount
    if !containers.filter.isEmpty { facts.append("of \(Quantity.count(all))") }
    if containers.table.dropped > 0 {
      facts.append("\(Quantity.count(containers.table.dropped)) more are not shown")
    }
    return Line("Containers", Style(.title).bold)
      + Line("  " + facts.joined(separator: " · "), .muted)
  }

  /// Why the engine cannot be asked, else how many are sampled.
  private var footer: Line {
    if let problem = containers.table.problem {
      let words = [problem.reason, problem.advice].filter { !$0.isEmpty }.joined(separator: "; ")
      return Line(Sanitizer.line(words, glyphs: state.glyphs.text, limit: 300), Style(.warning))
    }
    let alive = containers.shown.count { containers.table.rows[$0].isAlive }
    let watched = containers.watched.count { containers.table[$0]?.isAlive == true }
    guard watched < alive else { return [] }
    return Line("\(Quantity.count(watched)) sampled: those that are seen", .muted)
  }

  // MARK: The chosen container

  private func drawDetail(_ layout: ContainersLayout, on canvas: inout Canvas) {
    guard let row = containers.selectedRow else {
      canvas.draw(Panel(title: Line("no container is chosen", .muted)), in: layout.detail)
      if let beside = layout.beside { canvas.draw(Panel(title: []), in: beside) }
      return
    }
    let isTabbed = layout.beside == nil
    let words = ContainerWords(
      row: row, now: containers.now, glyphs: canvas.glyphs, pending: containers.pending[row.id],
      isLost: containers.table.problem != nil)
    canvas.draw(
      Panel(
        title: name(row, layout.detail.width) + (isTabbed ? tabs(layout.detailPane) : Line()),
        trailing: words.state, footer: isTabbed ? paneFooter(layout.detailPane) : [],
        footerTrailing: isTabbed ? Line("Tab: more", .muted) : [],
        isFocused: containers.isOpened), in: layout.detail)
    drawPane(layout.detailPane, row, on: &canvas, in: ScrolledText.place(in: layout.detail))
    guard let beside = layout.beside else { return }
    canvas.draw(
      Panel(
        title: tabs(layout.besidePane, isBeside: true), footer: paneFooter(layout.besidePane),
        footerTrailing: Line("Tab: more", .muted)), in: beside)
    drawPane(layout.besidePane, row, on: &canvas, in: ScrolledText.place(in: beside))
  }

  private func drawPane(
    _ pane: ContainersView.Pane, _ row: ContainerRow, on canvas: inout Canvas, in area: Rect
  ) {
    switch pane {
    case .overview: ContainerOverview(state: state, row: row).draw(on: &canvas, in: area)
    case .log: ContainerLogPane(containers: containers).draw(on: &canvas, in: area)
    case .health, .events, .facts:
      canvas.draw(
        ScrolledText(
          lines: ContainerText(state: state, width: area.width).lines(pane),
          scroll: containers.scrolls[pane] ?? 0), in: area)
    }
  }

  private func name(_ row: ContainerRow, _ width: Int) -> Line {
    let name = DisplayWidth.truncate(
      Sanitizer.line(row.name, glyphs: state.glyphs.text), to: max(10, width / 4),
      glyphs: state.glyphs.text)
    return Line(name + " ", Style(.title).bold)
  }

  /// The panes, the one that is shown in brackets.
  ///
  /// - Parameter isBeside: Whether the overview is seen beside it, and need not be named.
  private func tabs(_ shown: ContainersView.Pane, isBeside: Bool = false) -> Line {
    ContainersView.Pane.allCases.filter { !isBeside || $0 != .overview }.reduce(Line()) {
      line, pane in
      let blank = line.isEmpty ? "" : " "
      return pane == shown
        ? line + Line(blank + "[\(pane.title)]", Style(.accent).bold)
        : line + Line(blank + pane.title, .muted)
    }
  }

  private func paneFooter(_ pane: ContainersView.Pane) -> Line {
    pane == .log ? ContainerLogPane(containers: containers).footer : []
  }
}
