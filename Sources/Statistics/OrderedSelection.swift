/// Selection by counting: finds a value among many without writing them down.
enum OrderedSelection {
  /// The smallest number from `lower` to `upper` for which `holds`.
  ///
  /// `holds` must be false up to some number and true from there on, and true at `upper`. Halves
  /// the floating-point numbers themselves, so at most 64 questions find the exact one.
  static func smallest(
    from lower: Double, to upper: Double, where holds: (Double) -> Bool
  ) -> Double {
    var low = key(lower)
    var high = key(upper)
    while low < high {
      // The floor of the mean, without overflow.
      let middle = (low & high) &+ ((low ^ high) >> 1)
      if holds(number(middle)) { high = middle } else { low = middle &+ 1 }
    }
    return number(low)
  }

  /// Integers in the order of the numbers: neighbours differ by 1, both zeros are 0.
  private static func key(_ number: Double) -> Int64 {
    let bits = Int64(bitPattern: number.bitPattern)
    return bits >= 0 ? bits : Int64.min &- bits
  }

  private static func number(_ key: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: key >= 0 ? key : Int64.min &- key))
  }
}

/// Many values that can be counted but need not be written down.
protocol CountedValues {
  /// How many there are.
  var total: Int { get }
  /// The smallest and the largest; only asked where `total` > 0.
  var bounds: ClosedRange<Double> { get }
  func count(atMost limit: Double) -> Int
}

extension CountedValues {
  func count(below limit: Double) -> Int { count(atMost: limit.nextDown) }

  /// The value of a rank from 1 to `total`.
  func value(rank: Int) -> Double {
    OrderedSelection.smallest(from: bounds.lowerBound, to: bounds.upperBound) {
      count(atMost: $0) >= rank
    }
  }

  /// The middle value, or the mean of the two middle ones.
  var median: Double {
    let upper = value(rank: total / 2 + 1)
    return total.isMultiple(of: 2) ? (value(rank: total / 2) + upper) / 2 : upper
  }
}
