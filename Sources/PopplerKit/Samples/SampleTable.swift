/// A table of made-up figures: names on the left, numbers aligned on the right, a rule below.
enum SampleTable {
  /// The height of a table with so many rows below its header.
  static func height(rows: Int, style: SampleStyle) -> Double {
    Double(rows + 1) * rowHeight(style) + 4
  }

  /// Draws a table at the top of the frame, as wide as the frame.
  static func draw(
    rows: Int, columns: Int, in frame: SampleStyle.Frame, style: SampleStyle,
    prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    let size = style.size * 0.88
    let step = rowHeight(style)
    let first = frame.width * (columns > 4 ? 0.24 : 0.34)
    let rest = (frame.width - first) / Double(columns - 1)
    canvas.fill(
      x: frame.x, y: frame.y, width: frame.width, height: step, ink: style.accent.tint(0.16))
    let kinds = (0..<columns).map { _ in prose.random.number(in: 0...2) }
    let start = prose.random.number(in: 0...SampleWords.places.count - 1)
    for row in 0...rows {
      let baseline = frame.y + Double(row) * step + step * 0.7
      if row > 1, row % 2 == 0 {
        canvas.fill(
          x: frame.x, y: frame.y + Double(row) * step, width: frame.width, height: step,
          ink: style.accent.tint(0.05))
      }
      let label = row == 0 ? "District" : label(start + row)
      canvas.text(
        label, x: frame.x + 4, y: baseline, face: row == 0 ? style.strong : style.body, size: size)
      for column in 1..<columns {
        let cell =
          row == 0
          ? SampleProse.capitalised(prose.noun()) : number(kinds[column], &prose.random)
        let right = frame.x + first + Double(column) * rest - 4
        canvas.text(
          SampleText.fitted(cell, width: rest - 6, face: style.body, size: size, on: canvas),
          x: right, y: baseline, face: row == 0 ? style.strong : style.body,
          size: row == 0 ? min(size, size * (rest - 6) / 62) : size, alignment: .right)
      }
    }
    for y in [frame.y, frame.y + step, frame.y + Double(rows + 1) * step] {
      canvas.line([(frame.x, y), (frame.right, y)], ink: style.accent, width: 0.7)
    }
  }

  private static func rowHeight(_ style: SampleStyle) -> Double { style.size * 1.6 }

  /// The places in turn, then their outskirts, so that long tables do not repeat themselves.
  private static func label(_ row: Int) -> String {
    let places = SampleWords.places
    let outskirts = ["", " North", " South", " East", " West"]
    return places[row % places.count] + outskirts[row / places.count % outskirts.count]
  }

  /// Whole numbers with thousands apart, numbers with two decimals, or percentages.
  private static func number(_ kind: Int, _ random: inout SplitMix64) -> String {
    switch kind {
    case 0:
      let thousands = random.number(in: 0...89)
      let units = random.number(in: 100...999)
      return thousands == 0 ? "\(units)" : "\(thousands),\(units)"
    case 1:
      return "\(random.number(in: 0...480)).\(random.number(in: 10...99))"
    default:
      return "\(random.number(in: 0...99)).\(random.number(in: 0...9)) %"
    }
  }
}
