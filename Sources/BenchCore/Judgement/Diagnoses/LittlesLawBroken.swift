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
    let engine = evidence.segment ?? evidence.engine
    // Of a sweep's part the records are its own, but the generator's reports are of several parts.
    guard evidence.started.sweep?.sharesTime != true else { return [] }
    guard evidence.isWhole, engine.seconds > 0, evidence.requests > 0,
      max(evidence.busySeconds, engine.inFlightSeconds) >= least
    else { return [] }
    let requests = Double(evidence.requests)
    let observed = engine.inFlightSeconds / engine.seconds
    guard
      let law = LittlesLaw(
        throughput: requests / engine.seconds, meanSeconds: evidence.busySeconds / requests,
        observedInFlight: observed), abs(law.relativeDeviation) > tolerance
    else { return [] }
    return [
      Diagnosis(
        .littlesLawBroken,
        "Little's law does not hold: \(Quantity.number(observed)) requests were in flight on "
          + "average, throughput times service time says "
          + "\(Quantity.number(law.expectedInFlight)). Times or counts are wrong.")
    ]
  }
}
