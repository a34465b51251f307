internal import Statistics

/// Too few answers for a percentile that the table shows.
enum PercentileUnsupported: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let counts = evidence.conditions.filter { $0.total > 0 }.map(\.succeeded)
    guard let least = counts.min(), least > 0 else { return [] }
    let percentiles = [(0.95, "p95"), (0.99, "p99")]
    func named(_ support: PercentileSupport) -> [String] {
      percentiles.filter { Percentiles.support($0.0, count: least) == support }.map(\.1)
    }
    func told(_ names: [String], _ what: String) -> String? {
      guard !names.isEmpty else { return nil }
      return names.joined(separator: " and ") + (names.count == 1 ? " is " : " are ") + what
    }
    // As the table has them: marked, or not there.
    let parts = [
      told(named(.rough), "uncertain (~)"), told(named(.unsupported), "left out"),
    ].compactMap(\.self)
    guard !parts.isEmpty,
      let first = percentiles.first(where: {
        Percentiles.support($0.0, count: least) != .supported
      })
    else { return [] }
    let needed = Int((10 / (1 - first.0)).rounded())
    return [
      Diagnosis(
        .percentileUnsupported,
        parts.joined(separator: " and ") + " with \(Quantity.count(least, "answer")): \(first.1) "
          + "needs \(Quantity.count(needed)).")
    ]
  }
}
