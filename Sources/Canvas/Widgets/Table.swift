/// Rows under column titles, one of them chosen, with a scroll bar where they do not fit.
package struct Table: Widget, Hashable, Sendable {
  package var columns: [TableColumn]
  /// A line for each column; missing ones are blank.
  package var rows: [[Line]]
  /// The chosen row; nil also saves the two columns in which its marker stands.
  package var selected: Int?
  /// Rows above the first one shown.
  package var offset: Int
  package var showsHeader: Bool
  /// Rows with a thin rule before them.
  package var separatorsBefore: Set<Int>
  /// Lines that take the place of the columns for which their row has no cells.
  package var tails: [Int: Line]

  package init(
    columns: [TableColumn], rows: [[Line]], selected: Int? = nil, offset: Int = 0,
    showsHeader: Bool = true, separatorsBefore: Set<Int> = [], tails: [Int: Line] = [:]
  ) {
    self.columns = columns
    self.rows = rows
    self.selected = selected
    self.offset = offset
    self.showsHeader = showsHeader
    self.separatorsBefore = separatorsBefore
    self.tails = tails
  }

  /// The offset nearest to the current one at which the chosen row is seen and no room is wasted.
  package static func offset(
    showing selected: Int, of count: Int, in visible: Int, from current: Int
  ) -> Int {
    guard count > 0, visible > 0 else { return 0 }
    let row = min(max(0, selected), count - 1)
    let nearest = min(max(current, row - visible + 1), row)
    return min(max(0, nearest), max(0, count - visible))
  }

  /// Rows that an area shows at once, rules left aside.
  package func visibleRows(in area: Rect) -> Int { body(of: area).height }

  /// The row at a line of the screen, if there is one.
  package func row(atY y: Int, in area: Rect) -> Int? {
    let body = body(of: area)
    let lines = lines(height: body.height)
    guard y >= body.y, y - body.y < lines.count else { return nil }
    return lines[y - body.y]
  }

  /// The column whose title stands at a place of the screen, if there is one.
  package func column(atX x: Int, y: Int, in area: Rect, glyphs: GlyphSet) -> Int? {
    guard y == area.y, !area.isEmpty, body(of: area).y > area.y else { return nil }
    let (layout, gutter, _) = placed(in: area, glyphs: glyphs)
    let place = x - area.x - gutter
    return layout.slots.first { $0.x <= place && place < $0.x + $0.width }?.column
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    guard !area.isEmpty else { return }
    let body = body(of: area)
    let lines = lines(height: body.height)
    let shown = lines.compactMap { $0 }
    let (layout, gutter, width) = placed(in: area, glyphs: canvas.glyphs)
    if width < area.width {
      Scrollbar(total: rows.count, visible: shown.count, offset: shown.first ?? 0)
        .draw(on: &canvas, in: Rect(x: area.right - 1, y: body.y, width: 1, height: body.height))
    }
    if body.y > area.y {
      let row = Rect(x: area.x, y: area.y, width: width, height: 1)
      drawHeader(layout, gutter: gutter, on: &canvas, in: row)
    }
    for (y, index) in lines.enumerated() {
      let row = Rect(x: area.x, y: body.y + y, width: width, height: 1)
      guard let index else {
        canvas.fill(row, with: Cell(BoxGlyphs(canvas.glyphs).horizontal, Style(.border)))
        continue
      }
      draw(rows[index], layout, gutter: gutter, on: &canvas, in: row)
      if let tail = tails[index],
        let slot = layout.slots.first(where: { $0.column >= rows[index].count })
      {
        canvas.put(tail, x: gutter + slot.x, in: row)
      }
      guard index == selected else { continue }
      canvas.stamp(canvas.marker, Style(.accent).bold, x: row.x, y: row.y, in: row)
      canvas.restyle(row) { $0.paper = .selected }
    }
  }

  private func drawHeader(
    _ layout: TableLayout, gutter: Int, on canvas: inout Canvas, in row: Rect
  ) {
    draw(
      columns.map { Line($0.title, .muted.bold) }, layout, gutter: gutter, on: &canvas, in: row)
    // Underlined as a whole, which is a rule that costs no row.
    canvas.restyle(row) { $0 = Style(.muted, on: $0.paper, [.bold, .underline]) }
  }

  private func draw(
    _ cells: [Line], _ layout: TableLayout, gutter: Int, on canvas: inout Canvas, in row: Rect
  ) {
    for slot in layout.slots where slot.column < cells.count {
      let place = Rect(x: row.x + gutter + slot.x, y: row.y, width: slot.width, height: 1)
        .intersection(row)
      switch columns[slot.column].alignment {
      case .leading: canvas.put(cells[slot.column], in: place)
      case .trailing: canvas.putTrailing(cells[slot.column], in: place)
      }
    }
  }

  /// Where the columns stand: beside the marker of the chosen row and left of the scroll bar.
  private func placed(
    in area: Rect, glyphs: GlyphSet
  ) -> (layout: TableLayout, gutter: Int, width: Int) {
    let shown = lines(height: body(of: area).height).count { $0 != nil }
    let width = shown < rows.count && area.width > 3 ? area.width - 2 : area.width
    let gutter = selected == nil ? 0 : min(2, width - 1)
    return (
      TableLayout(columns, wanted: wanted(glyphs: glyphs), width: width - gutter), gutter, width
    )
  }

  private func wanted(glyphs: GlyphSet) -> [Int] {
    columns.indices.map { column in
      let title = showsHeader ? glyphs.width(of: columns[column].title) : 0
      let content = rows.reduce(title) { widest, row in
        column < row.count ? max(widest, row[column].width(glyphs: glyphs)) : widest
      }
      return columns[column].wanted(for: content)
    }
  }

  /// The area less the header, which a single line does without.
  private func body(of area: Rect) -> Rect {
    let header = showsHeader && area.height > 1 ? 1 : 0
    return Rect(
      x: area.x, y: area.y + header, width: area.width, height: area.height - header)
  }
}

extension Table {
  /// What stands on each line of the body: a row's index, or nil for a rule.
  ///
  /// Rules take lines that whoever computed the offset did not know of: it is advanced as far as
  /// the chosen row needs.
  private func lines(height: Int) -> [Int?] {
    guard height > 0, !rows.isEmpty else { return [] }
    let wanted = min(max(0, offset), rows.count - 1)
    var start = min(wanted, lastStart(height: height))
    var lines = lines(from: start, height: height)
    while let selected, start < selected, selected < wanted + height, selected < rows.count,
      !lines.contains(selected)
    {
      start += 1
      lines = self.lines(from: start, height: height)
    }
    return lines
  }

  private func lines(from start: Int, height: Int) -> [Int?] {
    var lines: [Int?] = []
    for index in start..<rows.count where lines.count < height {
      if index > start, separatorsBefore.contains(index) {
        // A rule with nothing under it would be the last line.
        guard lines.count + 1 < height else { break }
        lines.append(nil)
      }
      lines.append(index)
    }
    return lines
  }

  /// The first row of the last page.
  private func lastStart(height: Int) -> Int {
    var start = rows.count - 1
    var used = 1
    while start > 0 {
      used += separatorsBefore.contains(start) ? 2 : 1
      guard used <= height else { break }
      start -= 1
    }
    return start
  }
}
