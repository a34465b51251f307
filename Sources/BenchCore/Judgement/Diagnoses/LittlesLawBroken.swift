internal import Statistics

/// Mean requests in flight must be throughput times mean service time, whatever the server does.
///
/// The generator integrates its requests in flight as they change; the records sum to the same
/// request-seconds, or one of the two is wrong.
enum LittlesLawBroken: DiagnosisRule {
  static let tolerance = 0.1
  /// Request-seconds under which rounding decides.
  private static let least = 0.5

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let expected = evidence.busySeconds
    let observed = evidence.engine.inFlightSeconds
    guard evidence.isWhole, evidence.engine.seconds > 0, max(expected, observed) >= least else {
      return []
    }
    let deviation = (observed - expected) / max(expected, .leastNormalMagnitude)
    guard abs(deviation) > tolerance else { return [] }
    let seconds = evidence.engine.seconds
    return [
      Diagnosis(
        .littlesLawBroken,
        "Little's law does not hold: \(Quantity.number(observed / seconds)) requests were in "
          + "flight on average, throughput times service time says "
          + "\(Quantity.number(expected / seconds)). Times or counts are wrong.")
    ]
  }
}
