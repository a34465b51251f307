/// Sizes of groups of equal values, which rank tests correct for.
enum Ties {
  /// Sizes of the runs of equal values in an ascending sequence, runs of one left out.
  static func sizes(inSorted sorted: [Double]) -> [Int] {
    var sizes: [Int] = []
    var start = 0
    for position in sorted.indices
    where position + 1 == sorted.count || sorted[position + 1] != sorted[position] {
      if position > start { sizes.append(position - start + 1) }
      start = position + 1
    }
    return sizes
  }

  /// Σ (t³ − t) over groups of t equal values.
  static func cubic(_ sizes: [Int]) -> Double {
    sizes.reduce(0) { sum, size in
      let size = Double(size)
      return sum + size * (size * size - 1)
    }
  }
}
