internal import BenchCore
internal import Canvas
internal import Reports

/// How the servers compare so far: figures in columns, and how their service times spread.
struct SoFarPanel: Widget {
  let run: RunView
  let lanes: [LaneFigures]

  /// Fewest cells of the spread beside the figures.
  private static let leastSpread = 38
  private static let labelWidth = 12
  private static let valueWidth = 9
  private static let nameWidth = 20
  private static let differenceWidth = 14

  func draw(on canvas: inout Canvas, in area: Rect) {
    let wanted = wanted(canvas.glyphs) + 4
    let hasSpread = area.width - wanted >= Self.leastSpread
    let parts =
      hasSpread
      ? area.columns([.fixed(max(wanted, area.width / 2)), .minimum(1)]) : [area]
    let figures = Panel(
      title: Line(run.phase == .over ? "In the end" : "So far", Style(.title).bold),
      footer: caution(parts[0].width, canvas.glyphs))
    canvas.draw(figures, in: parts[0])
    drawFigures(on: &canvas, in: figures.inner(parts[0]).inset(x: 1))
    if hasSpread { canvas.draw(SpreadPanel(lanes: lanes), in: parts[1]) }
  }

  /// Cells that the columns want with their names whole.
  private func wanted(_ glyphs: GlyphSet) -> Int {
    let columns = lanes.map {
      2 + min(Self.nameWidth, max(Self.valueWidth, glyphs.width(of: $0.server.name)))
    }
    return Self.labelWidth + columns.reduce(0, +)
      + (lanes.count == 2 ? 2 + Self.differenceWidth : 0)
  }

  private func caution(_ width: Int, _ glyphs: GlyphSet) -> Line {
    let alone = "describes this run alone"
    let queueing = "web overhead includes queueing in the server"
    guard lanes.contains(where: { $0.concurrency > 1 && $0.figures?.webOverhead.count ?? 0 > 0 })
    else { return Line(alone, .muted) }
    let both = alone + "; " + queueing
    return Line(glyphs.width(of: both) + 8 <= width ? both : queueing, .muted)
  }

  private func drawFigures(on canvas: inout Canvas, in area: Rect) {
    guard area.height > 1, !lanes.isEmpty else { return }
    let figures = lanes.map(\.figures)
    let fair = (area.width - Self.labelWidth) / lanes.count - 2
    let isWhole = lanes.count == 2 || wanted(canvas.glyphs) <= area.width
    let most = isWhole ? Self.nameWidth : min(Self.nameWidth, max(Self.valueWidth, fair))
    var columns = [TableColumn(title: "", minimum: Self.labelWidth)]
    columns += lanes.map {
      TableColumn(
        title: $0.server.name, alignment: .trailing, minimum: Self.valueWidth, maximum: most)
    }
    if lanes.count == 2 {
      columns.append(
        TableColumn(
          title: "difference", alignment: .trailing, minimum: Self.differenceWidth, priority: 1,
          grows: true))
    }
    let rows = Self.rows.prefix(area.height - 1).map { row in
      var cells = [Line(row.label, .muted)]
      cells += zip(lanes, figures).map { lane, figures in
        Line(figures.map(row.text) ?? Quantity.none, Style(.series(lane.index)).bold)
      }
      if lanes.count == 2 {
        let words =
          if let one = figures[0], let other = figures[1] {
            row.difference(other, one)
          } else { Quantity.none }
        cells.append(Line(words))
      }
      return cells
    }
    canvas.draw(Table(columns: columns, rows: rows), in: area)
  }

  private struct Row: Sendable {
    let label: String
    let text: @Sendable (ServerFigures) -> String
    let difference: @Sendable (ServerFigures, ServerFigures) -> String
  }

  private static let rows = [
    Row(
      label: "mean", text: { Quantity.duration(seconds: $0.mean) },
      difference: { Wording.difference(of: $0.mean, against: $1.mean, .time) }),
    Row(
      label: "p50", text: { $0.p50.text },
      difference: { ServerFigures.difference($0.p50, $1.p50) }),
    Row(
      label: "p95", text: { $0.p95.text },
      difference: { ServerFigures.difference($0.p95, $1.p95) }),
    Row(
      label: "pages/s", text: { Quantity.number($0.pagesPerSecond) },
      difference: {
        Wording.difference(of: $0.pagesPerSecond, against: $1.pagesPerSecond, .amount(""))
      }),
    Row(
      label: "web overhead", text: { Quantity.duration(seconds: $0.webOverhead.mean) },
      difference: { Wording.gap(of: $0.webOverhead.mean, against: $1.webOverhead.mean) }),
    Row(
      label: "n", text: { Quantity.count($0.succeeded) }, difference: { _, _ in "" }),
  ]
}
