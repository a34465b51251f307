/// How many durations were at most so long, for a fixed set of bounds.
struct SecondsHistogram: Sendable, Equatable {
  /// From a health check to a long book.
  static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]

  /// One for each bound, and one for what is beyond the last.
  private var counts = [Int](repeating: 0, count: bounds.count + 1)
  private(set) var sum = 0.0

  mutating func add(_ seconds: Double) {
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }

  var count: Int { counts.reduce(0, +) }

  /// Up to each bound, and in the end all.
  var cumulative: [Int] {
    var total = 0
    return counts.map { count in
      total += count
      return total
    }
  }
}
