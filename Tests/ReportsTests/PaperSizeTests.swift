import BenchCore
import Testing

@testable import Reports

struct PaperSizeTests {
  @Test(
    "names common paper, either way round, and measures the rest",
    arguments: [
      (595.276, 841.89, "A4"), (841.89, 595.276, "A4 landscape"), (612, 792, "Letter"),
      (596, 842, "A4"), (599, 842, "211 × 297 mm"), (72, 144, "25 × 51 mm"),
      (28346.46, 28346.46, "10,000 × 10,000 mm"), (.nan, 1, "? × 0 mm"),
    ])
  func name(width: Double, height: Double, name: String) {
    #expect(PaperSize.name(width: width, height: height) == name)
  }

  @Test("sums up the sizes of a document, most frequent first")
  func summary() {
    let sizes = [
      PageSize(width: 612, height: 792, count: 1),
      PageSize(width: 595.28, height: 841.89, count: 2),
      PageSize(width: 612, height: 792, count: 4), PageSize(width: 72, height: 72, count: 1),
    ]
    #expect(PaperSize.summary(sizes, isShort: false) == "Letter · 5, A4 · 2, 1 more")
    #expect(PaperSize.summary(sizes, isShort: true) == "Letter, 2 more")
    #expect(PaperSize.summary([sizes[1]], isShort: false) == "A4")
    #expect(PaperSize.summary([], isShort: false) == "–")
  }
}
