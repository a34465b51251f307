internal import Canvas
internal import Reports

/// Everything that the end of a run has to say as lines: under a run, beside a list, opened alone.
struct ReportLines {
  let content: ReportContent
  /// What a reader of the figures has to know about the file they come from.
  let warnings: [String]
  let width: Int
  let glyphs: GlyphSet

  var lines: [Line] { text.lines }

  /// The lines, and which of them are tables whose first line names the columns.
  var text: (lines: [Line], tables: [Range<Int>]) {
    var tables: [Range<Int>] = []
    var lines = warnings.flatMap { warning in
      TextWrap.lines(
        Sanitizer.line(glyphs.text.spelled("! " + warning), glyphs: glyphs.text), width: width
      ).map { Line($0, Style(.warning)) }
    }
    lines += paragraphs(content.caveats, Style(.warning))
    lines += paragraphs(content.summary, Style(.title))
    if let sweep = content.sweep {
      lines += sweep.lines(width: width, glyphs.text).map { Line($0) } + [Line()]
    }
    for comparison in content.comparisons {
      for table in FigureRows(comparison: comparison, width: width, glyphs: glyphs).tables {
        tables.append(lines.count..<(lines.count + table.count))
        lines += table + [Line()]
      }
    }
    lines += paragraphs(content.verdicts, Style(.text))
    lines += paragraphs(content.failures, Style(.bad))
    lines += paragraphs(content.notes, Style(.warning))
    lines += paragraphs(content.legend, .muted)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return (lines, tables)
  }

  private func paragraphs(_ entries: [ReportEntry], _ style: Style) -> [Line] {
    let lines = entries.lines(width: width, glyphs.text).map { Line($0, style) }
    return lines.isEmpty ? [] : lines + [Line()]
  }
}
