/// Little's law (1961): requests in flight = throughput × time that each of them takes.
///
/// It holds for any server and any load over a long enough window; where the figures break it, one
/// of them was measured wrongly.
package struct LittlesLaw: Equatable, Sendable {
  /// L = λ W: the mean number in flight that throughput and time imply.
  package let expectedInFlight: Double
  /// (observed − expected) / expected; 0.1 where the engine counted a tenth more.
  package let relativeDeviation: Double

  /// From λ in completions per second, W in mean seconds, and the mean number counted in flight.
  ///
  /// Nil for figures that are negative or not finite, or an expectation of 0.
  package init?(throughput: Double, meanSeconds: Double, observedInFlight: Double) {
    let expected = throughput * meanSeconds
    let deviation = (observedInFlight - expected) / expected
    guard throughput > 0, meanSeconds > 0, observedInFlight >= 0, expected.isFinite,
      deviation.isFinite
    else { return nil }
    expectedInFlight = expected
    relativeDeviation = deviation
  }
}
