internal import BenchCore
internal import Canvas
internal import Reports

/// The most important lines of the chosen file's final table.
struct ResultsPreview: Widget {
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.height > 2 else { return }
    let entry = state.results.selectedEntry
    let place = area.inset(x: 2, y: 1)
    let lines = lines(entry, width: max(20, place.width), canvas.glyphs)
    let name = Sanitizer.line(entry?.name ?? "", glyphs: canvas.glyphs.text)
    var title = Line(
      DisplayWidth.truncate(name, to: max(12, area.width / 2), glyphs: canvas.glyphs.text),
      Style(.title).bold)
    if case .report(_, let content, _) = state.results.preview {
      title = title + Line("  " + content.headline, .muted)
    }
    let isCut = lines.count > place.height
    let panel = Panel(
      title: title, footer: isCut ? Line("Enter shows all of it", .muted) : [])
    canvas.draw(panel, in: area)
    for (y, line) in lines.prefix(place.height).enumerated() {
      canvas.put(line, y: y, in: place)
    }
  }

  private func lines(_ entry: ResultsEntry?, width: Int, _ glyphs: GlyphSet) -> [Line] {
    guard let entry else { return [] }
    if case .damaged(let reason) = entry.headline?.state {
      return wrapped("cannot be read: " + reason, Style(.bad), width, glyphs)
        + wrapped(
          "\(entry.path), \(Quantity.bytes(entry.file.bytes)). d moves it to the trash.", .muted,
          width, glyphs)
    }
    switch state.results.preview {
    case .none:
      return state.run.phase.isActive
        ? wrapped(
          "No preview beside a run: reading the file would disturb what is measured.", .muted,
          width, glyphs) : []
    case .reading: return [Line("reading …", .muted)]
    case .failed(_, let reason): return wrapped(reason, Style(.bad), width, glyphs)
    case .report(_, let content, let warnings):
      return ReportLines(content: content, warnings: warnings, width: width, glyphs: glyphs).lines
    }
  }

  private func wrapped(
    _ text: String, _ style: Style, _ width: Int, _ glyphs: GlyphSet
  ) -> [Line] {
    let safe = Sanitizer.line(glyphs.text.spelled(text), glyphs: glyphs.text)
    return TextWrap.lines(safe, width: width).map { Line($0, style) }
  }
}
