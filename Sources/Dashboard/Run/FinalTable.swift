internal import BenchCore
internal import Canvas
internal import Reports

/// The end of a run: where it is saved, the table of figures, what they mean.
///
/// Longer than the screen, it scrolls.
struct FinalTable: Widget {
  let path: String
  let content: ReportContent
  let warnings: [String]
  let scroll: Int

  /// From this width on the lanes stand beside the table.
  static let besideWidth = 150

  func draw(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: Line("Result", Style(.title).bold) + Line("  " + content.headline, .muted),
      footer: Line("saved: ", .muted) + Line(path, Style(.good).bold), isFocused: true)
    canvas.draw(panel, in: area)
    let inner = panel.inner(area).inset(x: 1)
    let lines = lines(width: max(20, inner.width - 1), canvas.glyphs)
    let top = min(scroll, max(0, lines.count - inner.height))
    for (y, line) in lines.dropFirst(top).prefix(inner.height).enumerated() {
      canvas.put(line, y: y, in: inner)
    }
    canvas.draw(
      Scrollbar(total: lines.count, visible: inner.height, offset: top),
      in: Rect(x: inner.right, y: inner.y, width: 1, height: inner.height))
  }

  private func lines(width: Int, _ glyphs: GlyphSet) -> [Line] {
    var lines = warnings.map { Line("! " + $0, Style(.warning)) }
    lines += paragraphs(content.caveats, Style(.warning), width, glyphs)
    for comparison in content.comparisons {
      lines += FigureRows(comparison: comparison, width: width, glyphs: glyphs).lines
      lines.append(Line())
    }
    lines += paragraphs(content.failures, Style(.bad), width, glyphs)
    lines += paragraphs(content.notes, Style(.warning), width, glyphs)
    lines += paragraphs(content.legend, .muted, width, glyphs)
    return lines
  }

  private func paragraphs(
    _ entries: [ReportEntry], _ style: Style, _ width: Int, _ glyphs: GlyphSet
  ) -> [Line] {
    let lines = entries.lines(width: width, glyphs.text).map { Line($0, style) }
    return lines.isEmpty ? [] : lines + [Line()]
  }
}

/// A comparison's rows as lines with columns that line up.
struct FigureRows {
  let comparison: Comparison
  let width: Int
  let glyphs: GlyphSet

  var lines: [Line] {
    let count = comparison.names.count
    let labelWidth = max(
      DisplayWidth.of(comparison.title), comparison.rows.map { of($0.label) }.max() ?? 0)
    let isPair = count == 2
    let differenceWidth =
      isPair ? max(10, comparison.rows.map { of($0.differences[1]) }.max() ?? 0) : 0
    let room = width - labelWidth - (isPair ? differenceWidth + 2 : 0)
    let valueWidth = max(6, min(18, room / max(1, count) - 2))
    var lines = [header(labelWidth, valueWidth, differenceWidth, isPair)]
    for row in comparison.rows {
      if row.startsGroup { lines.append(Line()) }
      lines.append(line(row, labelWidth, valueWidth, differenceWidth, isPair))
      if !isPair, row.differences.contains(where: { !$0.isEmpty }) {
        lines.append(differences(row, labelWidth, valueWidth))
      }
    }
    return lines
  }

  private func of(_ text: String) -> Int { DisplayWidth.of(glyphs.text.spelled(text)) }

  private func header(_ label: Int, _ value: Int, _ difference: Int, _ isPair: Bool) -> Line {
    var line = Line(fit(comparison.title, label, .leading), .muted)
    for (index, name) in comparison.names.enumerated() {
      line = line + Line("  " + fit(name, value, .trailing), Style(.series(index)).bold)
    }
    return isPair ? line + Line("  " + fit("difference", difference, .trailing), .muted) : line
  }

  private func line(
    _ row: Comparison.Row, _ label: Int, _ value: Int, _ difference: Int, _ isPair: Bool
  ) -> Line {
    var line = Line(fit(row.label, label, .leading), row.label.hasPrefix(" ") ? .muted : .plain)
    for text in row.values { line = line + Line("  " + fit(text, value, .trailing)) }
    guard isPair else { return line }
    return line + Line("  " + fit(row.differences[1], difference, .trailing), Style(.accent))
  }

  private func differences(_ row: Comparison.Row, _ label: Int, _ value: Int) -> Line {
    var text = fit("", label, .leading)
    for difference in row.differences { text += "  " + fit(difference, value, .trailing) }
    return Line(text, Style(.accent))
  }

  private func fit(_ text: String, _ width: Int, _ side: DisplayWidth.Alignment) -> String {
    let spelled = glyphs.text.spelled(text)
    return DisplayWidth.pad(
      DisplayWidth.truncate(spelled, to: width, glyphs: glyphs.text), to: width, side)
  }
}
