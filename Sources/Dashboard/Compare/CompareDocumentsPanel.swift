internal import BenchCore
internal import Canvas
internal import Reports

/// The documents of saved runs, each with what every column took and how that differs.
struct CompareDocumentsPanel: Widget {
  let compare: CompareView
  let comparison: RunComparison
  let documents: CompareDocuments
  let isFocused: Bool

  /// What gives way so that the baseline and another column stand beside each other, in this order.
  private enum Fold: Int, CaseIterable {
    /// Nothing, and every difference names what it is from.
    case none
    case namedDifferences, names, pages, labels

    /// Cells of a name where columns need the room.
    var nameWidth: Int { rawValue < Fold.names.rawValue ? 24 : 12 }
    var hasPages: Bool { rawValue < Fold.pages.rawValue }
  }

  /// How columns and differences are headed, and the columns that fit then.
  private struct Columns {
    let fold: Fold
    let labels: [String]
    let titles: [String]
    let shown: Range<Int>
    /// Cells that are left for names.
    let left: Int
    /// Whether as many columns are shown as are meant to be.
    let fits: Bool
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
        title: "document", minimum: 12, maximum: layout.fold.nameWidth + max(0, layout.left),
        grows: false)
    ]
    if layout.fold.hasPages {
      columns.append(TableColumn(title: "pages", alignment: .trailing, minimum: 5))
    }
    for column in layout.shown {
      columns.append(
        TableColumn(title: layout.labels[column], alignment: .trailing, minimum: 6))
      guard !layout.titles[column].isEmpty else { continue }
      columns.append(TableColumn(title: layout.titles[column], minimum: 10))
    }
    // Rows that are not seen are not laid out: there may be a hundred thousand.
    var rows = [[Line]](repeating: [], count: documents.rows.count)
    for index in visible {
      let row = documents.rows[index]
      rows[index] = [Line(row.name)]
      if layout.fold.hasPages { rows[index].append(Line(Quantity.count(row.pages), .muted)) }
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

  /// The first fold with which two columns fit, or all of them where nothing is folded; else the last
  /// one.
  private func layout(_ visible: Range<Int>, width: Int, _ glyphs: GlyphSet) -> Columns {
    var layout = columns(.none, visible, width: width, glyphs)
    for fold in Fold.allCases.dropFirst() where !layout.fits {
      layout = columns(fold, visible, width: width, glyphs)
    }
    return layout
  }

  private func columns(
    _ fold: Fold, _ visible: Range<Int>, width: Int, _ glyphs: GlyphSet
  ) -> Columns {
    let labels = labels(fold, glyphs)
    let titles = comparison.columns.indices.map { column in
      comparison.pair(ofColumn: column).map {
        fold == .none ? "against " + comparison.columns[$0.baseline].label : "difference"
      } ?? ""
    }
    let widths = widths(visible, labels: labels, titles: titles, glyphs)
    // A column of pages, and what parts columns from their neighbours.
    let room = width - fold.nameWidth - (fold.hasPages ? 9 : 2)
    let shown = CompareFigures.fitting(widths, from: compare.firstColumn, room: room)
    let together = fold == .none ? widths.count : min(2, widths.count)
    return Columns(
      fold: fold, labels: labels, titles: titles, shown: shown,
      left: room - shown.reduce(0) { $0 + widths[$1] + 2 },
      fits: shown.count >= together)
  }

  /// The columns' names; folded, a server's gives way before what its run is told by.
  private func labels(_ fold: Fold, _ glyphs: GlyphSet) -> [String] {
    comparison.columns.map { column in
      guard fold == .labels, let at = column.label.lastIndex(of: "@") else { return column.label }
      let server = DisplayWidth.truncate(String(column.label[..<at]), to: 6, glyphs: glyphs.text)
      return server + column.label[at...]
    }
  }

  private func widths(
    _ visible: Range<Int>, labels: [String], titles: [String], _ glyphs: GlyphSet
  ) -> [Int] {
    comparison.columns.indices.map { column in
      var value = glyphs.width(of: labels[column])
      var difference = titles[column].isEmpty ? -2 : glyphs.width(of: titles[column])
      for index in visible {
        value = max(value, glyphs.width(of: documents.rows[index].values[column]))
        guard !titles[column].isEmpty else { continue }
        difference = max(difference, glyphs.width(of: documents.rows[index].differences[column]))
      }
      return value + 2 + difference
    }
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
