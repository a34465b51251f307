/// A border with a title and up to three more captions in its edges.
///
/// Draws the border only: what is inside stays as it is. Plain captions take the panel's own
/// style; others keep theirs. A focused panel is known by its colour and by the tees that hold its
/// title.
package struct Panel: Widget, Hashable, Sendable {
  package var title: Line
  /// At the right of the top edge; gives way to the title.
  package var trailing: Line
  /// At the left of the bottom edge.
  package var footer: Line
  package var footerTrailing: Line
  package var isFocused: Bool

  package init(
    title: Line, trailing: Line = [], footer: Line = [], footerTrailing: Line = [],
    isFocused: Bool = false
  ) {
    self.title = title
    self.trailing = trailing
    self.footer = footer
    self.footerTrailing = footerTrailing
    self.isFocused = isFocused
  }

  /// The area less the border.
  package func inner(_ area: Rect) -> Rect { area.inset(x: 1, y: 1) }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    Frame(
      style: isFocused ? Style(.accent).bold : Style(.border),
      isMarked: isFocused,
      top: title.plainAs(Style(isFocused ? .accent : .title).bold),
      topTrailing: trailing.plainAs(.muted),
      bottom: footer.plainAs(.muted),
      bottomTrailing: footerTrailing.plainAs(.muted)
    ).draw(on: &canvas, in: area)
  }
}
