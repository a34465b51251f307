package import BenchCore
package import Canvas

/// A list of saved runs as a plain table, with the reasons of the damaged files below it.
package enum HeadlineTable {
  private enum Column: CaseIterable {
    case when, name, servers, documents, dpi, concurrency, verdict, counts, state
  }

  /// What is left out first where there is no room; the verdict names the servers as well.
  private static let expendable: [Column] = [.documents, .concurrency, .servers, .dpi, .counts]
  /// Fewest cells that a cut name and a cut verdict keep.
  private static let leastName = 16
  private static let leastVerdict = 12

  /// The table in `width` cells, as far as that can be: columns that matter less go first.
  ///
  /// - Parameter folder: The folder that is listed; names begin after it.
  package static func lines(
    _ headlines: [RunHeadline], folder: String, width: Int, _ glyphs: Glyphs
  ) -> [String] {
    let rows = headlines.map { headline in
      (words: HeadlineWords(headline, glyphs, folder: folder), headline.state)
    }
    guard !rows.isEmpty else {
      return ["no saved runs in " + Sanitizer.line(folder, glyphs: glyphs)]
    }
    var columns = Column.allCases
    let words = rows.map { Row($0.words, state: $0.1) }
    var table = table(words, columns, glyphs)
    for column in expendable where table.width > width {
      columns.removeAll { $0 == column }
      table = Self.table(words, columns, glyphs)
    }
    if table.width > width { table = Self.cut(words, columns, table, to: width, glyphs) }
    let damaged = rows.compactMap { row -> String? in
      if case .damaged = row.1 { "  \(row.words.name): \(row.words.state)" } else { nil }
    }
    return table.lines(glyphs) + damaged
  }

  private struct Row {
    var words: HeadlineWords
    var state: String

    init(_ words: HeadlineWords, state: RunHeadline.State) {
      self.words = words
      self.state = HeadlineWords.word(state)
    }
  }

  /// Shortens verdicts, then names, by what is too much.
  private static func cut(
    _ rows: [Row], _ columns: [Column], _ whole: TextTable, to width: Int, _ glyphs: Glyphs
  ) -> TextTable {
    let widths = zip(columns, whole.columnWidths)
    let verdict = widths.first { $0.0 == .verdict }?.1 ?? 0
    let name = widths.first { $0.0 == .name }?.1 ?? 0
    let excess = whole.width - width
    let newName = max(min(name, leastName), name - excess)
    let newVerdict = max(min(verdict, leastVerdict), verdict - (excess - (name - newName)))
    return table(rows, columns, glyphs, name: newName, verdict: newVerdict)
  }

  private static func table(
    _ rows: [Row], _ columns: [Column], _ glyphs: Glyphs, name: Int = .max, verdict: Int = .max
  ) -> TextTable {
    var table = TextTable(
      columns.map { column in
        (title(column), [.documents, .counts].contains(column) ? .trailing : .leading)
      })
    for row in rows {
      table.add(
        columns.map { column in
          switch column {
          case .when: row.words.when
          // The end of a path tells more than its beginning.
          case .name: DisplayWidth.truncateFront(row.words.name, to: name, glyphs: glyphs)
          case .servers: row.words.servers
          case .documents: row.words.documents
          case .dpi: row.words.dpi
          case .concurrency: row.words.concurrency
          case .verdict: DisplayWidth.truncate(row.words.verdict, to: verdict, glyphs: glyphs)
          case .counts: row.words.counts
          case .state: glyphs.spelled(row.state)
          }
        })
    }
    return table
  }

  private static func title(_ column: Column) -> String {
    switch column {
    case .when: "when"
    case .name: "run"
    case .servers: "servers"
    case .documents: "documents"
    case .dpi: "dpi"
    case .concurrency: "in flight"
    case .verdict: "verdict"
    case .counts: "requests"
    case .state: "state"
    }
  }
}
