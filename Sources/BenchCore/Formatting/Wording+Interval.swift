extension Wording {
  /// Ratios of times in words: `1.9 … 4.7 % slower`, `1.2 % faster … 0.8 % slower`.
  ///
  /// Both ends are told by their distance from equality, in factors beyond twice or half.
  package static func interval(_ ratios: ClosedRange<Double>?) -> String {
    guard let ratios, ratios.lowerBound > 0, ratios.upperBound.isFinite else {
      return Quantity.none
    }
    let ends = [ratios.lowerBound, ratios.upperBound]
    let words = ends.map { difference(of: $0, against: 1, .time) }
    if words[0] == words[1] { return words[0] }
    let units = words.map(unit)
    guard let one = units[0], let other = units[1], one == other else {
      return words.joined(separator: " … ")
    }
    // The smaller difference first, the unit and the word once.
    let sizes = words.map { String($0.dropLast(one.count)) }
    return (ratios.lowerBound >= 1 ? sizes : sizes.reversed()).joined(separator: " … ") + one
  }

  /// What follows the number: ` % slower`, `× faster`; nil where there is none.
  private static func unit(_ words: String) -> String? {
    words.lastIndex { $0.isNumber }.map { String(words[words.index(after: $0)...]) }
  }
}
