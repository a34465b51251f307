internal import BenchCore
internal import Canvas

/// What a container writes: the newest line at the bottom, what was searched for marked.
struct ContainerLogPane: Widget {
  let containers: ContainersView

  private var view: ContainerLogView { containers.log }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    guard !area.isEmpty else { return }
    guard !view.shown.isEmpty else {
      canvas.put(Sanitizer.line(empty, glyphs: canvas.glyphs.text), .muted, in: area)
      return
    }
    let newer = min(view.fromEnd, view.shown.count - 1)
    var lines: [Line] = []
    var index = view.shown.count - newer
    // From the bottom up, as many as are seen: there may be thousands above.
    while index > 0, lines.count < area.height {
      index -= 1
      lines = written(view.shown[index], width: area.width, canvas.glyphs) + lines
    }
    // Where all there is fits, it begins at the top.
    for (y, line) in lines.suffix(area.height).enumerated() { canvas.put(line, y: y, in: area) }
    guard newer > 0 else { return }
    let arrow = canvas.glyphs == .ascii ? "v" : "↓"
    canvas.putTrailing(
      Line(" \(arrow) \(Quantity.count(newer)) newer ", Style(.accent, on: .raised).bold),
      y: area.height - 1, in: area)
  }

  private var empty: String {
    if view.isFiltered, !view.log.lines.isEmpty { return "no line fits: Esc shows all" }
    if let problem = view.log.problem { return problem }
    return view.log.isOver ? "it has written nothing" : "nothing was written yet"
  }

  /// `follow · /error · &worker · !GET · 3 older lines are gone`.
  var footer: Line {
    switch containers.line {
    case .search: return typed("/", view.search)
    case .filterLog: return typed("only lines with ", view.filter)
    case .excludeLog: return typed("no lines with ", view.exclude)
    case .filter, nil: break
    }
    var facts: [String] = []
    if view.log.isOver {
      facts.append(view.log.problem ?? "ended")
    } else {
      facts.append(view.fromEnd == 0 ? "follows" : "f follows again")
    }
    if !view.search.isEmpty { facts.append("/" + view.search.text) }
    if !view.filter.isEmpty { facts.append("only " + view.filter.text) }
    if !view.exclude.isEmpty { facts.append("not " + view.exclude.text) }
    if view.isFiltered {
      facts.append(
        "\(Quantity.count(view.shown.count)) of \(Quantity.count(view.log.lines.count, "line"))")
    }
    if view.log.dropped > 0 {
      facts.append("\(Quantity.count(view.log.dropped)) older ones are gone")
    }
    return Line(facts.map { Sanitizer.line($0, limit: 60) }.joined(separator: " · "), .muted)
  }

  private func typed(_ label: String, _ input: TextInput) -> Line {
    Line(label + input.text + "_", Style(.accent).bold)
  }

  private func written(_ line: LogLine, width: Int, _ glyphs: GlyphSet) -> [Line] {
    let base = line.isError ? Style(.warning) : Style.plain
    var text = LogText(line.text, base: base).line
    if !view.searched.isEmpty { text = marked(text) }
    var margin = Line()
    if view.showsTime {
      let time = line.time?.clock(zone: containers.options.zone) ?? "        "
      margin = Line(time + " ", .muted)
    }
    // Colour is never alone.
    if line.isError { margin = margin + Line("! ", Style(.warning)) }
    guard view.wraps else { return [margin + text] }
    let indent = margin.width(glyphs: glyphs)
    let wrapped = text.wrapped(to: max(8, width - indent), glyphs: glyphs)
    return wrapped.enumerated().map { index, part in
      (index == 0 ? margin : Line(String(repeating: " ", count: indent))) + part
    }
  }

  /// The line with what was searched for turned round.
  private func marked(_ line: Line) -> Line {
    let ranges = view.searched.ranges(in: line.text)
    guard !ranges.isEmpty else { return line }
    var spans: [Span] = []
    var position = 0
    for span in line.spans {
      for character in span.text {
        let isFound = ranges.contains { $0.contains(position) }
        let style = isFound ? span.style.adding(.reverse) : span.style
        if let last = spans.last, last.style == style {
          spans[spans.count - 1].text.append(character)
        } else {
          spans.append(Span(String(character), style))
        }
        position += 1
      }
    }
    return Line(spans)
  }
}
