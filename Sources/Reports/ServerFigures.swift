package import BenchCore
package import Statistics

/// A server's figures at one DPI and concurrency, as tables and lanes show them.
///
/// Of a run that goes on they come from its bounded live state, of one that has ended from its
/// records: whoever shows them shows the same numbers everywhere.
package struct ServerFigures: Equatable, Sendable {
  /// A percentile of service time with how far its sample carries it.
  package struct Percentile: Equatable, Sendable {
    /// Seconds; nil where the sample is too small.
    package var seconds: Double?
    package var support: PercentileSupport

    /// Of no sample.
    static let none = Percentile(seconds: nil, support: .unsupported)

    /// Like `2.38 s`, `~5.90 s`, `endless`, `–`.
    package var text: String {
      guard seconds == .infinity, support != .unsupported else {
        return Quantity.percentile(seconds: seconds, support)
      }
      return support == .rough ? "~endless" : "endless"
    }
  }

  /// Measured requests that ended, those cut off by the stop included.
  package var total: Int { succeeded &+ failed &+ aborted }
  package let succeeded: Int
  package let failed: Int
  /// In flight when the run was stopped: no failure of the server.
  package let aborted: Int
  /// By class, without those that the stop cut off.
  package let failures: [FailureKind: Int]
  package let pages: Int
  /// Service time of the good answers, seconds.
  package let mean: Double?
  package let minimum: Double?
  package let maximum: Double?
  package let p50: Percentile
  package let p95: Percentile
  /// Of a run that has ended only.
  package private(set) var p99: Percentile?
  /// With every failure as an endless service time; of a run that has ended only.
  package private(set) var adjustedP50: Percentile?
  package private(set) var adjustedP95: Percentile?
  /// Service times against the usual one of their document; of a run that has ended only.
  package private(set) var tail = TailFactors()
  /// What pages do to service time; of a run that has ended only.
  package private(set) var size = SizeFigures()
  /// Means of the answers that told the server's own time, seconds, and of how many.
  package let webOverhead: RunningMean
  package let serverSeconds: RunningMean
  package let pagesPerSecond: Double?
  package let requestsPerSecond: Double?

  /// When pages came; streamed answers only.
  package private(set) var pageTimes: PageFigures?
  /// Percentiles of response time, from the moment a request was due; open load model only.
  package private(set) var responseP50: Percentile?
  package private(set) var responseP95: Percentile?
  /// Of a run that has ended, for it takes a thousand answers.
  package private(set) var responseP99: Percentile?
  /// Starts due and starts made a second, and how many came late; open load model only.
  package private(set) var pace: PaceFigures?
  /// What its container, or the process launched for it, used; of a run that has ended only.
  package private(set) var resources: UsageFigures?
  /// From its launch until it was ready, seconds; nil where it was not launched for the run.
  package private(set) var startUp: Double?

  /// Web overhead as a share of the service time of the same answers, 0…1.
  package var webOverheadShare: Double? {
    let service = webOverhead.sum + serverSeconds.sum
    return webOverhead.count > 0 && service > 0 ? webOverhead.sum / service : nil
  }

  /// The exact figures of a run that has ended.
  package init(_ summary: ConditionSummary) {
    succeeded = summary.succeeded
    failed = summary.failed
    aborted = summary.aborted
    failures = summary.failures.filter { $0.key != .aborted }
    pages = summary.pages
    mean = summary.mean
    minimum = summary.minimum
    maximum = summary.maximum
    p50 = Percentile(seconds: summary.percentile(0.5), support: summary.support(0.5))
    p95 = Percentile(seconds: summary.percentile(0.95), support: summary.support(0.95))
    webOverhead = summary.webOverhead
    serverSeconds = summary.serverSeconds
    pagesPerSecond = summary.pagesPerSecond
    requestsPerSecond = summary.requestsPerSecond
    p99 = Percentile(seconds: summary.percentile(0.99), support: summary.support(0.99))
    adjustedP50 = Percentile(
      seconds: summary.adjustedPercentile(0.5), support: summary.adjustedSupport(0.5))
    adjustedP95 = Percentile(
      seconds: summary.adjustedPercentile(0.95), support: summary.adjustedSupport(0.95))
    tail = summary.tail
    size = summary.size
    pageTimes = PageFigures(summary)
    resources = summary.resources
    guard summary.pace.started > 0 else { return }
    pace = summary.pace
    responseP50 = Percentile(
      seconds: summary.responsePercentile(0.5), support: summary.support(0.5))
    responseP95 = Percentile(
      seconds: summary.responsePercentile(0.95), support: summary.support(0.95))
    responseP99 = Percentile(
      seconds: summary.responsePercentile(0.99), support: summary.support(0.99))
  }

  /// The same with how long the server's start took.
  func adding(_ status: ServerStatus?) -> ServerFigures {
    var copy = self
    copy.startUp = status?.startUp.map { Double($0) / 1e9 }
    return copy
  }

  /// The figures so far; percentiles are of the histogram, within 0.1 %.
  ///
  /// Takes one walk through the histogram: once a picture.
  package init(_ live: ConditionState) {
    succeeded = live.succeeded
    failed = live.failed
    aborted = live.aborted
    failures = live.failures
    pages = live.pages
    mean = live.meanServiceSeconds
    minimum = live.serviceMinimum.map { Double($0) / 1e9 }
    maximum = live.serviceMaximum.map { Double($0) / 1e9 }
    let found = live.serviceTime.nanoseconds(atPercentiles: [0.5, 0.95])
    let percentile = { (index: Int, p: Double) in
      let support = Percentiles.support(p, count: live.succeeded)
      let isTold = support != .unsupported && found.indices.contains(index)
      return Percentile(
        seconds: isTold ? Double(found[index]) / 1e9 : nil, support: support)
    }
    p50 = percentile(0, 0.5)
    p95 = percentile(1, 0.95)
    webOverhead = live.webOverhead
    serverSeconds = live.serverSeconds
    pagesPerSecond = live.pagesPerSecond
    requestsPerSecond = live.requestsPerSecond
    pageTimes = live.pageTimes.map { PageFigures($0) }
  }

  /// The words for a percentile against another one, with `~` where either is rough.
  package static func difference(_ one: Percentile, _ other: Percentile) -> String {
    let words = Wording.difference(of: one.seconds, against: other.seconds, .time)
    let isRough = one.support == .rough || other.support == .rough
    return isRough && words != Quantity.none && words != "the same" ? "~" + words : words
  }
}
