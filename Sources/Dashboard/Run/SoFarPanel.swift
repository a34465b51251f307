internal import BenchCore
internal import Canvas
internal import Statistics

/// How the servers compare so far: figures in columns, and how their service times spread.
struct SoFarPanel: Widget {
  let run: RunView

  func draw(on canvas: inout Canvas, in area: Rect) {
    let isWide = area.width >= 100
    let parts = isWide ? area.columns([.share(1), .share(1)]) : [area]
    let figures = Panel(title: Line("So far", Style(.title).bold), footer: caution)
    canvas.draw(figures, in: parts[0])
    drawFigures(on: &canvas, in: figures.inner(parts[0]).inset(x: 1))
    guard isWide else { return }
    let spread = Panel(title: Line("Service time", Style(.title).bold))
    canvas.draw(spread, in: parts[1])
    canvas.draw(SpreadChart(run: run), in: spread.inner(parts[1]).inset(x: 1))
  }

  private var caution: Line {
    Line("no interval is computed: describes this run alone", .muted)
  }

  private var lanes: [LaneFigures] {
    run.state.servers.indices.compactMap { LaneFigures(run.state, server: $0) }
  }

  private func drawFigures(on canvas: inout Canvas, in area: Rect) {
    let lanes = lanes
    var columns = [TableColumn(title: "", minimum: 12)]
    columns += lanes.map {
      TableColumn(title: $0.server.name, alignment: .trailing, minimum: 9, maximum: 20)
    }
    if lanes.count == 2 {
      columns.append(
        TableColumn(
          title: "difference", alignment: .trailing, minimum: 13, priority: 1, grows: true))
    }
    let rows = Self.rows.map { row in
      var cells = [Line(row.label, .muted)]
      cells += lanes.enumerated().map { index, lane in
        Line(lane.current.map(row.text) ?? Quantity.none, Style(.series(index)).bold)
      }
      if lanes.count == 2 {
        let words =
          if let one = lanes[0].current, let other = lanes[1].current {
            row.difference(other, one)
          } else { Quantity.none }
        cells.append(Line(words))
      }
      return cells
    }
    canvas.draw(Table(columns: columns, rows: Array(rows.prefix(area.height - 1))), in: area)
  }

  private struct Row: Sendable {
    let label: String
    let text: @Sendable (ConditionState) -> String
    let difference: @Sendable (ConditionState, ConditionState) -> String
  }

  private static let rows = [
    Row(
      label: "mean", text: { Quantity.duration(seconds: $0.meanServiceSeconds) },
      difference: {
        Wording.difference(of: $0.meanServiceSeconds, against: $1.meanServiceSeconds, .time)
      }),
    percentile("p50", 0.5), percentile("p95", 0.95),
    Row(
      label: "pages/s", text: { Quantity.number($0.pagesPerSecond) },
      difference: {
        Wording.difference(of: $0.pagesPerSecond, against: $1.pagesPerSecond, .amount(""))
      }),
    Row(
      label: "web overhead", text: { Quantity.duration(seconds: $0.webOverhead.mean) },
      difference: { Wording.gap(of: $0.webOverhead.mean, against: $1.webOverhead.mean) }),
    Row(
      label: "n", text: { Quantity.count($0.succeeded) },
      difference: { _, _ in "" }),
  ]

  private static func percentile(_ label: String, _ p: Double) -> Row {
    @Sendable func seconds(_ figures: ConditionState) -> Double? {
      figures.serviceTime.nanoseconds(atPercentile: p).map { Double($0) / 1e9 }
    }
    return Row(
      label: label,
      text: {
        Quantity.percentile(seconds: seconds($0), Percentiles.support(p, count: $0.succeeded))
      },
      difference: { one, other in
        let isTold = [one, other].allSatisfy {
          Percentiles.support(p, count: $0.succeeded) != .unsupported
        }
        return isTold
          ? Wording.difference(of: seconds(one), against: seconds(other), .time) : Quantity.none
      })
  }
}
