/// What a condition has shown so far; bounded, whatever the length of the run.
package struct ConditionState: Equatable, Sendable {
  /// Measured requests that gave a usable answer.
  package private(set) var succeeded = 0
  /// Measured requests that did not, by class; those cut off by the stop are not among them.
  package private(set) var failures: [FailureKind: Int] = [:]
  /// Measured requests that were in flight when the run was stopped: no failure of the server.
  package private(set) var aborted = 0
  /// Warm-up requests finished, well or badly; in no other figure.
  package private(set) var warmUps = 0
  /// Pages of the good answers.
  package private(set) var pages = 0
  /// Service times of the good answers.
  package private(set) var serviceTime = LatencyHistogram()
  /// Sum of the good answers' service times, nanoseconds.
  package private(set) var serviceTotal: Int64 = 0
  /// Shortest and longest of them, nanoseconds.
  package private(set) var serviceMinimum: Int64?
  package private(set) var serviceMaximum: Int64?
  /// Web overhead of the good answers that told the server's own time, seconds.
  package private(set) var webOverhead = RunningMean()
  /// The server's own seconds of those.
  package private(set) var serverSeconds = RunningMean()
  /// When the pages of streamed answers came; nil where none has.
  package private(set) var pageTimes: PageTimes?
  /// The condition's own measuring time.
  package private(set) var window = ThroughputWindow()
  /// Kept-alive connections that turned out dead.
  package private(set) var staleRetries = 0
  /// Connections made after the warm-up.
  package private(set) var newConnections = 0
  /// The newest measured and warm-up requests, for the lane's chart.
  package private(set) var recent = Ring<Sample>(capacity: 4096)
  /// All of them, in buckets of time.
  package private(set) var timeline = LatencyTimeline()
  /// The last minute and the last five, finer than the whole run can be.
  package private(set) var lastMinute = RecentTimeline(width: 50_000_000, capacity: 1280)
  package private(set) var lastMinutes = RecentTimeline(width: 250_000_000, capacity: 1280)
  /// Service times by round and document, for comparisons; of a long run its first rounds.
  package private(set) var times: ServiceMatrix

  /// Most service times kept for comparisons: 800 KB.
  private static let timeLimit = 100_000

  /// Nothing shown yet, of a corpus of so many documents.
  package init(documents: Int = 0) {
    times = ServiceMatrix(documents: documents, cellLimit: Self.timeLimit)
  }

  /// Measured requests that failed.
  package var failed: Int { failures.values.reduce(0, &+) }
  /// Measured requests that ended by themselves.
  package var finished: Int { succeeded &+ failed }
  /// Mean service time of the good answers, seconds.
  package var meanServiceSeconds: Double? {
    succeeded > 0 ? Double(serviceTotal) / 1e9 / Double(succeeded) : nil
  }
  /// Pages per second of the condition's own window.
  package var pagesPerSecond: Double? {
    window.seconds > 0 ? Double(pages) / window.seconds : nil
  }
  /// Good answers per second of the condition's own window.
  package var requestsPerSecond: Double? {
    window.seconds > 0 ? Double(succeeded) / window.seconds : nil
  }

  /// Counts a page of a streamed answer.
  ///
  /// - Parameter flight: Its request as it was before.
  mutating func addPage(at time: RunTime, of flight: InFlight) {
    guard flight.start.phase == .measurement else { return }
    pageTimes = pageTimes ?? PageTimes()
    if let newest = flight.newestPage { pageTimes?.addGap(time.nanoseconds(since: newest)) }
  }

  /// - Parameter firstPage: When the first page of a streamed answer was complete.
  mutating func add(_ record: RequestRecord, firstPage: RunTime? = nil) {
    let sample = Sample(record)
    recent.append(sample)
    timeline.add(sample)
    lastMinute.add(sample)
    lastMinutes.add(sample)
    guard record.phase == .measurement else {
      warmUps &+= 1
      return
    }
    window.add(record)
    staleRetries &+= record.staleRetries
    if !record.connectionReused { newConnections &+= 1 }
    switch record.outcome {
    case .failed(let failure) where failure.kind == .aborted: aborted &+= 1
    case .failed(let failure): failures[failure.kind, default: 0] &+= 1
    case .ok(let answer):
      add(answer, of: record)
      if let firstPage {
        pageTimes?.addFirstPage(firstPage.nanoseconds(since: record.start))
      }
    }
  }

  private mutating func add(_ answer: Answer, of record: RequestRecord) {
    let service = record.serviceNanoseconds
    succeeded &+= 1
    pages = pages.addingSaturated(answer.pages)
    serviceTime.record(nanoseconds: service)
    serviceTotal = serviceTotal.addingSaturated(service)
    times.add(record)
    serviceMinimum = min(serviceMinimum ?? service, service)
    serviceMaximum = max(serviceMaximum ?? service, service)
    if let overhead = record.webOverheadSeconds, let own = answer.serverSeconds {
      webOverhead.add(overhead)
      serverSeconds.add(own)
    }
  }
}

/// A finished request, reduced to what a chart needs.
package struct Sample: Hashable, Sendable {
  package var end: RunTime
  /// Service time, nanoseconds.
  package var service: Int64
  package var phase: Phase
  /// Nil for a good answer.
  package var failure: FailureKind?

  package init(_ record: RequestRecord) {
    end = record.end
    service = record.serviceNanoseconds
    phase = record.phase
    failure = record.outcome.failure?.kind
  }
}

/// A mean in constant memory.
package struct RunningMean: Hashable, Sendable {
  package private(set) var count = 0
  package private(set) var sum = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    count &+= 1
    sum += value
  }

  /// Nil when nothing was added.
  package var mean: Double? { count > 0 ? sum / Double(count) : nil }
}
