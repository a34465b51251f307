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
    let visible = max(1, area.height - 1)
    let offset = min(detail.offset, max(0, detail.rows.count - visible))
    // Only what is seen is written out: a run may have thousands.
    var rows = [[Line]](repeating: [], count: detail.rows.count)
    for index in rows.indices.dropFirst(offset).prefix(visible) {
      rows[index] = cells(detail.rows[index])
    }
    canvas.draw(
      Table(
        columns: columns(table, canvas.glyphs), rows: rows, selected: detail.selected,
        offset: offset), in: area)
  }

  private var plan: Plan { detail.run.started.plan }

  private func columns(_ table: DocumentTable, _ glyphs: GlyphSet) -> [TableColumn] {
    let names = table.conditions.map { condition in
      DisplayWidth.truncate(
        Sanitizer.line(
          plan.servers[plan.conditions[condition].server].name, glyphs: glyphs.text, limit: 40),
        to: 16, glyphs: glyphs.text)
    }
    var columns = [
      TableColumn(title: "document", minimum: 20, maximum: 40),
      TableColumn(title: "pages", alignment: .trailing, minimum: 5, priority: 5),
    ]
    for (index, name) in names.enumerated() {
      columns.append(TableColumn(title: name, alignment: .trailing, minimum: 8))
      columns.append(
        TableColumn(title: "per page", alignment: .trailing, minimum: 8, priority: 6))
      if index > 0 {
        columns.append(
          TableColumn(title: "difference", alignment: .trailing, minimum: 12, priority: 1))
      }
    }
    return columns + [
      TableColumn(title: "failed", alignment: .trailing, minimum: 6, priority: 2),
      TableColumn(title: "answers", minimum: 6, priority: 4),
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
