package import Statistics

/// A condition's final figures, exact from its records: the `statistics` of a result file.
///
/// Latency figures are of good answers in the measurement; throughput is over the condition's own
/// window. `SummaryBuilder` makes it.
package struct ConditionSummary: Equatable, Sendable {
  /// Measured requests that ended, well or badly.
  package var total = 0
  package var succeeded = 0
  /// Measured requests without a usable answer, by class; `aborted` are those that the stop cut off.
  package var failures: [FailureKind: Int] = [:]
  /// Service times of the good answers, ascending, seconds.
  package var serviceSeconds: [Double] = []
  /// Response times of the good answers in the open load model, ascending, seconds; else empty.
  package var responseSeconds: [Double] = []
  /// Start to the first page of the good streamed answers, ascending, seconds.
  package var firstPageSeconds: [Double] = []
  /// From one page to the next of the same request, of every page that came, ascending, seconds.
  package var pageGapSeconds: [Double] = []
  /// How requests kept to their pacer; empty in the closed model.
  package var pace = PaceFigures()
  /// Pages of the good answers.
  package var pages = 0
  /// Length of the condition's own window, seconds.
  package var wallSeconds = 0.0
  /// Mean web overhead, seconds, and of how many answers; nil where no answer told its own time.
  package var webOverhead = RunningMean()
  /// Mean of the server's own seconds.
  package var serverSeconds = RunningMean()
  package var staleRetries = 0
  package var warmUps = 0
  /// Service times against the usual one of their own document.
  package var tail = TailFactors()
  /// What the number of pages does to service time.
  package var size = SizeFigures()
  /// What its server used meanwhile; nil where nothing was watched.
  package var resources: UsageFigures?

  package init() {}

  /// Requests without a usable answer, for whatever reason: the result file's `failed_requests`.
  package var unsuccessful: Int { total - succeeded }
  /// Requests that were in flight when the run was stopped: no failure of the server.
  package var aborted: Int { failures[.aborted] ?? 0 }
  /// Requests that the server failed.
  package var failed: Int { unsuccessful - aborted }
  package var totalSeconds: Double { serviceSeconds.reduce(0, +) }
  package var mean: Double? { Moments.mean(serviceSeconds) }
  package var minimum: Double? { serviceSeconds.first }
  package var maximum: Double? { serviceSeconds.last }
  package var standardDeviation: Double? { Moments.standardDeviation(serviceSeconds) }
  package var pagesPerSecond: Double? { wallSeconds > 0 ? Double(pages) / wallSeconds : nil }
  package var requestsPerSecond: Double? {
    wallSeconds > 0 ? Double(succeeded) / wallSeconds : nil
  }
  /// Web overhead as a share of the service time of the same answers, 0…1.
  package var webOverheadShare: Double? {
    let service = webOverhead.sum + serverSeconds.sum
    return webOverhead.count > 0 && service > 0 ? webOverhead.sum / service : nil
  }

  /// The percentile `p` (0…1) of service time, nil where the sample cannot carry it.
  package func percentile(_ p: Double) -> Double? {
    guard Percentiles.support(p, count: serviceSeconds.count) != .unsupported else { return nil }
    return Percentiles.quantile(p, ofSorted: serviceSeconds)
  }

  /// The percentile `p` (0…1) of response time, nil where the sample cannot carry it.
  package func responsePercentile(_ p: Double) -> Double? {
    guard Percentiles.support(p, count: responseSeconds.count) != .unsupported else { return nil }
    return Percentiles.quantile(p, ofSorted: responseSeconds)
  }

  /// The percentile `p` (0…1) with every failure as an endless service time.
  ///
  /// Infinite where it lies among the failures: what fails at once is not fast. Nil where the
  /// sample cannot carry it.
  package func adjustedPercentile(_ p: Double) -> Double? {
    let count = serviceSeconds.count + failed
    guard Percentiles.support(p, count: count) != .unsupported else { return nil }
    let position = Double(count - 1) * p
    // A hair of slack: a position that is whole but for rounding needs no neighbour.
    let last = Int((position - 1e-9).rounded(.up))
    guard last < serviceSeconds.count else { return .infinity }
    return Percentiles.quantile(
      min(1, position / Double(max(1, serviceSeconds.count - 1))), ofSorted: serviceSeconds)
  }

  /// How well the sample, with the failures in it, carries the percentile `p` (0…1).
  package func adjustedSupport(_ p: Double) -> PercentileSupport {
    Percentiles.support(p, count: serviceSeconds.count + failed)
  }

  /// The percentile `p` (0…1) of the time to the first page, nil where the sample cannot carry it.
  package func firstPagePercentile(_ p: Double) -> Double? {
    Self.percentile(p, of: firstPageSeconds)
  }

  /// The percentile `p` (0…1) of the gap between pages, nil where the sample cannot carry it.
  package func pageGapPercentile(_ p: Double) -> Double? { Self.percentile(p, of: pageGapSeconds) }

  private static func percentile(_ p: Double, of sorted: [Double]) -> Double? {
    guard Percentiles.support(p, count: sorted.count) != .unsupported else { return nil }
    return Percentiles.quantile(p, ofSorted: sorted)
  }

  /// How well the sample carries the percentile `p` (0…1).
  package func support(_ p: Double) -> PercentileSupport {
    Percentiles.support(p, count: serviceSeconds.count)
  }
}

/// Collects a condition's records into its summary.
package struct SummaryBuilder: Sendable {
  private var summary = ConditionSummary()
  private var window = ThroughputWindow()
  private let isOpen: Bool

  package init(_ load: LoadModel = .closed) { isOpen = load != .closed }

  /// Adds a page of a streamed answer.
  ///
  /// - Parameter flight: Its request as it was before.
  mutating func addPage(at time: RunTime, of flight: InFlight) {
    guard flight.start.phase == .measurement, let newest = flight.newestPage else { return }
    summary.pageGapSeconds.append(time.seconds(since: newest))
  }

  /// - Parameter firstPage: When the first page of a streamed answer was complete.
  package mutating func add(_ record: RequestRecord, firstPage: RunTime? = nil) {
    guard record.phase == .measurement else {
      summary.warmUps += 1
      return
    }
    window.add(record)
    if isOpen { summary.pace.add(record) }
    summary.total += 1
    summary.staleRetries &+= record.staleRetries
    switch record.outcome {
    case .failed(let failure): summary.failures[failure.kind, default: 0] += 1
    case .ok(let answer):
      summary.succeeded += 1
      summary.pages = summary.pages.addingSaturated(answer.pages)
      if let firstPage { summary.firstPageSeconds.append(firstPage.seconds(since: record.start)) }
      summary.serviceSeconds.append(record.serviceSeconds)
      if isOpen { summary.responseSeconds.append(record.responseSeconds) }
      if let overhead = record.webOverheadSeconds, let own = answer.serverSeconds {
        summary.webOverhead.add(overhead)
        summary.serverSeconds.add(own)
      }
    }
  }

  /// The figures of everything added; sorts its sample in place, so that there is only one.
  package mutating func finish() -> ConditionSummary {
    summary.serviceSeconds.sort()
    summary.responseSeconds.sort()
    summary.firstPageSeconds.sort()
    summary.pageGapSeconds.sort()
    summary.wallSeconds = window.seconds
    return summary
  }
}
