/// Pages that are not running text: cover, contents, letter, slide, wide table.
enum SamplePages {
  /// A title page with a band of colour.
  static func cover(
    title: String, style: SampleStyle, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    let area = style.area(of: style.paper)
    canvas.fill(
      x: 0, y: style.paper.height * 0.2, width: style.paper.width,
      height: style.paper.height * 0.25, ink: style.accent)
    var size = 30.0
    let natural = canvas.width(of: Substring(title), face: style.heading, size: size)
    size = min(size, size * area.width / natural)
    let y = style.paper.height * 0.33
    canvas.text(title, x: area.x, y: y, face: style.heading, size: size, ink: .white)
    canvas.text(
      "\(prose.title()), \(prose.year())", x: area.x, y: y + 30, face: style.body, size: 13,
      ink: style.accent.tint(0.2))
    canvas.text(
      "\(prose.name()), \(prose.name()) and \(prose.name())", x: area.x,
      y: style.paper.height * 0.52, face: style.body, size: 12)
    canvas.text(
      "Department of \(prose.nouns()), \(prose.place())", x: area.x,
      y: style.paper.height * 0.52 + 18, face: style.body, size: 10, ink: .grey)
  }

  /// A list of headings with page numbers.
  static func contents(
    pages: Int, style: SampleStyle, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    var frame = style.area(of: style.paper)
    canvas.text(
      "Contents", x: frame.x, y: frame.y + 18, face: style.heading, size: 18, ink: style.accent)
    SampleText.advance(&frame, by: 44)
    var page = 3
    var chapter = 1
    while page < pages, frame.height > 24 {
      let text = SampleText.fitted(
        "\(chapter)  \(prose.title())", width: frame.width - 60, face: style.body, size: 10.5,
        on: canvas)
      let end = frame.x + canvas.width(of: Substring(text), face: style.body, size: 10.5)
      let baseline = frame.y + 11
      canvas.text(text, x: frame.x, y: baseline, face: style.body, size: 10.5)
      canvas.text(
        "\(page)", x: frame.right, y: baseline, face: style.body, size: 10.5, alignment: .right)
      canvas.line(
        [(end + 6, baseline - 1), (frame.right - 26, baseline - 1)], ink: .rule, width: 0.5)
      SampleText.advance(&frame, by: 21)
      page += prose.random.number(in: 1...max(2, pages / 18))
      chapter += 1
    }
  }

  /// A business letter with a small bill.
  static func letter(style: SampleStyle, prose: inout SampleProse, on canvas: SampleCanvas) {
    var frame = style.area(of: style.paper)
    let house = "\(prose.name()) & \(prose.name())"
    canvas.text(
      house, x: frame.x, y: frame.y + 16, face: style.heading, size: 19, ink: style.accent)
    canvas.text(
      "\(prose.random.number(in: 1...180)) \(prose.place()) Road, \(prose.place())", x: frame.right,
      y: frame.y + 14, face: .sans, size: 8, ink: .grey, alignment: .right)
    canvas.line(
      [(frame.x, frame.y + 26), (frame.right, frame.y + 26)], ink: style.accent, width: 1.2)
    SampleText.advance(&frame, by: 70)
    for line in [
      "\(prose.name()) \(SampleProse.capitalised(prose.noun())) Company",
      "\(prose.random.number(in: 1...90)) \(prose.name()) Street",
      "\(prose.place()) \(prose.random.number(in: 10000...98999))", "",
      "Reference \(prose.random.number(in: 1000...9999))-\(prose.random.number(in: 10...99))",
    ] {
      canvas.text(line, x: frame.x, y: frame.y, face: style.body, size: style.size)
      SampleText.advance(&frame, by: style.leading)
    }
    SampleText.advance(&frame, by: 26)
    canvas.text(
      "Concerning the \(prose.adjective()) \(prose.noun())", x: frame.x, y: frame.y,
      face: style.strong, size: style.size + 1)
    SampleText.advance(&frame, by: 18)
    for _ in 0..<2 { paragraph(in: &frame, style: style, prose: &prose, on: canvas) }
    let rows = prose.random.number(in: 4...9)
    SampleTable.draw(rows: rows, columns: 4, in: frame, style: style, prose: &prose, on: canvas)
    SampleText.advance(&frame, by: SampleTable.height(rows: rows, style: style) + 18)
    paragraph(in: &frame, style: style, prose: &prose, on: canvas)
    canvas.text("Yours sincerely,", x: frame.x, y: frame.y + 26, face: style.body, size: style.size)
    canvas.text(prose.name(), x: frame.x, y: frame.y + 72, face: style.strong, size: style.size)
  }

  /// A slide: a title, a few points, a chart beside them.
  static func slide(
    number: Int, style: SampleStyle, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    let paper = style.paper
    canvas.fill(x: 0, y: 0, width: paper.width, height: 62, ink: style.accent)
    canvas.text(
      SampleText.fitted(
        prose.title(), width: paper.width - 80, face: .sansBold, size: 24, on: canvas),
      x: 36, y: 41, face: .sansBold, size: 24, ink: .white)
    let half = paper.width * 0.5
    var y = 112.0
    for _ in 0..<prose.random.number(in: 3...5) {
      canvas.dot(x: 44, y: y - 5, radius: 3, ink: style.accent)
      let text = SampleText.fitted(
        prose.point(), width: half - 70, face: .sans, size: 14.5, on: canvas)
      canvas.text(text, x: 58, y: y, face: .sans, size: 14.5)
      y += 40
    }
    let frame = SampleStyle.Frame(
      x: half + 10, y: 92, width: paper.width - half - 50, height: paper.height - 150)
    if prose.random.chance(percent: 25) {
      SampleDiagram.draw(in: frame, style: style, prose: &prose, on: canvas)
    } else {
      SampleChart.draw(
        prose.random.pick(SampleChart.Kind.allCases), in: frame, style: style, prose: &prose,
        on: canvas)
    }
    canvas.text(
      "\(number)", x: paper.width - 36, y: paper.height - 20, face: .sans, size: 9, ink: .grey,
      alignment: .right)
  }

  /// A page-wide table on turned paper.
  static func wideTable(
    paper: SampleBook.Paper, style: SampleStyle, prose: inout SampleProse, on canvas: SampleCanvas
  ) {
    var frame = style.area(of: paper)
    canvas.text(
      prose.title(), x: frame.x, y: frame.y + 12, face: style.heading, size: 15, ink: style.accent)
    SampleText.advance(&frame, by: 30)
    let rows = Int(frame.height / (style.size * 1.6)) - 3
    SampleTable.draw(
      rows: rows, columns: prose.random.number(in: 7...9), in: frame, style: style, prose: &prose,
      on: canvas)
  }

  private static func paragraph(
    in frame: inout SampleStyle.Frame, style: SampleStyle, prose: inout SampleProse,
    on canvas: SampleCanvas
  ) {
    _ = SampleText.set(prose.paragraph()[...], in: &frame, style: style, on: canvas)
    SampleText.advance(&frame, by: style.leading * 0.6)
  }
}
