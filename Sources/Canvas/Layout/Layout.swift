/// How much of a length a part of it wants.
package enum Constraint: Hashable, Sendable {
  /// So many cells, as far as they are there.
  case fixed(Int)
  /// At least so many cells, and a share of what is left by weight 1.
  case minimum(Int)
  /// A share of what the others leave, by weight.
  case share(Int)
}

/// Splits areas into parts.
package enum Layout {
  /// Lengths of the parts; they sum to `length` where any part can grow, and never to more.
  ///
  /// Fixed and minimum lengths are served first, in order, as far as there is room; the rest is
  /// shared by weight, leftover cells going to the first ones.
  package static func lengths(_ length: Int, _ constraints: [Constraint]) -> [Int] {
    var left = max(0, length)
    var lengths = constraints.map { constraint in
      switch constraint {
      case .fixed(let cells), .minimum(let cells):
        let given = min(left, max(0, cells))
        left -= given
        return given
      case .share: return 0
      }
    }
    let weights = constraints.map { constraint in
      switch constraint {
      case .fixed: return 0
      case .minimum: return 1
      case .share(let weight): return max(0, weight)
      }
    }
    let total = weights.reduce(0, +)
    guard total > 0, left > 0 else { return lengths }
    let shared = left
    for (index, weight) in weights.enumerated() {
      let part = shared * weight / total
      lengths[index] += part
      left -= part
    }
    var index = 0
    while left > 0 {
      if weights[index] > 0 {
        lengths[index] += 1
        left -= 1
      }
      index = (index + 1) % weights.count
    }
    return lengths
  }
}

extension Rect {
  /// Parts side by side, `gap` cells apart.
  package func columns(_ constraints: [Constraint], gap: Int = 0) -> [Rect] {
    let gaps = gap * max(0, constraints.count - 1)
    var column = x
    return Layout.lengths(width - gaps, constraints).map { length in
      defer { column += length + gap }
      return Rect(x: column, y: y, width: length, height: height).intersection(self)
    }
  }

  /// Parts one below the other, `gap` cells apart.
  package func rows(_ constraints: [Constraint], gap: Int = 0) -> [Rect] {
    let gaps = gap * max(0, constraints.count - 1)
    var row = y
    return Layout.lengths(height - gaps, constraints).map { length in
      defer { row += length + gap }
      return Rect(x: x, y: row, width: width, height: length).intersection(self)
    }
  }
}
