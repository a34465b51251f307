internal import Statistics

/// Too few answers for a percentile that the table shows.
enum PercentileUnsupported: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let counts = evidence.conditions.filter { $0.total > 0 }.map(\.succeeded)
    guard let least = counts.min(), least > 0 else { return [] }
    let missing = [(0.95, "p95"), (0.99, "p99")].filter {
      Percentiles.support($0.0, count: least) != .supported
    }
    guard let hardest = missing.first else { return [] }
    let needed = Int((10 / (1 - hardest.0)).rounded())
    return [
      Diagnosis(
        .percentileUnsupported,
        "\(missing.map(\.1).joined(separator: " and ")) cannot be told from "
          + "\(Quantity.count(least, "answer")): \(hardest.1) needs \(Quantity.count(needed)).")
    ]
  }
}
