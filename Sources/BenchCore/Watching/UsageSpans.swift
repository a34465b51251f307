/// What a subject used, stretch by stretch: every sample of a run of hours, neighbours of a longer one
/// merged.
struct UsageSpans: Equatable, Sendable {
  /// What was used between two instants.
  struct Span: Equatable, Sendable {
    /// Nanoseconds of the run's clock.
    private(set) var start: Int64
    private(set) var end: Int64
    /// CPU time, core-nanoseconds; nil where it is not known.
    private(set) var cpu: Double?
    /// Share of periods throttled, 0 to 1; nil where it is not known.
    private(set) var throttledShare: Double?
    private(set) var memoryBytes: Int?

    init(_ point: UsagePoint) {
      start = point.start.nanoseconds
      end = point.end.nanoseconds
      cpu = point.cores.map { $0 * Double(point.length) }
      throttledShare = point.throttledShare
      memoryBytes = point.memoryBytes
    }

    /// Nanoseconds.
    var length: Double { max(0, Double(end) - Double(start)) }

    mutating func merge(_ other: Span) {
      let (own, others) = (length, other.length)
      if let one = throttledShare, let two = other.throttledShare, own + others > 0 {
        throttledShare = (one * own + two * others) / (own + others)
      } else {
        throttledShare = throttledShare ?? other.throttledShare
      }
      cpu = cpu.map { $0 + (other.cpu ?? 0) } ?? other.cpu
      memoryBytes = [memoryBytes, other.memoryBytes].compactMap { $0 }.max()
      start = min(start, other.start)
      end = max(end, other.end)
    }
  }

  /// Most that are kept: five hours and a half at one a second.
  static let limit = 20_000

  private(set) var all: [Span] = []
  /// Samples that make one.
  private var each = 1
  private var inLast = 0
  /// Most cores and bytes that it may use, as last told.
  private(set) var coreLimit: Double?
  private(set) var memoryLimitBytes: Int?
  private(set) var samples = 0

  mutating func add(_ sample: ResourceSample, at time: RunTime) {
    samples &+= 1
    coreLimit = sample.coreLimit.flatMap { $0.isFinite && $0 > 0 ? $0 : nil } ?? coreLimit
    memoryLimitBytes = sample.memoryLimitBytes.flatMap { $0 > 0 ? $0 : nil } ?? memoryLimitBytes
    let point = UsagePoint(sample, at: time)
    guard point.length > 0 else { return }
    if inLast > 0, inLast < each {
      all[all.count - 1].merge(Span(point))
    } else {
      if all.count >= Self.limit { halve() }
      all.append(Span(point))
      inLast = 0
      sink()
    }
    inLast += 1
  }

  /// Samples may come a little out of order: sums are made in the order of their times.
  private mutating func sink() {
    var index = all.count - 1
    while index > 0, all[index].end < all[index - 1].end {
      all.swapAt(index, index - 1)
      index -= 1
    }
  }

  private mutating func halve() {
    all = stride(from: 0, to: all.count, by: 2).map { index in
      var span = all[index]
      if index + 1 < all.count { span.merge(all[index + 1]) }
      return span
    }
    each *= 2
  }
}
