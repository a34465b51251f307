internal import BenchCore
internal import Canvas
internal import Reports

/// The list itself: a row for each file, written out as far as it is seen.
struct ResultsTable: Widget {
  let results: ResultsView

  /// Cells under which a run's year and the verdicts' intervals are left out.
  private static let narrow = 100
  /// Cells under which a name does without the time that stands beside it.
  private static let roomy = 120
  /// Cells of a name before other columns are left out: one as the program gives it, with its time
  /// and without, the guide's own, and what is left on a narrow screen.
  private static let nameWidth = (roomy: 29, usual: 22, narrow: 14)
  /// Cells that a verdict has where it is not narrow: `inconclusive` with its interval is longer.
  private static let verdictWidth = 34

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.draw(table(canvas.glyphs, in: area), in: area)
  }

  /// What the list is sorted by once the title at this place is clicked; nil beside the titles.
  func column(at event: MouseEvent, in area: Rect, _ glyphs: GlyphSet) -> ResultsOrder.Column? {
    guard !results.shown.isEmpty else { return nil }
    return table(glyphs, in: area).column(atX: event.x, y: event.y, in: area, glyphs: glyphs)
      .flatMap { columns(glyphs, width: area.width)[$0].id }
  }

  private func table(_ glyphs: GlyphSet, in area: Rect) -> Table {
    let visible = max(1, area.height - 1)
    let offset = min(results.offset, max(0, results.shown.count - visible))
    var rows = [[Line]](repeating: [], count: results.shown.count)
    for index in rows.indices.dropFirst(offset).prefix(visible) {
      rows[index] = cells(results.entries[results.shown[index]], glyphs, width: area.width)
    }
    return Table(
      columns: columns(glyphs, width: area.width).map(\.column), rows: rows,
      selected: results.selectedIndex, offset: offset)
  }

  /// The columns, the one that sorts with an arrow; the mark's sorts nothing.
  private func columns(
    _ glyphs: GlyphSet, width: Int
  ) -> [(id: ResultsOrder.Column?, column: TableColumn)] {
    let isRoomy = width >= Self.roomy
    let isNarrow = width < Self.narrow
    func column(
      _ id: ResultsOrder.Column, _ alignment: DisplayWidth.Alignment = .leading, _ minimum: Int,
      _ maximum: Int? = nil, priority: Int = 0, grows: Bool = false
    ) -> (ResultsOrder.Column?, TableColumn) {
      var title = id.title
      if id == results.order.column {
        let arrow = glyphs.pick(
          results.order.descends ? "↓" : "↑", ascii: results.order.descends ? "v" : "^")
        title += " " + String(arrow)
      }
      return (
        id,
        TableColumn(
          title: title, alignment: alignment, minimum: minimum, maximum: maximum,
          // What sorts is seen, whatever has to give way for its arrow.
          priority: id == results.order.column ? 0 : priority, grows: grows)
      )
    }
    return [
      (nil, TableColumn(title: "", minimum: 1, maximum: 1)),
      column(.when, .leading, isNarrow ? 11 : 16, priority: 1),
      column(.name, .leading, nameWidth(width), 64),
      column(.servers, .leading, 12, isRoomy ? 24 : 14, priority: 8),
      column(.documents, .trailing, 4, priority: 5),
      column(.dpi, .trailing, 3, priority: 4),
      column(.concurrency, .trailing, 3, priority: 6),
      column(.verdict, .leading, isNarrow ? 24 : Self.verdictWidth, grows: true),
      column(.succeeded, .trailing, 4, priority: 7),
      column(.failed, .trailing, 4, priority: 2),
      column(.state, .leading, isNarrow ? 8 : 11, 12, priority: 3),
    ]
  }

  private func nameWidth(_ width: Int) -> Int {
    if width < Self.narrow { return Self.nameWidth.narrow }
    return width < Self.roomy ? Self.nameWidth.usual : Self.nameWidth.roomy
  }

  /// A name as the program gives it, without the time that stands beside it: `…300dpi.json`.
  private static func short(_ name: String) -> String {
    let form = "0000-00-00_000000_"
    let isStamped = zip(name, form).allSatisfy { $1 == "0" ? $0.isASCII && $0.isNumber : $0 == $1 }
    return isStamped && name.count > form.count ? "…" + name.dropFirst(form.count) : name
  }

  private func cells(
    _ entry: ResultsEntry, _ glyphs: GlyphSet, width: Int
  ) -> [Line] {
    let isNarrow = width < Self.narrow
    let mark =
      results.marked.contains(entry.path)
      ? Line(String(glyphs.pick("●", ascii: "*")), Style(.accent).bold) : Line()
    guard let headline = entry.headline else {
      let words = HeadlineWords(entry.facts, glyphs.text, folder: results.directory)
      return [mark, Line("…", .muted), Line(words.name)]
    }
    let words = HeadlineWords(headline, glyphs.text, folder: results.directory)
    let known = !headline.isDamaged
    let isLess = headline.state == .interrupted || headline.state == .stopped
    // An interval that would be cut says less than none.
    let fits = !isNarrow && DisplayWidth.of(words.verdict) <= Self.verdictWidth
    var verdict = Line(fits ? words.verdict : words.shortVerdict)
    if case .damaged(let reason) = headline.state { verdict = Line(reason, Style(.bad)) }
    let state = headline.isDamaged ? Style(.bad) : isLess ? Style(.warning) : .muted
    return [
      mark,
      Line(
        isNarrow && !headline.timestamp.isEmpty ? String(words.when.dropFirst(5)) : words.when,
        .muted),
      Line(width < Self.roomy ? Self.short(words.name) : words.name), Line(words.servers),
      Line(words.documents), Line(words.dpi), Line(words.concurrency), verdict,
      Line(known ? Quantity.count(headline.succeeded) : Quantity.none, .muted),
      Line(
        known ? Quantity.count(headline.failed) : Quantity.none,
        headline.failed > 0 ? Style(.bad) : .muted),
      Line(ResultsWords.state(headline), state),
    ]
  }
}
