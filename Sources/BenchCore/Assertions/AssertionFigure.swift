/// A figure that an assertion can be about; every server has one of each.
package enum AssertionFigure: Hashable, Sendable {
  /// A percentile, 0…1, of one of the samples.
  case percentile(Double, of: Sample)
  case mean, minimum, maximum
  case pagesPerSecond, requestsPerSecond
  case total, successful, failed, errorShare
  /// Documents whose text, or whose number of pages, is not the baseline's.
  case textMismatch, pageMismatch
  case webOverhead, webOverheadShare

  /// What a percentile is of.
  package enum Sample: String, Hashable, Sendable, CaseIterable {
    /// Service times of the good answers.
    case service = ""
    /// The same with every failure as an endless one.
    case adjusted = "adjusted_"
    /// From the moment a request was due, in the open load model.
    case response = "response_"
    /// Service time over the document's own median.
    case tail = "tail_"
  }

  package var unit: Assertion.Unit {
    switch self {
    case .percentile(_, of: .tail): .plain
    case .percentile, .mean, .minimum, .maximum, .webOverhead: .duration
    case .webOverheadShare, .errorShare: .share
    case .pagesPerSecond, .requestsPerSecond: .plain
    case .total, .successful, .failed, .textMismatch, .pageMismatch: .count
    }
  }

  /// Whether it compares a server with the baseline, which itself has none.
  package var needsBaseline: Bool { self == .textMismatch || self == .pageMismatch }

  /// The names without a number in them.
  private static let names: [(name: String, figure: AssertionFigure)] = [
    ("mean", .mean), ("min", .minimum), ("max", .maximum),
    ("pages_per_second", .pagesPerSecond), ("requests_per_second", .requestsPerSecond),
    ("total", .total), ("successful", .successful), ("failed", .failed),
    ("error_share", .errorShare), ("text_mismatch", .textMismatch),
    ("page_mismatch", .pageMismatch), ("web_overhead", .webOverhead),
    ("web_overhead_share", .webOverheadShare),
  ]

  /// All of them in a few words.
  package static let listed =
    "p50 to p99.9 (also adjusted_p95, response_p95, tail_p95), "
    + names.map(\.name).joined(separator: ", ")

  /// Every name, with the usual percentiles, for suggestions.
  package static let known: [String] =
    Sample.allCases.flatMap { sample in
      ["p50", "p90", "p95", "p99", "p99.9"].map { sample.rawValue + $0 }
    } + names.map(\.name)

  /// The figure of a name: `p95`, `adjusted_p99.9`, `failed`; nil where there is none.
  package init?(name: some StringProtocol) {
    if let known = Self.names.first(where: { $0.name == name }) {
      self = known.figure
      return
    }
    for sample in Sample.allCases {
      let prefix = sample.rawValue + "p"
      guard name.hasPrefix(prefix) else { continue }
      let digits = String(name.dropFirst(prefix.count))
      guard digits.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
        let percent = DecimalNumber.parse(digits)
      else { continue }
      // So that 99.9 makes 0.999, and not its neighbour.
      let share = (percent * 1e6).rounded() / 1e8
      guard share > 0, share < 1 else { continue }
      self = .percentile(share, of: sample)
      return
    }
    return nil
  }
}
