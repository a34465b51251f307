/// A row of boxes joined by arrows, as in the description of a process.
enum SampleDiagram {
  /// Draws boxes with one word each, three or four in a row, two rows, within the frame.
  static func draw(
    in frame: SampleStyle.Frame, style: SampleStyle, prose: inout SampleProse,
    on canvas: SampleCanvas
  ) {
    let perRow = frame.width > 300 ? 4 : 3
    let step = frame.width / Double(perRow)
    let box = (width: step - 24, height: min(34, frame.height / 3))
    for row in 0..<2 {
      let y = frame.y + frame.height * (row == 0 ? 0.12 : 0.58)
      for place in 0..<perRow {
        let x = frame.x + Double(place) * step + 12
        canvas.fill(
          x: x, y: y, width: box.width, height: box.height,
          ink: style.series[(row * perRow + place) % style.series.count].tint(0.14))
        canvas.frame(x: x, y: y, width: box.width, height: box.height, ink: style.accent)
        let word = SampleProse.capitalised(prose.noun())
        let natural = canvas.width(of: Substring(word), face: .sans, size: 8.5)
        canvas.text(
          word, x: x + box.width / 2, y: y + box.height / 2 + 3, face: .sans,
          size: min(8.5, 8.5 * (box.width - 6) / natural), alignment: .centre)
        if place + 1 < perRow {
          let middle = y + box.height / 2
          canvas.arrow(
            from: (x + box.width, middle), to: (x + box.width + 24, middle), ink: .grey)
        }
      }
    }
    let turn = frame.x + frame.width - step / 2
    canvas.arrow(
      from: (turn, frame.y + frame.height * 0.12 + box.height),
      to: (turn, frame.y + frame.height * 0.58), ink: .grey)
  }
}
