internal import Canvas

/// Where two rows of cells differ.
enum RowDifference {
  /// The columns from the first to the last cell that differ, nil where none does.
  ///
  /// It never begins or ends in the middle of a wide character.
  static func columns(_ old: ArraySlice<Cell>, _ new: ArraySlice<Cell>) -> Range<Int>? {
    let count = new.count
    guard old.count == count else { return count == 0 ? nil : 0..<count }
    var first = 0
    while first < count, old[old.startIndex + first] == new[new.startIndex + first] { first += 1 }
    guard first < count else { return nil }
    var end = count
    while old[old.startIndex + end - 1] == new[new.startIndex + end - 1] { end -= 1 }
    while first > 0, isContinuation(old, first) || isContinuation(new, first) { first -= 1 }
    while end < count, isContinuation(old, end) || isContinuation(new, end) { end += 1 }
    return first..<end
  }

  private static func isContinuation(_ row: ArraySlice<Cell>, _ column: Int) -> Bool {
    row[row.startIndex + column].isContinuation
  }
}
