internal import BenchCore
internal import Canvas
internal import Reports

/// A comparison's rows as lines with columns that line up, in any width.
///
/// Two servers have a column of differences; more have each difference beside its value, or under
/// it where that is too wide. What is too wide even so is split, every part with the first server.
struct FigureRows {
  let comparison: Comparison
  let width: Int
  let glyphs: GlyphSet
  private let widest: Widest

  init(comparison: Comparison, width: Int, glyphs: GlyphSet) {
    self.comparison = comparison
    self.width = width
    self.glyphs = glyphs
    widest = Widest(comparison, glyphs)
  }

  /// Cells of the widest texts, by the server's place in the plan where there is one for each.
  private struct Widest {
    var label: Int
    var names: [Int: Int] = [:]
    var values: [Int: Int] = [:]
    var differences: [Int: Int] = [:]

    init(_ comparison: Comparison, _ glyphs: GlyphSet) {
      let rows = comparison.rows
      label = rows.reduce(glyphs.width(of: comparison.title)) {
        max($0, glyphs.width(of: $1.label))
      }
      for (index, place) in comparison.places.enumerated() {
        names[place] = glyphs.width(of: comparison.names[index])
        values[place] = rows.reduce(0) { max($0, glyphs.width(of: $1.values[index])) }
        differences[place] = rows.reduce(0) { max($0, glyphs.width(of: $1.differences[index])) }
      }
    }
  }

  /// Where the differences against the first server stand.
  private enum Layout { case beside, below }

  /// Cells of the columns; a width of nothing is no column.
  private struct Columns {
    var layout: Layout
    var label: Int
    var values: [Int]
    var differences: [Int]
    var gap: Int

    var total: Int {
      values.reduce(label) { $0 + gap + $1 } + differences.reduce(0) { $0 + ($1 > 0 ? 2 + $1 : 0) }
    }
  }

  var lines: [Line] { Array(tables.joined(separator: [Line()])) }

  /// The parts, each with its names in the first line.
  var tables: [[Line]] {
    for layout in [Layout.beside, .below] {
      if let columns = columns(comparison, layout) { return [lines(comparison, columns)] }
    }
    let parts = ComparisonLayout.split(comparison) { columns($0, .below) != nil }
    guard parts.count > 1 else {
      return [lines(comparison, self.columns(comparison, .below, name: 6, gap: 1))]
    }
    return parts.map { part in
      lines(
        part,
        columns(part, .beside) ?? columns(part, .below) ?? columns(part, .below, name: 6, gap: 1))
    }
  }

  /// Columns that fit, as roomy as they can be.
  private func columns(_ comparison: Comparison, _ layout: Layout) -> Columns? {
    for (name, gap) in [(28, 4), (20, 3), (14, 2), (9, 2)] {
      let columns = columns(comparison, layout, name: name, gap: gap)
      if columns.total <= width { return columns }
    }
    return nil
  }

  private func columns(
    _ comparison: Comparison, _ layout: Layout, name: Int, gap: Int
  ) -> Columns {
    var values = comparison.places.map {
      max(min(name, widest.names[$0] ?? 0), widest.values[$0] ?? 0)
    }
    var differences = comparison.places.map { widest.differences[$0] ?? 0 }
    switch layout {
    case .beside: differences = differences.map { $0 > 0 ? max(10, $0) : 0 }
    case .below:
      values = zip(values, differences).map(max)
      differences = differences.map { _ in 0 }
    }
    return Columns(
      layout: layout, label: widest.label, values: values, differences: differences, gap: gap)
  }

  private func lines(_ comparison: Comparison, _ columns: Columns) -> [Line] {
    var lines = [header(comparison, columns)]
    for row in comparison.rows {
      if row.startsGroup { lines.append(Line()) }
      if columns.layout == .below && row.hasOnlyDifferences {
        lines.append(differences(row, columns, label: row.label))
        continue
      }
      lines.append(line(row, columns))
      if columns.layout == .below, row.differences.contains(where: { !$0.isEmpty }) {
        lines.append(differences(row, columns))
      }
    }
    return lines
  }

  private func header(_ comparison: Comparison, _ columns: Columns) -> Line {
    var line = Line(fit(comparison.title, columns.label, .leading), .muted)
    for (index, name) in comparison.names.enumerated() {
      let text = fit(name, columns.values[index], .trailing)
      line.spans.append(Span(gap(columns) + text, Style(.series(comparison.places[index])).bold))
      if columns.differences[index] > 0 {
        line.spans.append(
          Span("  " + fit("difference", columns.differences[index], .trailing), .muted))
      }
    }
    return line
  }

  private func line(_ row: Comparison.Row, _ columns: Columns) -> Line {
    var line = Line(
      fit(row.label, columns.label, .leading), row.label.hasPrefix(" ") ? .muted : .plain)
    for (index, text) in row.values.enumerated() {
      line.spans.append(Span(gap(columns) + fit(text, columns.values[index], .trailing)))
      if columns.differences[index] > 0 {
        let words = fit(row.differences[index], columns.differences[index], .trailing)
        line.spans.append(Span("  " + words, Style(.accent)))
      }
    }
    return line
  }

  private func differences(
    _ row: Comparison.Row, _ columns: Columns, label: String = ""
  ) -> Line {
    var text = ""
    for (difference, width) in zip(row.differences, columns.values) {
      text += gap(columns) + fit(difference, width, .trailing)
    }
    return Line(fit(label, columns.label, .leading), label.hasPrefix(" ") ? .muted : .plain)
      + Line(text, Style(.accent))
  }

  private func gap(_ columns: Columns) -> String { String(repeating: " ", count: columns.gap) }

  private func fit(_ text: String, _ width: Int, _ side: DisplayWidth.Alignment) -> String {
    let spelled = glyphs.text.spelled(text)
    return DisplayWidth.pad(
      DisplayWidth.truncate(spelled, to: width, glyphs: glyphs.text), to: width, side)
  }
}
