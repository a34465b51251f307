internal import BenchCore
internal import Canvas

/// The documents of an open run: what each server took for each, and whether they agree.
///
///       document       pages   Python FastAPI  per page   Rust Axum  per page  difference
///     ▸ 1061225.pdf       44           1.92 s   43.6 ms      1.95 s   44.3 ms  1.6 % slower
struct DetailDocuments: Widget {
  let detail: DetailView

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard let table = detail.table, !detail.rows.isEmpty else {
      canvas.put(
        detail.filter.isEmpty
          ? "The run has no documents." : "No document's name holds this text: Esc shows all.",
        .muted, in: area)
      return
    }
    canvas.draw(self.table(table, canvas.glyphs, in: area), in: area)
  }

  /// What the documents are sorted by once the title at this place is clicked; nil beside them.
  func column(at event: MouseEvent, in area: Rect, _ glyphs: GlyphSet) -> Sorting? {
    guard let table = detail.table, !detail.rows.isEmpty else { return nil }
    return self.table(table, glyphs, in: area)
      .column(atX: event.x, y: event.y, in: area, glyphs: glyphs)
      .flatMap { columns(table, glyphs)[$0].sorts }
  }

  /// A column's order, and the server whose figures stand in it.
  typealias Sorting = (order: DocumentOrder, place: Int?)

  private func table(_ table: DocumentTable, _ glyphs: GlyphSet, in area: Rect) -> Table {
    let visible = max(1, area.height - 1)
    let offset = min(detail.offset, max(0, detail.rows.count - visible))
    // Only what is seen is written out: a run may have thousands.
    var rows = [[Line]](repeating: [], count: detail.rows.count)
    for index in rows.indices.dropFirst(offset).prefix(visible) {
      rows[index] = cells(detail.rows[index])
    }
    return Table(
      columns: columns(table, glyphs).map(\.column), rows: rows, selected: detail.selected,
      offset: offset)
  }

  private var plan: Plan { detail.run.started.plan }

  /// The server's name of a condition, as far as a column has room for it.
  func name(of condition: Int, _ glyphs: GlyphSet) -> String {
    DisplayWidth.truncate(
      Sanitizer.line(
        plan.servers[plan.conditions[condition].server].name, glyphs: glyphs.text, limit: 40),
      to: 16, glyphs: glyphs.text)
  }

  /// The columns, and what a click on a title sorts by, if by anything.
  private func columns(
    _ table: DocumentTable, _ glyphs: GlyphSet
  ) -> [(sorts: Sorting?, column: TableColumn)] {
    func column(
      _ order: DocumentOrder, _ title: String, _ minimum: Int, priority: Int = 0,
      of place: Int? = nil
    ) -> (Sorting?, TableColumn) {
      (
        (order, place),
        TableColumn(title: title, alignment: .trailing, minimum: minimum, priority: priority)
      )
    }
    var columns: [(sorts: Sorting?, column: TableColumn)] = [
      ((.name, nil), TableColumn(title: "document", minimum: 20, maximum: 40)),
      column(.pages, "pages", 5, priority: 5),
    ]
    for (index, condition) in table.conditions.enumerated() {
      columns.append(column(.time, name(of: condition, glyphs), 8, of: index))
      columns.append(column(.perPage, "per page", 8, priority: 6, of: index))
      if index > 0 {
        columns.append(column(.difference, "difference", 12, priority: 1, of: index))
      }
    }
    return columns + [
      column(.failures, "failed", 6, priority: 2),
      (nil, TableColumn(title: "answers", minimum: 6, priority: 4)),
    ]
  }

  private func cells(_ row: DocumentRow) -> [Line] {
    var cells = [Line(row.name), Line(Quantity.count(row.pages), .muted)]
    for (index, cell) in row.cells.enumerated() {
      cells.append(Line(Quantity.duration(seconds: cell.meanSeconds)))
      cells.append(Line(Quantity.duration(seconds: row.secondsPerPage(of: index)), .muted))
      guard index > 0 else { continue }
      cells.append(
        Line(
          row.ratio(of: index).map { Wording.difference(of: $0, against: 1, .time) }
            ?? Quantity.none, Style(.accent)))
    }
    let failed = Line(Quantity.count(row.failed), row.failed > 0 ? Style(.bad) : .muted)
    return cells + [failed, answers(row)]
  }

  private func answers(_ row: DocumentRow) -> Line {
    guard row.cells.count > 1, row.cells.allSatisfy({ $0.succeeded > 0 }) else {
      return Line(Quantity.none, .muted)
    }
    return row.disagrees ? Line("differ", Style(.warning)) : Line("agree", .muted)
  }
}
