/// Finds the names that somebody may have meant.
enum NearestNames {
  /// Names most like a word, the nearest first, three at most; none where none is near.
  static func of(_ word: String, among names: [String]) -> [String] {
    let plain = normalised(word)
    guard !plain.isEmpty else { return [] }
    let near = names.compactMap { name -> (name: String, distance: Int)? in
      let other = normalised(name)
      // A part of a name is what one types first.
      if other.count >= 3, plain.count >= 3, contains(other, plain) { return (name, 0) }
      let distance = distance(plain, other)
      return distance <= max(1, min(plain.count, other.count) / 3) ? (name, distance) : nil
    }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// Case and the choice between `-`, `_` and a space are not what tells two names apart.
  private static func normalised(_ word: String) -> [UInt8] {
    word.lowercased().utf8.prefix(64).filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
  }

  private static func contains(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
    whole.indices.contains { whole[$0...].starts(with: part) }
  }

  /// Insertions, deletions and replacements from one word to the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (letter == right[column] ? 0 : 1)
        current.append(min(replaced, last[column + 1] + 1, current[column] + 1))
      }
      last = current
    }
    return last[right.count]
  }
}
