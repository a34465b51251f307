package import BenchCore
package import Canvas

/// Saved runs side by side as text: what the columns are, what speaks against them, the figures, and
/// the documents.
package enum CompareReport {
  /// Documents that the text shows unless it is asked for all.
  package static let documentLimit = 20

  /// The report, its lines separated by line feeds.
  ///
  /// Columns for which there is no room stand in tables below, each with the labels of its rows.
  package static func text(
    _ comparison: RunComparison, width: Int = 100, glyphs: Glyphs = .unicode,
    showsAllDocuments: Bool = false
  ) -> String {
    let width = max(60, width)
    var blocks = [
      TextWrap.lines(glyphs.spelled(CompareHeader.title(comparison)), width: width),
      CompareHeader.files(comparison, glyphs).lines(width: width, glyphs),
      CompareHeader.caveats(comparison, glyphs).lines(width: width, glyphs),
    ]
    blocks += figures(comparison, width: width, glyphs)
    blocks += documents(comparison, all: showsAllDocuments, width: width, glyphs)
    blocks.append(CompareHeader.legend(comparison).lines(width: width, glyphs))
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private static func figures(
    _ comparison: RunComparison, width: Int, _ glyphs: Glyphs
  ) -> [[String]] {
    let rows = CompareRows.all(comparison)
    return folded(comparison.columns.count, width: width, glyphs) { columns in
      var table = TextTable(
        [("", .leading)]
          + columns.map { (glyphs.spelled(comparison.columns[$0].shownLabel), .trailing) })
      for row in rows {
        let cells = columns.map { row.cells[$0] }
        guard row.kind == .figure || cells.contains(where: { !$0.isEmpty }) else { continue }
        if row.startsGroup { table.addRule() }
        table.add(([row.label] + cells).map(glyphs.spelled))
      }
      return table
    }
  }

  private static func documents(
    _ comparison: RunComparison, all: Bool, width: Int, _ glyphs: Glyphs
  ) -> [[String]] {
    let documents = CompareDocuments(comparison)
    guard !documents.rows.isEmpty else { return [] }
    let shown = all ? documents.rows[...] : documents.rows.prefix(documentLimit)
    var title = "By document"
    if let column = documents.sortedBy, let pair = comparison.pair(ofColumn: column) {
      title +=
        ", \(comparison.columns[column].shownLabel) against \(comparison.columns[pair.baseline].shownLabel), "
        + "what slows down most first"
    }
    if shown.count < documents.rows.count {
      title +=
        "; the first \(Quantity.count(shown.count)) of \(Quantity.count(documents.rows.count)), "
        + "--all shows all"
    }
    let tables = folded(comparison.columns.count, width: width, glyphs) { columns in
      var header: [(header: String, alignment: DisplayWidth.Alignment)] = [
        ("document", .leading), ("pages", .trailing),
      ]
      for column in columns {
        header.append((glyphs.spelled(comparison.columns[column].shownLabel), .trailing))
        if let pair = comparison.pair(ofColumn: column) {
          let label = comparison.columns[pair.baseline].shownLabel
          header.append((glyphs.spelled("against " + label), .leading))
        }
      }
      var table = TextTable(header)
      for row in shown {
        let name = DisplayWidth.truncateFront(
          Sanitizer.line(row.name, glyphs: glyphs, limit: 200), to: 24, glyphs: glyphs)
        var cells = [name, Quantity.count(row.pages)]
        for column in columns {
          cells.append(row.values[column])
          if comparison.pair(ofColumn: column) != nil { cells.append(row.differences[column]) }
        }
        table.add([name] + cells.dropFirst().map(glyphs.spelled))
      }
      return table
    }
    return [TextWrap.lines(glyphs.spelled(title + ":"), width: width)] + tables
  }

  /// Tables of as many columns as fit, one at least; each says which it holds where there are more.
  private static func folded(
    _ count: Int, width: Int, _ glyphs: Glyphs, _ make: (Range<Int>) -> TextTable
  ) -> [[String]] {
    var blocks: [[String]] = []
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, make(start..<(end + 1)).width <= width { end += 1 }
      let lines = make(start..<end).lines(glyphs)
      let isWhole = start == 0 && end == count
      let columns = end - start == 1 ? "column \(end)" : "columns \(start + 1)–\(end)"
      blocks.append((isWhole ? [] : [glyphs.spelled("\(columns) of \(count)")]) + lines)
      start = end
    }
    return blocks
  }
}
