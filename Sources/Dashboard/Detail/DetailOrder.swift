internal import BenchCore

/// How the documents of an open run are sorted.
struct DetailOrder: Hashable, Sendable {
  var column = DocumentOrder.corpus
  /// The server by whose figures they are, as a place in the table; nil for the largest of all.
  var place: Int?
  /// Against the column's usual direction.
  var isReversed = false

  /// Sorts by a column; by the one that sorts already, the other way round.
  mutating func choose(_ column: DocumentOrder, of place: Int? = nil) {
    isReversed = column == self.column && place == self.place && !isReversed
    (self.column, self.place) = (column, place)
  }

  func sorted(_ rows: [DocumentRow]) -> [DocumentRow] {
    column.sorted(rows, of: place, isReversed: isReversed)
  }

  /// The order in words, with the name of the server that it goes by: `by time of rust`.
  func title(server: String?) -> String {
    var words = column == .corpus ? "as sent" : "by \(column.title)"
    if let server { words += " of \(server)" }
    return isReversed ? words + ", turned round" : words
  }
}
