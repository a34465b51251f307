/// The slope of a line by the median of the slopes between all pairs of points.
///
/// Theil (1950) and Sen (1968): up to a quarter of the points may be wild without moving it far.
/// The test is Kendall's, of "y neither rises nor falls with x": exact under 50 points of which no
/// two share an x or a y, else normal with correction for ties and continuity; the interval holds
/// the slopes that it does not reject. Takes n² / 2 in time and memory.
struct TheilSen {
  let slope: Estimate
  let test: TestResult

  /// Nil where fewer than two x differ.
  init?(_ points: [(first: Double, second: Double)], level: Double) {
    var slopes: [Double] = []
    for (index, left) in points.enumerated() {
      for right in points[(index + 1)...] where right.first != left.first {
        slopes.append((right.second - left.second) / (right.first - left.first))
      }
    }
    guard !slopes.isEmpty, slopes.allSatisfy(\.isFinite) else { return nil }
    slopes.sort()
    let values = SortedValues(sorted: slopes)
    let tiesX = Ties.sizes(inSorted: points.map(\.first).sorted())
    let tiesY = Ties.sizes(inSorted: points.map(\.second).sorted())
    let null: CountTest.Null
    if points.count < ExactNull.limit, tiesX.isEmpty, tiesY.isEmpty {
      null = .exact(cumulative: ExactNull.kendall(points.count))
    } else {
      // Where all y are equal nothing varies; the slopes that are not 0 then have no ties in y.
      let ties = tiesY == [points.count] ? [] : tiesY
      null = .normal(deviation: Self.deviation(points.count, tiesX, ties))
    }
    let count = CountTest(total: slopes.count, null: null)
    let doubled = 2 * slopes.count - values.count(below: 0) - values.count(atMost: 0)
    slope = Estimate(
      value: values.median, interval: count.interval(values, level: level), level: level)
    test = TestResult(
      statistic: Double(doubled - slopes.count), p: count.p(doubled: doubled),
      method: count.method, count: points.count)
  }

  /// Of the number of rising pairs: half of that of Kendall's S, as in R's `cor.test`.
  private static func deviation(_ count: Int, _ tiesX: [Int], _ tiesY: [Int]) -> Double {
    let n = Double(count)
    func sum(_ ties: [Int], _ term: (Double) -> Double) -> Double {
      ties.reduce(0) { $0 + term(Double($1)) }
    }
    func square(_ t: Double) -> Double { t * (t - 1) }
    func cube(_ t: Double) -> Double { t * (t - 1) * (t - 2) }
    func spread(_ t: Double) -> Double { t * (t - 1) * (2 * t + 5) }
    var variance = (spread(n) - sum(tiesX, spread) - sum(tiesY, spread)) / 18
    if n > 2 { variance += sum(tiesX, cube) * sum(tiesY, cube) / (9 * cube(n)) }
    variance += sum(tiesX, square) * sum(tiesY, square) / (2 * square(n))
    return max(0, variance).squareRoot() / 2
  }
}

/// Values that were written down after all.
private struct SortedValues: CountedValues {
  let sorted: [Double]

  var total: Int { sorted.count }
  var bounds: ClosedRange<Double> { (sorted.first ?? 0)...(sorted.last ?? 0) }
  func value(rank: Int) -> Double { sorted[rank - 1] }

  func count(atMost limit: Double) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
