/// Which journals of a list say nothing that a result of the same run beside them does not.
///
/// Such a journal was kept only because lines of it are damaged, or is about to be removed. One
/// that holds more is of a run that was stopped, resumed, and cut short again. When the files were
/// written does not matter: either may be a copy.
package struct ToldJournals: Sendable {
  /// By run, how many requests its journal may have and be told all the same.
  private let told: [String: Int]

  /// - Parameter headlines: The list, results and journals in any order.
  package init(_ headlines: some Sequence<RunHeadline>) {
    told = Dictionary(
      headlines.compactMap { headline in headline.tells.map { (headline.runID, $0) } },
      uniquingKeysWith: max)
  }

  /// Whether a headline is of such a journal.
  package func contains(_ headline: RunHeadline) -> Bool {
    guard headline.state == .interrupted, !headline.runID.isEmpty, let most = told[headline.runID]
    else { return false }
    return headline.requests <= most
  }
}

extension RunHeadline {
  /// Measured requests that came to an end of their own.
  fileprivate var requests: Int { max(0, succeeded).addingSaturated(max(0, failed)) }

  /// How many requests a journal of the run may have and say no more; nil for what is no result of
  /// ours.
  ///
  /// Nothing comes after the result of a complete run.
  fileprivate var tells: Int? {
    switch state {
    case .complete: Int.max
    case .stopped: requests
    case .interrupted, .guide, .damaged: nil
    }
  }
}
