package import BenchCore

/// The lines of a list of saved runs, put in order.
package enum RunListing {
  /// The newest first, and every run once.
  ///
  /// A journal whose run has its results in the list is left out: it was kept only because lines of
  /// it are damaged, or is about to be removed. A journal of another run, which goes on beside the
  /// result that it will replace, stays.
  package static func ordered(_ headlines: [RunHeadline]) -> [RunHeadline] {
    var finished: Set<String> = []
    for headline in headlines where headline.state == .complete || headline.state == .stopped {
      finished.insert(headline.runID)
    }
    return headlines.filter { headline in
      headline.state != .interrupted || headline.runID.isEmpty
        || !finished.contains(headline.runID)
    }.sorted { left, right in
      let (leftTime, rightTime) = (time(left), time(right))
      return leftTime == rightTime ? left.path < right.path : leftTime > rightTime
    }
  }

  /// When a run began; of a file that does not tell, when it was last changed.
  private static func time(_ headline: RunHeadline) -> Double {
    headline.wallClock ?? headline.modified
  }
}
