internal import BenchCore
internal import Statistics

/// Rows of figures that know which document a request was for.
extension ComparisonBuilder {
  /// Percentiles with failures in them; nothing where nothing failed.
  mutating func addAdjusted() {
    guard servers.contains(where: { $0.failed > 0 && $0.adjustedP50 != nil }) else { return }
    add("  p50, with failures", { ($0.adjustedP50 ?? .none).text })
    add("  p95, with failures", { ($0.adjustedP95 ?? .none).text })
  }

  /// Times against the usual one of the same document; nothing in one round.
  mutating func addTail() {
    guard servers.contains(where: { $0.tail.count > 0 }) else { return }
    add("Tail factor p95", { Self.factor($0.tail, 0.95) })
    add("  p99", { Self.factor($0.tail, 0.99) })
  }

  /// What pages do; nothing where all documents are of about one size.
  mutating func addSize() {
    let hasLine = servers.contains { $0.size.line != nil }
    let hasBuckets = servers.contains { $0.size.buckets.count > 1 }
    guard hasLine || hasBuckets else { return }
    startsGroup = true
    if hasLine {
      addCoefficient("Fixed overhead", \.intercept) { Wording.gap(of: $0, against: $1) }
      addCoefficient("Time per page", \.slope) { Wording.difference(of: $0, against: $1, .time) }
    }
    guard hasBuckets else { return }
    for range in SizeBucket.Range.allCases
    where servers.contains(where: { $0.size.buckets.contains { $0.range == range } }) {
      let title = range == .small ? "Mean, " : "  "
      addTime(title + range.words + " pages") { server in
        server.size.buckets.first { $0.range == range }?.mean
      }
    }
  }

  private mutating func addCoefficient(
    _ label: String, _ coefficient: @escaping (LeastSquares) -> LeastSquares.Coefficient,
    _ difference: (Double?, Double?) -> String
  ) {
    let estimate = { (server: ServerFigures) in server.size.line.map { coefficient($0).estimate } }
    let isTold = { (estimate: Estimate?) in
      guard let estimate, let halfWidth = estimate.halfWidth else { return false }
      return abs(estimate.value) > halfWidth
    }
    add(label, { Quantity.duration(seconds: estimate($0)?.value) }) {
      // What is not told from nothing is not told from another such either.
      guard isTold(estimate($0)), isTold(estimate($1)) else { return Quantity.none }
      return difference(estimate($0)?.value, estimate($1)?.value)
    }
    add("  ±, 95 % interval", { Quantity.duration(seconds: estimate($0)?.halfWidth) })
  }

  /// `1.08×`, `~1.08×`, `–`.
  private static func factor(_ tail: TailFactors, _ p: Double) -> String {
    guard let value = tail.percentile(p) else { return Quantity.none }
    let isRough = Percentiles.support(p, count: tail.count) == .rough
    return (isRough ? "~" : "") + Quantity.number(value) + "×"
  }
}

extension SizeBucket.Range {
  /// `1–3`, `31+`.
  var words: String { to.map { "\(from)–\($0)" } ?? "\(from)+" }
}
