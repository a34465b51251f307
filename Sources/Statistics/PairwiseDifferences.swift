/// The differences of all pairs of values of two samples, the first's less the second's.
///
/// They are counted as Walsh averages are, with both samples ascending.
struct PairwiseDifferences: CountedValues {
  let first: [Double]
  let second: [Double]

  var total: Int { first.count * second.count }
  var bounds: ClosedRange<Double> {
    let lower = (first.first ?? 0) - (second.last ?? 0)
    return lower...max(lower, (first.last ?? 0) - (second.first ?? 0))
  }

  func count(atMost limit: Double) -> Int {
    var count = 0
    var start = 0
    for value in first {
      while start < second.count, value - second[start] > limit { start += 1 }
      guard start < second.count else { break }
      count += second.count - start
    }
    return count
  }
}
