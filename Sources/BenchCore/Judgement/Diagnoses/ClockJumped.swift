/// The generator did not run for a while: the machine slept, or the program was stopped.
enum ClockJumped: DiagnosisRule {
  /// Silence of the generator that no scheduler explains, seconds.
  static let limit = 5.0

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let silence = evidence.engine.longestSilence
    guard silence > limit else { return [] }
    return [
      Diagnosis(
        .clockJumped,
        "The load generator was silent for \(Quantity.duration(seconds: silence)): the machine "
          + "slept or the program was stopped, and what was in flight then is timed wrongly.")
    ]
  }
}
