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
    let figures = lanes.map { $0.current.map(SoFarFigures.init) }
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
      cells += figures.enumerated().map { index, figures in
        Line(figures.map(row.text) ?? Quantity.none, Style(.series(index)).bold)
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
    canvas.draw(Table(columns: columns, rows: Array(rows.prefix(area.height - 1))), in: area)
  }

  private struct Row: Sendable {
    let label: String
    let text: @Sendable (SoFarFigures) -> String
    let difference: @Sendable (SoFarFigures, SoFarFigures) -> String
  }

  private static let rows = [
    Row(
      label: "mean", text: { Quantity.duration(seconds: $0.state.meanServiceSeconds) },
      difference: {
        Wording.difference(
          of: $0.state.meanServiceSeconds, against: $1.state.meanServiceSeconds, .time)
      }),
    percentile("p50", 0), percentile("p95", 1),
    Row(
      label: "pages/s", text: { Quantity.number($0.state.pagesPerSecond) },
      difference: {
        Wording.difference(
          of: $0.state.pagesPerSecond, against: $1.state.pagesPerSecond, .amount(""))
      }),
    Row(
      label: "web overhead", text: { Quantity.duration(seconds: $0.state.webOverhead.mean) },
      difference: { Wording.gap(of: $0.state.webOverhead.mean, against: $1.state.webOverhead.mean) }
    ),
    Row(
      label: "n", text: { Quantity.count($0.state.succeeded) },
      difference: { _, _ in "" }),
  ]

  private static func percentile(_ label: String, _ index: Int) -> Row {
    Row(
      label: label,
      text: { Quantity.percentile(seconds: $0.seconds(index), $0.support(index)) },
      difference: { one, other in
        let isTold = [one, other].allSatisfy { $0.support(index) != .unsupported }
        return isTold
          ? Wording.difference(of: one.seconds(index), against: other.seconds(index), .time)
          : Quantity.none
      })
  }
}

/// A condition with its percentiles, which cost a walk through the histogram: once a picture.
private struct SoFarFigures: Sendable {
  static let percentiles = [0.5, 0.95]

  let state: ConditionState
  private let nanoseconds: [Int64]

  init(_ state: ConditionState) {
    self.state = state
    nanoseconds = state.serviceTime.nanoseconds(atPercentiles: Self.percentiles)
  }

  /// The percentile of that number, seconds; nil where nothing was counted.
  func seconds(_ index: Int) -> Double? {
    nanoseconds.indices.contains(index) ? Double(nanoseconds[index]) / 1e9 : nil
  }

  func support(_ index: Int) -> PercentileSupport {
    Percentiles.support(Self.percentiles[index], count: state.succeeded)
  }
}
