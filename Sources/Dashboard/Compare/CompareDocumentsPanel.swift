internal import BenchCore
internal import Canvas
internal import Reports

/// The documents of saved runs, each with what every column took and how that differs.
struct CompareDocumentsPanel: Widget {
  let compare: CompareView
  let comparison: RunComparison
  let documents: CompareDocuments
  let isFocused: Bool

  /// Cells of a name where columns need the room.
  private static let nameWidth = 24

  /// How differences are headed, and the columns that fit then.
  private struct Columns {
    let titles: [String]
    let shown: Range<Int>
    /// Cells that are left for names.
    let left: Int
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let inner = area.inset(x: 2, y: 1)
    let visible = visible(rows: inner.height - 1)
    let layout = layout(visible, width: inner.width, canvas.glyphs)
    let panel = Panel(
      title: title,
      trailing: Line("by \(compare.order.title)", .muted),
      footer: compare.isTyping || !compare.filter.isEmpty
        ? Line("/ " + compare.filter.text + (compare.isTyping ? "_" : ""), Style(.accent).bold)
        : CompareFigures.words(layout.shown, of: comparison.columns.count),
      isFocused: isFocused)
    canvas.draw(panel, in: area)
    var columns = [
      TableColumn(
        title: "document", minimum: 12, maximum: Self.nameWidth + max(0, layout.left),
        grows: false),
      TableColumn(title: "pages", alignment: .trailing, minimum: 5),
    ]
    for column in layout.shown {
      columns.append(
        TableColumn(
          title: comparison.columns[column].label, alignment: .trailing, minimum: 6))
      guard !layout.titles[column].isEmpty else { continue }
      columns.append(TableColumn(title: layout.titles[column], minimum: 10))
    }
    // Rows that are not seen are not laid out: there may be a hundred thousand.
    var rows = [[Line]](repeating: [], count: documents.rows.count)
    for index in visible {
      let row = documents.rows[index]
      rows[index] = [Line(row.name), Line(Quantity.count(row.pages), .muted)]
      for column in layout.shown {
        rows[index].append(Line(row.values[column]))
        guard !layout.titles[column].isEmpty else { continue }
        rows[index].append(Line(row.differences[column], .muted))
      }
    }
    canvas.draw(Table(columns: columns, rows: rows, offset: visible.lowerBound), in: inner)
  }

  private func visible(rows: Int) -> Range<Int> {
    let count = documents.rows.count
    let offset = min(max(0, compare.offsets[.documents] ?? 0), max(0, count - max(1, rows)))
    return offset..<min(count, offset + max(1, rows))
  }

  /// Every difference names what it is from, where that costs no column its place.
  private func layout(_ visible: Range<Int>, width: Int, _ glyphs: GlyphSet) -> Columns {
    let named = columns(visible, width: width, glyphs) { "against " + $0 }
    if named.shown.count == comparison.columns.count { return named }
    return columns(visible, width: width, glyphs) { _ in "difference" }
  }

  private func columns(
    _ visible: Range<Int>, width: Int, _ glyphs: GlyphSet, _ title: (String) -> String
  ) -> Columns {
    let titles = comparison.columns.indices.map { column in
      comparison.pair(ofColumn: column).map { title(comparison.columns[$0.baseline].label) } ?? ""
    }
    let widths = comparison.columns.indices.map { column in
      var value = glyphs.width(of: comparison.columns[column].label)
      var difference = titles[column].isEmpty ? -2 : glyphs.width(of: titles[column])
      for index in visible {
        value = max(value, glyphs.width(of: documents.rows[index].values[column]))
        difference = max(difference, glyphs.width(of: documents.rows[index].differences[column]))
      }
      return value + 2 + difference
    }
    // A column of pages, and what parts it from its neighbours.
    let room = width - Self.nameWidth - 9
    let shown = CompareFigures.fitting(widths, from: compare.firstColumn, room: room)
    return Columns(
      titles: titles, shown: shown, left: room - shown.reduce(0) { $0 + widths[$1] + 2 })
  }

  private var title: Line {
    var text = Quantity.count(documents.rows.count)
    if documents.rows.count != documents.total { text += " of \(Quantity.count(documents.total))" }
    let left = comparison.shared.missing.count + comparison.shared.changed.count
    return Line("By document", Style(.title).bold)
      + Line(
        "  \(text) in all files" + (left > 0 ? ", \(Quantity.count(left)) left out" : ""), .muted)
  }
}
