package import Statistics

/// What a column took and got done, with how well its rounds know it: a point of a scaling curve.
package struct ColumnScaling: Equatable, Sendable {
  /// Mean service time of a request, seconds; an interval where there are two rounds at least.
  package let serviceTime: Estimate?
  /// Throughput, with the same interval: where work is always waiting, it is the inverse of time.
  package let pagesPerSecond: Estimate?
}

extension RunComparison {
  /// A column's point; the intervals are Student's of the means of its rounds, at 95 %.
  package func scaling(ofColumn index: Int) -> ColumnScaling {
    let column = columns[index]
    let times = runs[column.run].times[column.condition]
    let rounds = (0..<times.rounds).compactMap { round -> Double? in
      let own = (0..<times.documents).compactMap { times[round: round, document: $0] }
      // A round that was cut off is no equal of a whole one.
      return own.count == times.documents ? Moments.mean(own) : nil
    }
    guard let mean = column.summary.mean, mean > 0 else {
      return ColumnScaling(serviceTime: nil, pagesPerSecond: nil)
    }
    // Of fewer rounds than the mean is of, it would be another mean's.
    let isOfAll = rounds.count == times.rounds
    let interval = isOfAll ? MeanInterval.estimate(rounds)?.interval : nil
    let rate = column.summary.pagesPerSecond.map { rate in
      let inverse = interval.flatMap { range -> ClosedRange<Double>? in
        range.lowerBound > 0
          ? (rate * mean / range.upperBound)...(rate * mean / range.lowerBound) : nil
      }
      return Estimate(value: rate, interval: inverse, level: 0.95)
    }
    return ColumnScaling(
      serviceTime: Estimate(value: mean, interval: interval, level: 0.95), pagesPerSecond: rate)
  }
}
