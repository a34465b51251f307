/// Distributions of rank statistics without a difference, every arrangement counted.
///
/// Each gives P(statistic ≤ k) for k from 0 to half the largest statistic; they are symmetric.
enum ExactNull {
  /// Samples under this size are counted exactly, as in R.
  static let limit = 50

  /// The signed-rank statistic V of n values: sums of subsets of 1…n, each subset equally likely.
  static func signedRank(_ count: Int) -> [Double] {
    let total = count * (count + 1) / 2
    var probabilities = [1.0] + [Double](repeating: 0, count: total)
    var reached = 0
    for rank in 1..<(count + 1) {
      reached += rank
      for sum in (0...reached).reversed() {
        let without = probabilities[sum]
        let with = sum >= rank ? probabilities[sum - rank] : 0
        probabilities[sum] = (without + with) / 2
      }
    }
    return cumulative(probabilities, total)
  }

  /// The Mann-Whitney statistic W of samples of m and n values.
  ///
  /// The arrangements are the coefficients of the Gaussian binomial ∏ (1 − q^(n+i)) / (1 − q^i),
  /// i = 1…m, whole numbers of up to 95 bits under the limit.
  static func mannWhitney(_ first: Int, _ second: Int) -> [Double] {
    let half = first * second / 2
    var counts = [Int128](repeating: 0, count: half + 1)
    counts[0] = 1
    for index in 1..<(first + 1) {
      let factor = second + index
      if factor <= half {
        for power in (factor...half).reversed() { counts[power] -= counts[power - factor] }
      }
      if index <= half {
        for power in index...half { counts[power] += counts[power - index] }
      }
    }
    var arrangements: Int128 = 1
    for index in 1..<(first + 1) {
      arrangements = arrangements * Int128(second + index) / Int128(index)
    }
    var sum: Int128 = 0
    return counts.map { count in
      sum += count
      return Double(sum) / Double(arrangements)
    }
  }

  /// The number of rising pairs among n values in random order.
  ///
  /// The i-th value rises over 0 to i − 1 earlier ones, each equally likely.
  static func kendall(_ count: Int) -> [Double] {
    let total = count * (count - 1) / 2
    var probabilities = [1.0] + [Double](repeating: 0, count: total)
    var reached = 0
    for index in 2..<(max(count, 1) + 1) {
      let previous = probabilities
      reached += index - 1
      for pairs in 0...reached {
        let first = max(0, pairs - index + 1)
        probabilities[pairs] = previous[first...pairs].reduce(0, +) / Double(index)
      }
    }
    return cumulative(probabilities, total)
  }

  private static func cumulative(_ probabilities: [Double], _ total: Int) -> [Double] {
    var sum = 0.0
    return probabilities.prefix(total / 2 + 1).map { probability in
      sum += probability
      return sum
    }
  }
}
