package import BenchCore

/// The lines of a list of saved runs, put in order.
package enum RunListing {
  /// The newest first, and every run once.
  ///
  /// A journal that says no more than a result of its run in the list is left out. One of another
  /// run, which goes on beside the result that it will replace, stays. So does that of a stopped
  /// run which was resumed, as soon as it has more than its result.
  package static func ordered(_ headlines: [RunHeadline]) -> [RunHeadline] {
    let told = ToldJournals(headlines)
    return headlines.filter { !told.contains($0) }.sorted { left, right in
      let (leftTime, rightTime) = (time(left), time(right))
      return leftTime == rightTime ? left.path < right.path : leftTime > rightTime
    }
  }

  /// When a run began; of a file that does not tell, when it was last changed.
  private static func time(_ headline: RunHeadline) -> Double {
    headline.wallClock ?? headline.modified
  }
}
