/// The load generator was at its own limit: what it measured is itself.
enum GeneratorSaturated: DiagnosisRule {
  /// Share of the run above which the generator's limit is part of the figures.
  static let share = 0.1

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let engine = evidence.engine
    guard engine.seconds > 0 else { return [] }
    let saturated = engine.saturatedSeconds / engine.seconds
    if saturated > share {
      return [
        Diagnosis(
          .generatorSaturated,
          "The load generator's thread used over \(Quantity.percent(EngineEvidence.saturation)) of "
            + "a core in \(Quantity.percent(saturated)) of the run: the servers may be faster than "
            + "it could ask.")
      ]
    }
    // A wait is of weight only beside what is measured.
    let typical = evidence.conditions.compactMap { $0.percentile(0.5) }.min() ?? .infinity
    let lagging = engine.laggingSeconds / engine.seconds
    guard lagging > share, EngineEvidence.lagLimit > 0.1 * typical else { return [] }
    return [
      Diagnosis(
        .generatorSaturated,
        "Free slots waited over \(Quantity.duration(seconds: EngineEvidence.lagLimit)) for their "
          + "next request in \(Quantity.percent(lagging)) of the run, while a request takes "
          + "\(Quantity.duration(seconds: typical)): the load was less than what was asked for.")
    ]
  }
}
