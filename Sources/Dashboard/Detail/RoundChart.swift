internal import BenchCore
internal import Canvas

/// A document's service time over the rounds, a line for each server; failures at the bottom.
struct RoundChart: Widget {
  let rounds: DocumentRounds
  /// Place of each condition's server in the plan, and its name.
  let servers: [(index: Int, name: String)]

  func draw(on canvas: inout Canvas, in area: Rect) {
    let measured = rounds.rounds.filter { $0.round != nil }
    let times = measured.flatMap { round in servers.indices.compactMap { round.seconds(of: $0) } }
    guard let most = times.max(), measured.count > 1, let last = measured.last?.round else {
      canvas.put("A line over the rounds needs two of them.", .muted, in: area)
      return
    }
    let series = servers.enumerated().map { place, server in
      ChartSeries(
        points: measured.map { round in
          ChartPoint(x: Double((round.round ?? 0) + 1), y: round.seconds(of: place) ?? .nan)
        }, style: Style(.series(server.index)), label: server.name)
    }
    let marks = measured.flatMap { round in
      servers.enumerated().compactMap { place, server -> ChartMark? in
        guard round.records[place]?.outcome.failure != nil else { return nil }
        return ChartMark(
          x: Double((round.round ?? 0) + 1), glyph: "×", ascii: "x", style: Style(.bad).bold)
      }
    }
    let upper = most * 1.1
    let step = max(1, (last + 1) / 10)
    let x = ChartAxis(
      lower: 1, upper: Double(last + 1) + max(0.5, Double(last) * 0.15),
      ticks: stride(from: 1, through: last + 1, by: step).map {
        ChartTick(value: Double($0), label: "\($0)")
      }, title: "round")
    let y = ChartAxis(
      lower: 0, upper: upper,
      ticks: LineChart.niceTicks(lower: 0, upper: upper, count: max(1, area.height / 4)).map {
        ChartTick(value: $0, label: Quantity.duration(seconds: $0))
      })
    canvas.draw(LineChart(series: series, x: x, y: y, marks: marks), in: area)
  }
}
