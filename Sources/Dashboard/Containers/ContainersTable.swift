internal import BenchCore
internal import Canvas

/// The list itself: a row for each container, written out as far as it is seen.
///
///       name                health             cores            ⚠        memory
///     ▸ ● slimgest-bench…   healthy 12 min   1.94/2 ▂▅▇█▇▇  ⚠ 41 %  3.1 GiB ▃▄▄▅▅▅   ↻ 0
///       ✗ slimgest-cpu      failing ×3 40 s    0.10 ▁▁▁▁▁▁          0.4 GiB ▁▁▁▁▁▁   ↻ 2
///       † old-run           OOM-killed  137 · 10:41:02 · peak 3.99 GiB of 4 GiB  “CUDA out of …”
struct ContainersTable: Widget {
  let state: DashboardState

  private var containers: ContainersView { state.containers }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.draw(table(canvas.glyphs, in: area), in: area)
  }

  /// What the list is sorted by once the title at this place is clicked; nil beside the titles.
  func column(at event: MouseEvent, in area: Rect) -> ContainersOrder.Column? {
    guard !containers.shown.isEmpty else { return nil }
    return table(state.glyphs, in: area)
      .column(atX: event.x, y: event.y, in: area, glyphs: state.glyphs)
      .flatMap { columns(area, state.glyphs)[$0].sorts }
  }

  private func table(_ glyphs: GlyphSet, in area: Rect) -> Table {
    let visible = max(1, area.height - 1)
    let count = containers.shown.count
    let offset = min(containers.offset, max(0, count - visible))
    var rows = [[Line]](repeating: [], count: count)
    var tails: [Int: Line] = [:]
    for index in rows.indices.dropFirst(offset).prefix(visible) {
      let row = containers.row(index)
      let words = ContainerWords(
        row: row, now: containers.now, glyphs: glyphs, pending: containers.pending[row.id],
        isLost: containers.table.problem != nil)
      if let ending = words.ending(zone: containers.options.zone) {
        rows[index] = Array(cells(words, area.width, glyphs).prefix(isRoomy(area) ? 3 : 2))
        tails[index] = ending
      } else {
        rows[index] = cells(words, area.width, glyphs)
      }
    }
    return Table(
      columns: columns(area, glyphs).map(\.column), rows: rows,
      selected: containers.selectedIndex, offset: offset, tails: tails)
  }

  private func isRoomy(_ area: Rect) -> Bool { area.width >= 140 }

  /// Cells of a sparkline.
  private func sparkWidth(_ width: Int) -> Int { width >= 150 ? 14 : width >= 110 ? 8 : 6 }

  /// The columns, and what a click on a title sorts by, if by anything.
  private func columns(
    _ area: Rect, _ glyphs: GlyphSet
  ) -> [(sorts: ContainersOrder.Column?, column: TableColumn)] {
    let spark = sparkWidth(area.width)
    let isNarrow = area.width < 100
    let name = TableColumn(
      title: "name", minimum: 13, maximum: area.width >= 110 ? 32 : isNarrow ? 16 : 22)
    let restarts = TableColumn(
      title: isNarrow ? (glyphs == .ascii ? "rst" : "↻") : "restarts", alignment: .trailing,
      minimum: 2, priority: 2)
    let heldBack = TableColumn(
      title: isNarrow ? "held" : "held back", alignment: .trailing, minimum: 6, priority: 2)
    func number(_ title: String, _ minimum: Int, priority: Int = 0) -> TableColumn {
      TableColumn(title: title, alignment: .trailing, minimum: minimum, priority: priority)
    }
    let image = (
      sorts: ContainersOrder.Column?.none,
      column: TableColumn(title: "image", minimum: 12, maximum: 28)
    )
    return [(nil, TableColumn(title: "", minimum: 1, maximum: 1)), (.name, name)]
      + (isRoomy(area) ? [image] : [])
      + [
        (.health, TableColumn(title: "health", minimum: 14, maximum: 22)),
        (.cores, number("cores", 4)),
        (.cores, TableColumn(title: "", minimum: spark, maximum: spark, priority: 3)),
        (nil, heldBack),
        (.memory, number("memory", 7)),
        (.memory, TableColumn(title: "", minimum: spark, maximum: spark, priority: 6)),
        (.memory, TableColumn(title: "", minimum: 9, priority: 8)),
        (.restarts, restarts),
        (nil, number("OOM", 3, priority: 4)),
        (.traffic, number("in", 8, priority: 7)),
        (.traffic, number("out", 8, priority: 7)),
        (nil, number("pids", 4, priority: 9)),
        (nil, TableColumn(title: "ports", minimum: 4, maximum: 30, priority: 10)),
      ]
  }

  private func cells(_ words: ContainerWords, _ width: Int, _ glyphs: GlyphSet) -> [Line] {
    let row = words.row
    let spark = sparkWidth(width)
    var cells = [words.mark, Line(row.name, row.isGone ? .muted : .plain)]
    if width >= 140 { cells.append(Line(row.facts.image, .muted)) }
    let slots = row.isAlive ? row.usage.recent(spark, at: containers.now) : []
    let limit = row.usage.sample?.coreLimit ?? row.facts.coreLimit
    return cells + [
      words.state, words.cores,
      // Up to the limit, so that a full bar is one that can do no more.
      Sparkline(
        values: slots.map(\.cores), maximum: limit ?? Self.topCores(slots.map(\.cores)),
        style: Style(.series1)
      ).line(width: spark, glyphs: glyphs),
      words.throttled, words.memory,
      Sparkline(
        values: slots.map(\.memoryBytes),
        maximum: row.facts.memoryLimitBytes.map(Double.init)
          ?? Self.topMemory(slots.map(\.memoryBytes)), style: Style(.series2)
      ).line(width: spark, glyphs: glyphs),
      words.memoryLimit, words.restarts, words.outOfMemory, words.received, words.sent,
      words.processes, words.ports,
    ]
  }

  /// Without a limit a core is full height, or what was most: idling is no peak.
  private static func topCores(_ values: [Double?]) -> Double {
    max(1, values.lazy.compactMap(\.self).max() ?? 0)
  }

  /// Without a limit what is steady stands below the top, so that what grows is seen to.
  private static func topMemory(_ values: [Double?]) -> Double {
    1.25 * (values.lazy.compactMap(\.self).max() ?? 1)
  }
}
