/// A text that lines are searched for: alternatives parted by `|`, any case unless it has capitals.
struct LogMatch: Hashable, Sendable {
  private let alternatives: [String]
  private let mindsCase: Bool

  init(_ text: String) {
    mindsCase = text.contains(where: \.isUppercase)
    alternatives = text.split(separator: "|").map(String.init)
  }

  var isEmpty: Bool { alternatives.isEmpty }

  /// Whether the line holds one of the alternatives; an empty text is in none.
  func fits(_ line: String) -> Bool {
    guard !isEmpty else { return false }
    let line = mindsCase ? line : line.lowercased()
    return alternatives.contains { line.contains($0) }
  }

  /// Where the first alternative that is found stands, in characters.
  func ranges(in line: String) -> [Range<Int>] {
    guard !isEmpty else { return [] }
    let characters = Array(mindsCase ? line : line.lowercased())
    // Some letters are two when they are written small: then nothing is pointed at.
    guard characters.count == line.count else { return [] }
    var found: [Range<Int>] = []
    for alternative in alternatives.map(Array.init) where !alternative.isEmpty {
      var start = 0
      while start + alternative.count <= characters.count, found.count < 50 {
        if characters[start] == alternative[0],
          characters[start..<(start + alternative.count)].elementsEqual(alternative)
        {
          found.append(start..<(start + alternative.count))
          start += alternative.count
        } else {
          start += 1
        }
      }
    }
    return found
  }
}
