import Canvas
import Testing

struct HistogramTests {
  private let two = Histogram(
    bins: [
      HistogramBins(counts: [0, 1, 8, 3, 0, 100], style: Style(.series1), label: "a"),
      HistogramBins(counts: [50, 25], style: Style(.series2), label: "rust"),
    ],
    labels: [0, 3, 6].map { ChartTick(value: $0, label: "\(Int($0)) s") })

  @Test("draws one row of bars per series, on one scale, one below the other")
  func rows() {
    #expect(
      two.picture(12, 3) == """
        a·▁▁▁▁▁▁··██
        ▄▄▂▂····rust
        0·s··3·s·6·s
        """)
    #expect(
      two.picture(12, 3, .ascii) == """
        a·______··##
        --..····rust
        0·s··3·s·6·s
        """)
    let canvas = two.drawn(12, 3)
    #expect(canvas[10, 0].style == Style(.series1))
    #expect(canvas[0, 1].style == Style(.series2))
  }

  @Test("grows in height, with a blank row between series where there is room")
  func tall() {
    #expect(
      two.picture(12, 8) == """
        a·········██
        ··········██
        ··▁▁▂▂▁▁··██
        ············
        ········rust
        ▄▄··········
        ██▆▆········
        0·s··3·s·6·s
        """)
  }

  @Test("draws neighbouring bins as one where there are more bins than columns")
  func merged() {
    let bins = HistogramBins(counts: [1, 1, 2, 2, 4, 4, 8], style: .plain)
    #expect(Histogram(bins: [bins]).picture(7, 1) == "▁▁▂▂▄▄█")
    #expect(Histogram(bins: [bins]).picture(6, 1) == "▂▄██··")
    #expect(Histogram(bins: [bins]).picture(1, 1) == "█")
    #expect(Histogram(bins: [bins]).picture(0, 0) == "")
  }

  @Test("leaves an empty bin blank and shows the rarest value")
  func rare() {
    let bins = HistogramBins(counts: [0, 1, 1_000_000, .nan, -5], style: .plain)
    #expect(Histogram(bins: [bins]).picture(5, 1) == "·▁█··")
  }

  @Test("leaves out labels that do not fit, and all of them rather than a series")
  func labels() {
    #expect(two.drawn(8, 3).rowText(2) == "0·s··6·s")
    #expect(two.picture(12, 2) == "a·▁▁▁▁▁▁··██\n▄▄▂▂····rust")
    #expect(two.picture(12, 1) == "a·▁▁▁▁▁▁··██")
  }

  @Test("writes a label into a gap, with a blank at either side, where bars stand at both ends")
  func gaps() {
    let bins = HistogramBins(counts: [9, 0, 0, 0, 0, 9, 9, 9], style: .plain, label: "ab")
    #expect(Histogram(bins: [bins]).picture(8, 1) == "█·ab·███")
    let tall = HistogramBins(counts: [8, 2, 2, 1, 1, 1, 1, 8], style: .plain, label: "abcdef")
    #expect(Histogram(bins: [tall]).picture(8, 2) == "█······█\n█▄▄▂▂▂▂█")
    let low = HistogramBins(counts: [8, 2, 2, 1, 1, 1, 1, 8], style: .plain, label: "abcd")
    #expect(Histogram(bins: [low]).picture(8, 2) == "█·abcd·█\n█▄▄▂▂▂▂█")
  }
}
