import Canvas
import Testing

/// Marks with words on a line chart.
struct ChartMarkTests {
  private static func chart(_ x: Double, _ label: String) -> LineChart {
    LineChart(
      series: [], x: ChartAxis(lower: 0, upper: 9), y: ChartAxis(lower: 0, upper: 1),
      marks: [
        ChartMark(x: x, glyph: "|", ascii: "|", style: .muted, place: .line, label: label)
      ])
  }

  @Test("a mark's label stands behind it, before it where there is no room, or nowhere")
  func label() {
    #expect(Self.chart(2, "gone").picture(10, 2, .ascii) == "··|·gone··\n··|·······")
    #expect(Self.chart(7, "gone").picture(10, 2, .ascii) == "··gone·|··\n·······|··")
    #expect(Self.chart(5, "too long").picture(10, 1, .ascii) == "·····|····")
  }

  @Test("a series keeps its own character in ASCII whatever stands beside it")
  func character() {
    let point = [ChartPoint(x: 5, y: 0)]
    for others in 0..<3 {
      let rest = [ChartSeries](
        repeating: ChartSeries(points: [ChartPoint(x: 0, y: 0)], style: .muted), count: others)
      let chart = LineChart(
        series: rest + [ChartSeries(points: point, style: .plain, ascii: "q")],
        x: ChartAxis(lower: 0, upper: 9), y: ChartAxis(lower: 0, upper: 1))
      #expect(chart.picture(10, 1, .ascii).dropFirst(5).first == "q")
    }
  }
}
