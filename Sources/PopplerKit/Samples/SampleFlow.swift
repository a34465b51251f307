/// Running text with headings, lists, tables and figures, poured into the columns of pages.
///
/// Goes on where the last page ended: a paragraph may break across columns and pages, and sections,
/// tables and figures are numbered through the document.
struct SampleFlow {
  let style: SampleStyle
  private var unfinished: ArraySlice<Substring> = []
  private var section = 0
  private var subsection = 0
  private var tables = 0
  private var figures = 0
  private var isBelowHeading = false

  init(style: SampleStyle) {
    self.style = style
  }

  /// Fills the frames one after the other.
  mutating func fill(
    _ frames: [SampleStyle.Frame], prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    for var frame in frames {
      while frame.height >= style.leading * 2 {
        add(to: &frame, prose: &prose, on: canvas)
      }
    }
  }

  private mutating func add(
    to frame: inout SampleStyle.Frame, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    guard unfinished.isEmpty else {
      paragraph(unfinished, in: &frame, indent: 0, on: canvas)
      return
    }
    // Every section begins with text, so that headings do not pile up.
    let choice = isBelowHeading ? 99 : prose.random.number(in: 0...99)
    isBelowHeading = false
    switch choice {
    case 0..<14 where frame.height > 110: heading(in: &frame, prose: &prose, on: canvas)
    case 14..<22 where frame.height > 130: list(in: &frame, prose: &prose, on: canvas)
    case 22..<30 where frame.height > 210: table(in: &frame, prose: &prose, on: canvas)
    case 30..<39 where frame.height > 230: figure(in: &frame, prose: &prose, on: canvas)
    default: paragraph(prose.paragraph()[...], in: &frame, indent: 14, on: canvas)
    }
  }

  private mutating func paragraph(
    _ words: ArraySlice<Substring>, in frame: inout SampleStyle.Frame, indent: Double,
    on canvas: SampleCanvas
  ) {
    unfinished = SampleText.set(words, in: &frame, style: style, indent: indent, on: canvas)
    if unfinished.isEmpty {
      SampleText.advance(&frame, by: style.leading * 0.35)
    } else {
      frame.height = 0
    }
  }

  private mutating func heading(
    in frame: inout SampleStyle.Frame, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    isBelowHeading = true
    let major = section == 0 || prose.random.chance(percent: 35)
    section += major ? 1 : 0
    subsection = major ? 0 : subsection + 1
    let number = major ? "\(section)" : "\(section).\(subsection)"
    let size = style.size * (major ? 1.5 : 1.18)
    SampleText.advance(&frame, by: style.leading * 0.6)
    canvas.text(
      SampleText.fitted(
        "\(number) \(prose.title())", width: frame.width, face: style.heading, size: size,
        on: canvas),
      x: frame.x, y: frame.y + size, face: style.heading, size: size,
      ink: major ? style.accent : .black)
    SampleText.advance(&frame, by: size + style.leading * 0.5)
  }

  private func list(
    in frame: inout SampleStyle.Frame, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    for _ in 0..<prose.random.number(in: 3...5) {
      let y = frame.y + style.size
      canvas.dot(x: frame.x + 10, y: y - style.size * 0.32, radius: 1.6, ink: style.accent)
      let text = SampleText.fitted(
        prose.point(), width: frame.width - 22, face: style.body, size: style.size, on: canvas)
      canvas.text(text, x: frame.x + 20, y: y, face: style.body, size: style.size)
      SampleText.advance(&frame, by: style.leading)
    }
    SampleText.advance(&frame, by: style.leading * 0.4)
  }

  private mutating func table(
    in frame: inout SampleStyle.Frame, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    tables += 1
    let rows = prose.random.number(in: 4...8)
    let columns = prose.random.number(in: 3...(style.columns > 1 ? 4 : 6))
    SampleText.advance(&frame, by: style.leading * 0.5)
    caption("Table \(tables)", in: &frame, prose: &prose, on: canvas)
    SampleTable.draw(
      rows: rows, columns: columns, in: frame, style: style, prose: &prose, on: canvas)
    SampleText.advance(
      &frame, by: SampleTable.height(rows: rows, style: style) + style.leading * 0.7)
  }

  private mutating func figure(
    in frame: inout SampleStyle.Frame, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    figures += 1
    var picture = frame
    picture.height = prose.random.fraction(in: 120...165)
    SampleText.advance(&picture, by: 6)
    if prose.random.chance(percent: 22) {
      SampleDiagram.draw(in: picture, style: style, prose: &prose, on: canvas)
    } else {
      SampleChart.draw(
        prose.random.pick(SampleChart.Kind.allCases), in: picture, style: style, prose: &prose,
        on: canvas)
    }
    SampleText.advance(&frame, by: picture.height + 12)
    caption("Figure \(figures)", in: &frame, prose: &prose, on: canvas)
    SampleText.advance(&frame, by: style.leading * 0.5)
  }

  private func caption(
    _ label: String, in frame: inout SampleStyle.Frame, prose: inout SampleProse,
    on canvas: SampleCanvas
  ) {
    let size = style.size * 0.88
    canvas.text(
      label, x: frame.x, y: frame.y + size, face: style.strong, size: size, ink: style.accent)
    let start = canvas.width(of: Substring(label), face: style.strong, size: size) + 7
    canvas.text(
      SampleText.fitted(
        prose.title(), width: frame.width - start, face: style.body, size: size, on: canvas),
      x: frame.x + start, y: frame.y + size, face: style.body, size: size)
    SampleText.advance(&frame, by: style.leading)
  }
}
