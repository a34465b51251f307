/// Charts of made-up figures, drawn as vectors.
enum SampleChart {
  /// What can be drawn.
  enum Kind: CaseIterable {
    case bars, lines, scatter, pie
  }

  /// Draws a chart that fills the frame.
  static func draw(
    _ kind: Kind, in frame: SampleStyle.Frame, style: SampleStyle, prose: inout SampleProse,
    on canvas: SampleCanvas
  ) {
    if kind == .pie {
      pie(in: frame, style: style, prose: &prose, on: canvas)
      return
    }
    var plot = frame
    plot.x += 30
    plot.width -= 34
    plot.y += 6
    plot.height -= 26
    axes(plot, style: style, prose: &prose, on: canvas)
    switch kind {
    case .bars: bars(in: plot, style: style, random: &prose.random, on: canvas)
    case .lines: lines(in: plot, style: style, random: &prose.random, on: canvas)
    case .scatter: scatter(in: plot, style: style, random: &prose.random, on: canvas)
    case .pie: break
    }
  }

  private static func axes(
    _ plot: SampleStyle.Frame, style: SampleStyle, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    let top = prose.random.pick([20, 40, 100, 200, 400])
    for tick in 0...4 {
      let y = plot.bottom - plot.height * Double(tick) / 4
      canvas.line([(plot.x, y), (plot.right, y)], ink: .rule, width: tick == 0 ? 0.9 : 0.35)
      canvas.text(
        "\(top * tick / 4)", x: plot.x - 5, y: y + 2.6, face: .sans, size: 7, ink: .grey,
        alignment: .right)
    }
    let first = prose.year()
    for tick in 0...5 {
      canvas.text(
        "\(first + tick)", x: plot.x + plot.width * (Double(tick) + 0.5) / 6, y: plot.bottom + 11,
        face: .sans, size: 7, ink: .grey, alignment: .centre)
    }
  }

  private static func bars(
    in plot: SampleStyle.Frame, style: SampleStyle, random: inout SplitMix64,
    on canvas: SampleCanvas
  ) {
    let series = random.number(in: 1...3)
    let group = plot.width / 6
    let width = group * 0.72 / Double(series)
    for place in 0..<6 {
      for bar in 0..<series {
        let height = plot.height * random.fraction(in: 0.15...0.95)
        canvas.fill(
          x: plot.x + group * (Double(place) + 0.14) + width * Double(bar),
          y: plot.bottom - height, width: width * 0.9, height: height, ink: style.series[bar])
      }
    }
  }

  private static func lines(
    in plot: SampleStyle.Frame, style: SampleStyle, random: inout SplitMix64,
    on canvas: SampleCanvas
  ) {
    for series in 0..<random.number(in: 2...4) {
      var level = random.fraction(in: 0.2...0.8)
      let points = (0...24).map { step in
        level = min(0.97, max(0.04, level + random.fraction(in: -0.11...0.12)))
        return (x: plot.x + plot.width * Double(step) / 24, y: plot.bottom - plot.height * level)
      }
      canvas.line(points, ink: style.series[series], width: 1.3)
    }
  }

  private static func scatter(
    in plot: SampleStyle.Frame, style: SampleStyle, random: inout SplitMix64,
    on canvas: SampleCanvas
  ) {
    let slope = random.fraction(in: -0.6...0.7)
    for _ in 0..<random.number(in: 40...90) {
      let x = random.fraction()
      let trend = 0.5 + slope * (x - 0.5) + random.fraction(in: -0.18...0.18)
      canvas.dot(
        x: plot.x + plot.width * x, y: plot.bottom - plot.height * min(0.97, max(0.03, trend)),
        radius: 1.7, ink: style.accent)
    }
    let ends = [0.5 - slope / 2, 0.5 + slope / 2].map { plot.bottom - plot.height * $0 }
    canvas.line([(plot.x, ends[0]), (plot.right, ends[1])], ink: style.series[1], width: 1)
  }

  private static func pie(
    in frame: SampleStyle.Frame, style: SampleStyle, prose: inout SampleProse,
    on canvas: SampleCanvas
  ) {
    let radius = min(frame.height / 2 - 4, frame.width / 4)
    let centre = (x: frame.x + radius + 16, y: frame.y + frame.height / 2)
    let weights = (0..<5).map { _ in prose.random.fraction(in: 0.4...2) }
    let total = weights.reduce(0, +)
    var angle = -Double.pi / 2
    for (part, weight) in weights.enumerated() {
      let end = angle + 2 * Double.pi * weight / total
      canvas.slice(
        x: centre.x, y: centre.y, radius: radius, from: angle, to: end, ink: style.series[part])
      angle = end
      let y = frame.y + frame.height / 2 - 36 + Double(part) * 18
      let x = centre.x + radius + 26
      canvas.fill(x: x, y: y - 7, width: 9, height: 9, ink: style.series[part])
      canvas.text(
        "\(SampleProse.capitalised(prose.noun())) \(Int(100 * weight / total)) %", x: x + 15,
        y: y + 1, face: .sans, size: 8)
    }
  }
}
