/// Finds the word that somebody may have meant.
package enum Suggestion {
  /// The candidate nearest to `word`; nil where none is near.
  package static func nearest(
    to word: String, among candidates: [String]
  ) -> String? {
    let plain = normalised(word)
    let near = candidates.compactMap { candidate -> (name: String, distance: Int)? in
      let distance = distance(plain, normalised(candidate))
      return distance <= max(1, min(plain.count, candidate.utf8.count) / 3)
        ? (candidate, distance) : nil
    }
    return near.min { $0.distance < $1.distance }?.name
  }

  /// Case and the choice between `-`, `_` and a space are not what tells two keys apart.
  private static func normalised(_ word: String) -> [UInt8] {
    word.lowercased().utf8.prefix(64).filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
  }

  /// Insertions, deletions, replacements and swaps of neighbours from one word to the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
