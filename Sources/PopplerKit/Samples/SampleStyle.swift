/// How one sample document looks, chosen once so that its pages belong together.
struct SampleStyle {
  /// A rectangle in points from the page's top left corner.
  struct Frame: Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
  }

  var paper: SampleBook.Paper
  var columns: Int
  var body: SampleCanvas.Face
  var strong: SampleCanvas.Face
  var heading: SampleCanvas.Face
  /// The size of running text in points.
  var size: Double
  var accent: SampleCanvas.Ink
  var margin: Double

  /// Distance of baselines.
  var leading: Double { size * 1.42 }

  /// Colours that look different from each other, the accent first.
  var series: [SampleCanvas.Ink] { [accent] + Self.accents.filter { $0 != accent } }

  private static let accents: [SampleCanvas.Ink] = [
    .init(red: 0.12, green: 0.31, blue: 0.56), .init(red: 0.63, green: 0.2, blue: 0.17),
    .init(red: 0.13, green: 0.46, blue: 0.38), .init(red: 0.8, green: 0.52, blue: 0.12),
    .init(red: 0.4, green: 0.28, blue: 0.52),
  ]

  init(columns: Int, paper: SampleBook.Paper, random: inout SplitMix64) {
    self.paper = paper
    self.columns = columns
    let serif = columns > 1 || random.chance(percent: 60)
    body = serif ? .serif : .sans
    strong = serif ? .serifBold : .sansBold
    heading = random.chance(percent: 70) ? .sansBold : .serifBold
    size = columns > 1 ? 8.6 : random.pick([9.5, 10, 10.5])
    accent = random.pick(Self.accents)
    margin = columns > 1 ? 52 : random.pick([64, 72])
  }

  /// The area between the margins.
  func area(of paper: SampleBook.Paper) -> Frame {
    Frame(
      x: margin, y: margin, width: paper.width - 2 * margin, height: paper.height - 2 * margin)
  }

  /// The area's columns, from left to right.
  func columns(of area: Frame) -> [Frame] {
    let gap = 20.0
    let width = (area.width - gap * Double(columns - 1)) / Double(columns)
    return (0..<columns).map {
      Frame(x: area.x + Double($0) * (width + gap), y: area.y, width: width, height: area.height)
    }
  }
}
