/// How a column of a table looks and what becomes of it where there is little room.
package struct TableColumn: Hashable, Sendable {
  package var title: String
  package var alignment: DisplayWidth.Alignment
  /// Fewest cells to which its words are cut; numbers, which are aligned trailing, are not cut.
  ///
  /// Only columns of priority 0 get less, where nothing else can be left out.
  package var minimum: Int
  /// Most cells, or nil for as many as its texts need.
  package var maximum: Int?
  /// Columns with the largest number are left out first; those with 0 never.
  package var priority: Int
  /// Whether it takes what the others leave.
  package var grows: Bool

  package init(
    title: String, alignment: DisplayWidth.Alignment = .leading, minimum: Int,
    maximum: Int? = nil, priority: Int = 0, grows: Bool = false
  ) {
    self.title = title
    self.alignment = alignment
    self.minimum = minimum
    self.maximum = maximum
    self.priority = priority
    self.grows = grows
  }

  /// Cells that it wants for texts of this width.
  func wanted(for content: Int) -> Int {
    let floor = max(0, minimum)
    return min(max(floor, content), max(floor, maximum ?? .max))
  }
}
