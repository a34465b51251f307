/// Lines one below the other, one of them chosen, with a scroll bar where they do not fit.
package struct ListView: Widget, Hashable, Sendable {
  package var items: [Line]
  /// The chosen line; nil also saves the two columns in which its marker stands.
  package var selected: Int?
  /// Lines above the first one shown; `Table.offset` computes it.
  package var offset: Int

  package init(items: [Line], selected: Int? = nil, offset: Int = 0) {
    self.items = items
    self.selected = selected
    self.offset = offset
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    Table(
      columns: [TableColumn(title: "", minimum: 1, grows: true)], rows: items.map { [$0] },
      selected: selected, offset: offset, showsHeader: false
    ).draw(on: &canvas, in: area)
  }
}
