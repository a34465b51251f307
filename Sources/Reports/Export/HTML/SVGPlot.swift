internal import BenchCore

/// A picture with two scales, as SVG that stands in a page; its colours come from the page's style.
struct SVGPlot {
  static let width = 760.0
  private static let left = 92.0
  private static let right = 18.0
  private static let top = 24.0
  private static let bottom = 44.0

  let x: PlotAxis
  let y: PlotAxis
  private let height: Double
  /// What the picture shows, for who cannot see it.
  private let description: String
  private var body = ""

  init(
    x: PlotAxis, y: PlotAxis, xTitle: String, yTitle: String, height: Double = 280,
    description: String
  ) {
    self.x = x
    self.y = y
    self.height = height
    self.description = description
    for tick in y.ticks {
      let place = Self.number(placeY(tick.value))
      body +=
        "<path class=\"grid\" d=\"M\(Self.number(Self.left)) \(place)H\(Self.number(Self.width - Self.right))\"/>"
      body +=
        "<text class=\"tick\" text-anchor=\"end\" x=\"\(Self.number(Self.left - 8))\" y=\"\(place)\" dy=\".32em\">\(XMLText.content(tick.label))</text>"
    }
    var lastEnd = -Double.infinity
    for tick in x.ticks {
      let place = placeX(tick.value)
      // Labels of a logarithmic scale come close to each other.
      let half = Double(tick.label.count) * 3.4 + 3
      body +=
        "<path class=\"grid\" d=\"M\(Self.number(place)) \(Self.number(Self.top))V\(Self.number(height - Self.bottom))\"/>"
      guard place - half > lastEnd else { continue }
      lastEnd = place + half
      body +=
        "<text class=\"tick\" text-anchor=\"middle\" x=\"\(Self.number(place))\" y=\"\(Self.number(height - Self.bottom + 16))\">\(XMLText.content(tick.label))</text>"
    }
    body +=
      "<text class=\"axis\" text-anchor=\"end\" x=\"\(Self.number(Self.width - Self.right))\" y=\"\(Self.number(height - 8))\">\(XMLText.content(xTitle))</text>"
    body += "<text class=\"axis\" x=\"4\" y=\"10\">\(XMLText.content(yTitle))</text>"
  }

  func placeX(_ value: Double) -> Double {
    Self.left + x.place(value) * (Self.width - Self.left - Self.right)
  }

  func placeY(_ value: Double) -> Double {
    height - Self.bottom - y.place(value) * (height - Self.top - Self.bottom)
  }

  /// A dot for every point, all in one element.
  mutating func dots(_ points: [(x: Double, y: Double)], _ style: String) {
    guard !points.isEmpty else { return }
    path(points.map { "M\(pair($0))h0" }.joined(), style)
  }

  /// A cross for every point.
  mutating func crosses(_ points: [(x: Double, y: Double)], _ style: String) {
    guard !points.isEmpty else { return }
    path(points.map { "M\(pair($0))m-3.5-3.5l7 7m0-7l-7 7" }.joined(), style)
  }

  /// A line through the points; with corners where it is a step.
  mutating func line(_ points: [(x: Double, y: Double)], _ style: String, isStep: Bool = false) {
    guard let first = points.first else { return }
    var data = "M\(pair(first))"
    for point in points.dropFirst() {
      data +=
        isStep
        ? "H\(Self.number(placeX(point.x)))V\(Self.number(placeY(point.y)))" : "L\(pair(point))"
    }
    path(data, style)
  }

  /// A stretch between two heights for every point.
  mutating func bars(_ bars: [(x: Double, from: Double, to: Double)], _ style: String) {
    guard !bars.isEmpty else { return }
    path(
      bars.map { "M\(pair((x: $0.x, y: $0.from)))V\(Self.number(placeY($0.to)))" }.joined(), style)
  }

  /// Over the whole height.
  mutating func band(from: Double, to: Double, _ style: String) {
    let (start, end) = (placeX(from), placeX(to))
    path(
      "M\(Self.number(start)) \(Self.number(Self.top))H\(Self.number(max(end, start + 1)))"
        + "V\(Self.number(height - Self.bottom))H\(Self.number(start))Z", style)
  }

  mutating func label(
    _ text: String, x: Double, y: Double, _ style: String = "tick", anchor: String = "start"
  ) {
    body +=
      "<text class=\"\(style)\" text-anchor=\"\(anchor)\" x=\"\(Self.number(placeX(x)))\" y=\"\(Self.number(placeY(y)))\" dy=\"-.5em\">\(XMLText.content(text))</text>"
  }

  var svg: String {
    "<svg role=\"img\" viewBox=\"0 0 \(Self.number(Self.width)) \(Self.number(height))\" "
      + "aria-label=\"\(XMLText.attribute(description))\">"
      + "<title>\(XMLText.content(description))</title>\(body)</svg>"
  }

  private mutating func path(_ data: String, _ style: String) {
    body += "<path class=\"\(style)\" d=\"\(data)\"/>"
  }

  private func pair(_ point: (x: Double, y: Double)) -> String {
    Self.number(placeX(point.x)) + " " + Self.number(placeY(point.y))
  }

  /// A tenth of a unit is finer than a screen.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return Quantity.plain((value * 10).rounded() / 10)
  }
}
