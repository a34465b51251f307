import Canvas
import Testing

struct BarTests {
  @Test("a sparkline draws the latest values, the newest at the right")
  func sparkline() {
    let line = Sparkline(values: [1, 2, nil, 0, 4, 8])
    #expect(line.picture(8, 1) == "··▁▂·▁▄█")
    #expect(line.picture(6, 1, .ascii) == "_.·_-#")
    #expect(line.picture(2, 1) == "▄█")
    #expect(line.picture(4, 2) == "···█\n·▁██")
    #expect(line.picture(0, 0) == "")
    // Scaled by what is seen, unless told otherwise.
    #expect(Sparkline(values: [100, 1, 2]).picture(2, 1) == "▄█")
    #expect(Sparkline(values: [4, 99], maximum: 8).picture(2, 1) == "▄█")
    #expect(Sparkline(values: [.nan, -1, 0, .infinity]).picture(4, 1) == "·▁▁█")
    #expect(Sparkline(values: []).picture(3, 1) == "···")
  }

  @Test("a sparkline is also text for a table's cell")
  func sparklineText() {
    let line = Sparkline(values: [1, nil, 8], style: Style(.good))
    #expect(line.line(width: 4, glyphs: .braille) == Line(" ▁ █", Style(.good)))
    #expect(line.line(width: 2, glyphs: .ascii) == Line(" #", Style(.good)))
    #expect(line.line(width: -1, glyphs: .ascii).isEmpty)
  }

  @Test(
    "a gauge is empty only for nothing and full only for all",
    arguments: [
      (0, "░░░░░░░░", "░░░░░░░░", "[......]"), (0.001, "▏░░░░░░░", "▌░░░░░░░", "[#.....]"),
      (0.3, "██▍░░░░░", "██▌░░░░░", "[##....]"), (0.5, "████░░░░", "████░░░░", "[###...]"),
      (0.999, "███████▉", "███████▌", "[#####.]"), (1, "████████", "████████", "[######]"),
      (7, "████████", "████████", "[######]"), (-1, "░░░░░░░░", "░░░░░░░░", "[......]"),
      (nil, "░░░░░░░░", "░░░░░░░░", "[......]"), (.nan, "░░░░░░░░", "░░░░░░░░", "[......]"),
    ] as [(Double?, String, String, String)])
  func gauge(fraction: Double?, braille: String, block: String, ascii: String) {
    #expect(Gauge(fraction: fraction).picture(8, 1) == braille)
    #expect(Gauge(fraction: fraction).picture(8, 1, .block) == block)
    #expect(Gauge(fraction: fraction).picture(8, 1, .ascii) == ascii)
  }

  @Test("a gauge keeps its label rather than its bar")
  func gaugeLabel() {
    let gauge = Gauge(fraction: 0.5, label: "43/86")
    #expect(gauge.picture(14, 1) == "████░░░░·43/86")
    #expect(gauge.picture(10, 1) == "██░░·43/86")
    #expect(gauge.picture(9, 1) == "43/86····")
    #expect(gauge.picture(4, 1) == "43/…")
    #expect(gauge.picture(14, 2) == "████░░░░·43/86\n··············")
    #expect(Gauge(fraction: 0.5).picture(1, 1) == "▌")
    #expect(Gauge(fraction: 0.5).picture(1, 1, .ascii) == "#")
  }

  @Test(
    "an interval is drawn on its line, with the reference and the estimate",
    arguments: [
      (-1...3, 1, "░░░░░░├─┼─●───┤░░", "......[-+-*---].."),
      (1...1.1, 1.05, "░░░░░░░░│░●░░░░░░", "........|.*......"),
      (-9...9, 0, "◄───────●───────►", "<-------*------->"),
      (-9 ... -8, -8.5, "◄░░░░░░░│░░░░░░░░", "<.......|........"),
      (8...9, nil, "░░░░░░░░│░░░░░░░►", "........|.......>"),
      (nil, 2, "░░░░░░░░│░░░●░░░░", "........|...*...."),
      (nil, nil, "░░░░░░░░│░░░░░░░░", "........|........"),
      (-4...4, nil, "├───────┼───────┤", "[-------+-------]"),
    ] as [(ClosedRange<Double>?, Double?, String, String)])
  func interval(
    interval: ClosedRange<Double>?, estimate: Double?, braille: String, ascii: String
  ) {
    let bar = IntervalBar(lower: -4, upper: 4, interval: interval, estimate: estimate)
    #expect(bar.picture(17, 1) == braille)
    #expect(bar.picture(17, 1, .ascii) == ascii)
    #expect(bar.picture(17, 1, .block) == braille.replacing("●", with: "■"))
  }

  @Test("an interval that leaves the reference out is not drawn over it, however near it is")
  func excluded() {
    func bar(_ interval: ClosedRange<Double>, _ estimate: Double) -> String {
      IntervalBar(lower: -4, upper: 4, interval: interval, estimate: estimate).picture(17, 1)
    }
    #expect(bar(0.01...2, 1) == "░░░░░░░░│├●─┤░░░░")
    #expect(bar(-2 ... -0.01, -1) == "░░░░├─●┤│░░░░░░░░")
    #expect(bar(0.01...0.02, 0.015) == "░░░░░░░░│●░░░░░░░")
    #expect(bar(-0.01...2, 1) == "░░░░░░░░┼─●─┤░░░░")
    // What includes it crosses it.
    #expect(bar(0...2, 1) == "░░░░░░░░┼─●─┤░░░░")
  }

  @Test("an interval bar shrinks to a cell and to nothing")
  func smallInterval() {
    let bar = IntervalBar(lower: -4, upper: 4, interval: -1...3, estimate: 1)
    #expect(bar.picture(1, 1) == "●")
    #expect(bar.picture(0, 1) == "")
    #expect(IntervalBar(lower: 4, upper: 4, interval: 1...2, estimate: 1).picture(3, 1) == "░░░")
  }
}
