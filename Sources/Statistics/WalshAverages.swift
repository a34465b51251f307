/// The means of all pairs of values of a sample, each value also with itself.
///
/// n values have n (n + 1) / 2 of them (Walsh 1949). They are counted, never written down: a walk
/// from both ends of the sorted sample counts those up to a limit in 2 n steps.
struct WalshAverages: CountedValues {
  let sorted: [Double]

  var total: Int { sorted.count * (sorted.count + 1) / 2 }
  var bounds: ClosedRange<Double> { (sorted.first ?? 0)...(sorted.last ?? 0) }

  func count(atMost limit: Double) -> Int {
    var count = 0
    var last = sorted.count - 1
    for first in sorted.indices {
      while last >= first, (sorted[first] + sorted[last]) / 2 > limit { last -= 1 }
      guard last >= first else { break }
      count += last - first + 1
    }
    return count
  }
}
