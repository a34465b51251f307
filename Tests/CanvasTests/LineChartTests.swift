import Canvas
import Testing

struct LineChartTests {
  private static func line(
    _ points: [(Double, Double)], _ ink: Ink = .series1, isConnected: Bool = true,
    label: String = ""
  ) -> ChartSeries {
    ChartSeries(
      points: points.map { ChartPoint(x: $0.0, y: $0.1) }, style: Style(ink),
      isConnected: isConnected, label: label)
  }

  private static func bare(_ series: [ChartSeries], marks: [ChartMark] = []) -> LineChart {
    LineChart(
      series: series, x: ChartAxis(lower: 0, upper: 3), y: ChartAxis(lower: 0, upper: 7),
      marks: marks)
  }

  @Test("draws with 2 × 4 dots a cell in braille: each dot where its value is")
  func dots() {
    // Four columns and eight rows of dots; bits of a cell as in Unicode's braille block.
    for (x, y, column, row, bits) in [
      (0.0, 7.0, 0, 0, 0x01), (0, 6, 0, 0, 0x02), (0, 5, 0, 0, 0x04), (0, 4, 0, 0, 0x40),
      (1, 7, 0, 0, 0x08), (1, 6, 0, 0, 0x10), (1, 5, 0, 0, 0x20), (1, 4, 0, 0, 0x80),
      (2, 3, 1, 1, 0x01), (3, 0, 1, 1, 0x80), (0, 0, 0, 1, 0x40),
    ] {
      let canvas = Self.bare([Self.line([(x, y)])]).drawn(2, 2)
      let drawn = canvas.cells.filter { $0.text != " " }
      #expect(
        drawn.map(\.text) == [
          String(Unicode.Scalar(0x2800 + UInt32(bits)).map(Character.init) ?? "?")
        ])
      #expect(canvas[column, row].style == Style(.series1))
    }
  }

  @Test("connects points with lines, in every glyph set")
  func connected() {
    let chart = Self.bare([Self.line([(0, 0), (3, 7)])])
    #expect(chart.picture(4, 2) == "··⡠⠊\n⡠⠊··")
    #expect(chart.picture(4, 2, .block) == "··▄▀\n▄▀··")
    #expect(chart.picture(4, 4, .ascii) == "···*\n··.·\n·.··\n*···")
  }

  @Test("leaves points alone that are not connected, and gaps where a value is missing")
  func gaps() {
    let points = [(0.0, 0.0), (1, 0), (2, .nan), (3, 0)]
    #expect(Self.bare([Self.line(points)]).picture(4, 1, .ascii) == "**·*")
    let apart = [(0.0, 0.0), (3, 0)]
    #expect(Self.bare([Self.line(apart)]).picture(4, 1, .ascii) == "*..*")
    #expect(Self.bare([Self.line(apart, isConnected: false)]).picture(4, 1, .ascii) == "*··*")
  }

  @Test("cuts lines where they leave the plot, and leaves out points beyond it")
  func clipped() {
    let steep = Self.bare([Self.line([(0, -70), (3, 77)])])
    #expect(steep.picture(4, 3, .ascii) == "··.·\n··.·\n·.··")
    let far = Self.bare([Self.line([(-1e300, 3.5), (1e300, 3.5)])])
    #expect(far.picture(4, 1, .ascii) == "....")
    #expect(Self.bare([Self.line([(9, 9), (10, 10)])]).picture(4, 1, .ascii) == "····")
  }

  @Test("merges the dots of series, and the last one colours the cell")
  func overlap() {
    let canvas = Self.bare([
      Self.line([(0, 7)], .series1), Self.line([(0, 6)], .series2),
    ]).drawn(2, 2)
    #expect(canvas[0, 0].text == "⠃")
    #expect(canvas[0, 0].style == Style(.series2))
  }

  @Test("tells series apart in ASCII by their characters, lines behind points")
  func ascii() {
    let chart = Self.bare([
      Self.line([(0, 0), (2, 0), (3, 0)], label: "a"), Self.line([(1, 7), (1, 0)], label: "b"),
    ])
    #expect(
      chart.picture(9, 2, .ascii) == """
        ···+··*·a
        *..++·b.*
        """)
    let lines = Self.bare([Self.line([(0, 0), (2, 0)]), Self.line([(1, 0), (3, 0)])])
    #expect(lines.picture(7, 1, .ascii) == "*.+.*.+")
  }

  private let seconds = LineChart(
    series: [line([(0, 1), (10, 2), (20, 1)], label: "rust")],
    x: ChartAxis(
      lower: 0, upper: 20,
      ticks: [0, 10, 20].map { ChartTick(value: $0, label: "\(Int($0))") }, title: "s"),
    y: ChartAxis(
      lower: 0, upper: 2,
      ticks: [0, 1, 2].map { ChartTick(value: $0, label: "\(Int($0)) s") }, title: "time"))

  @Test("has axes with labels and titles")
  func axes() {
    #expect(
      seconds.picture(24, 8) == """
        time····················
        2·s┤······⢀⡠⠔⠊⠉⠒⠤⣀······
        ···│··⣀⠤⠒⠉⠁·······⠉⠒⠤⣀··
        1·s┤⠒⠉················⠉⠒
        ···│················rust
        0·s┤····················
        ···└┬─────────┬────────┬
        ····0····s····10······20
        """)
    #expect(
      seconds.picture(24, 8, .block) == """
        time····················
        2·s┤·······▄▄▀▀▀▄▄······
        ···│··▄▄▀▀▀·······▀▀▄▄··
        1·s┤▀▀················▀▀
        ···│················rust
        0·s┤····················
        ···└┬─────────┬────────┬
        ····0····s····10······20
        """)
    #expect(
      seconds.picture(24, 8, .ascii) == """
        time····················
        2·s+········..*..·······
        ···|···.....·····....···
        1·s+*..··············..*
        ···|··············*·rust
        0·s+····················
        ···++---------+--------+
        ····0····s····10······20
        """)
  }

  @Test("gives up its axes where there is little room")
  func small() {
    #expect(
      seconds.picture(24, 4) == """
        2·s┤⣀⣀⠤⠤⠤⠒⠒⠒⠊⠉⠉⠉⠒⠒⠒⠤⠤⠤⣀⣀
        0·s┤················rust
        ···└┬─────────┬────────┬
        ····0····s····10······20
        """)
    #expect(
      seconds.picture(24, 3) == """
        2·s┤⣀⣀⠤⠤⠤⠒⠒⠒⠊⠉⠉⠉⠒⠒⠒⠤⠤⠤⣀⣀
        0·s┤················rust
        ····0····s····10······20
        """)
    #expect(
      seconds.picture(24, 2) == """
        2·s┤⣀⣀⠤⠤⠤⠒⠒⠒⠊⠉⠉⠉⠒⠒⠒⠤⠤⠤⣀⣀
        0·s┤················rust
        """)
    #expect(
      seconds.picture(10, 4) == """
        ⣀⠤⠔⠒⠊⠉⠒⠢⠤⣀
        ······rust
        ┬────┬───┬
        0····10·20
        """)
    #expect(seconds.picture(3, 1) == "⠒⠉⠒")
    #expect(seconds.picture(1, 1) == "⠚")
    #expect(seconds.picture(0, 0) == "")
  }

  @Test("puts labels in the order of the last points, and in front of dots only at need")
  func labels() {
    let chart = Self.bare([
      Self.line([(0, 3), (3, 3)], label: "low"), Self.line([(0, 4), (3, 4)], label: "high"),
    ])
    #expect(
      chart.picture(8, 4, .block) == """
        ····high
        ▄▄▄▄▄▄▄▄
        ▀▀▀▀▀▀▀▀
        ·····low
        """)
    #expect(chart.picture(8, 1, .block) == "█████low")
    // Where the line ends before the edge, the label follows it.
    let short = LineChart(
      series: [Self.line([(0, 1), (1, 1)], label: "go")], x: ChartAxis(lower: 0, upper: 3),
      y: ChartAxis(lower: 0, upper: 2))
    #expect(short.picture(9, 3, .block) == "·········\n▀▀▀▀go···\n·········")
  }

  @Test("leaves out labels that would touch others, and keeps those at the ends")
  func crowded() {
    let ticks = [(0.0, "aaa"), (4, "bbb"), (9, "c")].map { ChartTick(value: $0.0, label: $0.1) }
    let chart = LineChart(
      series: [], x: ChartAxis(lower: 0, upper: 9, ticks: ticks),
      y: ChartAxis(lower: 0, upper: 1))
    #expect(chart.drawn(10, 3).rowText(2) == "aaa······c")
    #expect(chart.drawn(12, 3).rowText(2) == "aaa·bbb····c")
  }

  @Test("draws marks on the top or bottom row, or as a line behind the series")
  func marks() {
    let chart = Self.bare(
      [Self.line([(0, 3.5), (3, 3.5)])],
      marks: [
        ChartMark(x: 0, glyph: "✗", ascii: "x", style: Style(.bad)),
        ChartMark(x: 1, glyph: "▾", ascii: "v", style: .muted, place: .top),
        ChartMark(x: 3, glyph: "┊", ascii: ":", style: .muted, place: .line),
        ChartMark(x: 4, glyph: "✗", ascii: "x", style: Style(.bad)),
      ])
    #expect(chart.picture(4, 3, .ascii) == "·v·:\n*..*\nx··:")
    #expect(chart.drawn(4, 3)[0, 2] == Cell("✗", Style(.bad)))
  }
}
