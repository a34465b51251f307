/// A labelled place on an axis.
package struct ChartTick: Hashable, Sendable {
  package var value: Double
  package var label: String

  package init(value: Double, label: String) {
    self.value = value
    self.label = label
  }
}

/// What a chart's edge stands for.
package struct ChartAxis: Hashable, Sendable {
  package var lower: Double
  package var upper: Double
  /// Without any, the axis itself is not drawn either.
  package var ticks: [ChartTick]
  package var title: String

  package init(lower: Double, upper: Double, ticks: [ChartTick] = [], title: String = "") {
    self.lower = lower
    self.upper = upper
    self.ticks = ticks
    self.title = title
  }

  /// Where a value is: 0 at the lower end, 1 at the upper one; nil if that cannot be said.
  func share(of value: Double) -> Double? {
    let share = (value - lower) / (upper - lower)
    return upper > lower && share.isFinite ? share : nil
  }

  /// The cell in which the dot of a value is, of so many cells; nil beyond the ends.
  func cell(of value: Double, on cells: Int, dotsPerCell: Int) -> Int? {
    position(of: value, on: cells * dotsPerCell).map { $0 / dotsPerCell }
  }

  /// The dot of a value on so many; nil beyond the ends.
  func position(of value: Double, on count: Int) -> Int? {
    guard count > 0, let share = share(of: value), share >= 0, share <= 1 else { return nil }
    return Int((share * Double(count - 1)).rounded())
  }
}

/// A point of a chart; one that is not finite is a gap in the line.
package struct ChartPoint: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Points of a chart that belong together, in the order in which they are connected.
package struct ChartSeries: Hashable, Sendable {
  package var points: [ChartPoint]
  package var style: Style
  package var isConnected: Bool
  /// Written beside the last point, for those who see no colours.
  package var label: String
  /// What its points are in ASCII; nil for one by its place among the series.
  package var ascii: Unicode.Scalar?

  package init(
    points: [ChartPoint], style: Style, isConnected: Bool = true, label: String = "",
    ascii: Unicode.Scalar? = nil
  ) {
    self.ascii = ascii
    self.points = points
    self.style = style
    self.isConnected = isConnected
    self.label = label
  }
}

/// A character at a place on a chart's x axis: a failure, the end of the warm-up.
package struct ChartMark: Hashable, Sendable {
  package var x: Double
  package var glyph: Unicode.Scalar
  package var ascii: Unicode.Scalar
  package var style: Style
  package var place: Place
  /// Written beside it in the first row, where there is room on either side.
  package var label: String

  package init(
    x: Double, glyph: Unicode.Scalar, ascii: Unicode.Scalar, style: Style,
    place: Place = .bottom, label: String = ""
  ) {
    self.label = label
    self.x = x
    self.glyph = glyph
    self.ascii = ascii
    self.style = style
    self.place = place
  }

  /// Where in its column a mark is drawn.
  package enum Place: Hashable, Sendable {
    case top, bottom
    /// In every row, behind the series.
    case line
  }
}
