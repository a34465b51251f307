internal import Canvas

/// Fits the rows of a comparison into tables of a given width.
///
/// Two servers have a column of differences, as people know it. More of them have each difference
/// beside its value, or under it where that is too wide. What is too wide even so is split: every
/// table begins with the first server, against which all are compared.
package enum ComparisonLayout {
  static func tables(_ comparison: Comparison, width: Int, _ glyphs: Glyphs) -> [TextTable] {
    let layouts = comparison.names.count <= 2 ? [classic, below] : [beside, below]
    for layout in layouts {
      let table = layout(comparison, glyphs)
      if table.width <= width { return [table] }
    }
    guard comparison.names.count > 2 else {
      return [below(comparison, glyphs)]
    }
    return split(comparison) { below($0, glyphs).width <= width }
      .flatMap { tables($0, width: width, glyphs) }
  }

  /// Parts of a comparison that each fit, as wide as they can be, every one with the first server.
  package static func split(
    _ comparison: Comparison, fits: (Comparison) -> Bool
  ) -> [Comparison] {
    guard comparison.names.count > 2 else { return [comparison] }
    let most = (1..<comparison.names.count).last { count in
      parts(comparison, of: count).allSatisfy(fits)
    }
    return parts(comparison, of: most ?? 1)
  }

  /// The first server with so many of the others at a time.
  private static func parts(_ comparison: Comparison, of count: Int) -> [Comparison] {
    stride(from: 1, to: comparison.names.count, by: count).map { start in
      let others = start..<min(start + count, comparison.names.count)
      return comparison.selecting([0] + others)
    }
  }

  /// `Metric | A | B | Difference`; of one server only its values.
  private static func classic(_ comparison: Comparison, _ glyphs: Glyphs) -> TextTable {
    let hasDifference = comparison.names.count == 2
    var table = frame(comparison, extra: hasDifference ? ["Difference"] : [], glyphs)
    for row in comparison.rows {
      if row.startsGroup { table.addRule() }
      let cells = [row.label] + row.values + (hasDifference ? [row.differences[1]] : [])
      table.add(cells.map(glyphs.spelled))
    }
    return table
  }

  /// `Metric | A | B   difference | C   difference`.
  private static func beside(_ comparison: Comparison, _ glyphs: Glyphs) -> TextTable {
    var table = frame(comparison, extra: [], glyphs)
    let widths = comparison.names.indices.map { index in
      comparison.rows.map { DisplayWidth.of(glyphs.spelled($0.differences[index])) }.max() ?? 0
    }
    for row in comparison.rows {
      if row.startsGroup { table.addRule() }
      let values = row.values.indices.map { index in
        let value = glyphs.spelled(row.values[index])
        guard widths[index] > 0 else { return value }
        let difference = glyphs.spelled(row.differences[index])
        return value + "  " + DisplayWidth.pad(difference, to: widths[index], .trailing)
      }
      table.add([glyphs.spelled(row.label)] + values)
    }
    return table
  }

  /// `Metric | A | B | C`, and a line of differences under each that has any.
  private static func below(_ comparison: Comparison, _ glyphs: Glyphs) -> TextTable {
    var table = frame(comparison, extra: [], glyphs)
    for row in comparison.rows {
      if row.startsGroup { table.addRule() }
      let first = row.hasOnlyDifferences ? row.differences : row.values
      table.add([glyphs.spelled(row.label)] + first.map(glyphs.spelled))
      if !row.hasOnlyDifferences, row.differences.contains(where: { !$0.isEmpty }) {
        table.add([""] + row.differences.map(glyphs.spelled))
      }
    }
    return table
  }

  private static func frame(
    _ comparison: Comparison, extra: [String], _ glyphs: Glyphs
  ) -> TextTable {
    TextTable(
      [(glyphs.spelled(comparison.title), .leading)]
        + (comparison.names + extra).map { ($0, .trailing) })
  }
}
