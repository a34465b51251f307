/// What a container used lately: bounded, with gaps where nothing is known.
package struct UsageHistory: Equatable, Sendable {
  /// Slots that are kept, one a sample.
  package static let capacity = 240
  /// Seconds within which averages forget most of what was.
  package static let memory = 10.0

  /// One sample as charts need it; all nil is a gap.
  package struct Slot: Equatable, Sendable {
    package var cores: Double?
    package var memoryBytes: Double?
    package var throttledShare: Double?

    package static let gap = Slot()
  }

  /// Oldest first.
  package private(set) var slots = Ring<Slot>(capacity: Self.capacity)
  /// The newest sample, and when it was taken; nil before the first.
  package private(set) var sample: ResourceSample?
  package private(set) var sampledAt: WallTime?
  /// Moving averages, steady enough to sort by.
  package private(set) var averageCores: Double?
  package private(set) var averageMemory: Double?
  package private(set) var averageTraffic: Double?
  /// Most memory seen since it started, bytes.
  package private(set) var peakMemoryBytes: Int?

  package init() {}

  package mutating func add(_ sample: ResourceSample, at time: WallTime) {
    if let before = sampledAt {
      guard time > before else { return }
      addGaps(seconds: time.seconds(since: before), interval: sample.interval)
    }
    slots.append(
      Slot(
        cores: sample.cores, memoryBytes: sample.memoryBytes.map(Double.init),
        throttledShare: sample.throttledShare))
    let passed = sampledAt.map { time.seconds(since: $0) } ?? .infinity
    averageCores = Self.average(averageCores, sample.cores, passed)
    averageMemory = Self.average(averageMemory, sample.memoryBytes.map(Double.init), passed)
    let traffic = [sample.receivedPerSecond, sample.sentPerSecond].compactMap(\.self)
    averageTraffic = Self.average(
      averageTraffic, traffic.isEmpty ? nil : traffic.reduce(0, +), passed)
    if let bytes = sample.memoryBytes { peakMemoryBytes = max(bytes, peakMemoryBytes ?? 0) }
    self.sample = sample
    sampledAt = time
  }

  /// Nothing is known since the last sample: charts show it.
  package mutating func addGap() {
    if slots.last != .gap { slots.append(.gap) }
  }

  /// It does not run any more: what it used stays to be looked at, and counts for nothing.
  package mutating func end() {
    addGap()
    averageCores = nil
    averageMemory = nil
    averageTraffic = nil
  }

  /// It begins anew.
  package mutating func begin() {
    end()
    peakMemoryBytes = nil
  }

  /// Seconds since the newest sample; nil before the first.
  package func age(at now: WallTime) -> Double? { sampledAt.map { now.seconds(since: $0) } }

  /// The newest slots for a chart of so many columns, one a second, gaps for what did not come.
  package func recent(_ count: Int, at now: WallTime) -> [Slot] {
    let missing = min(count, max(0, Int(min(age(at: now) ?? 0, 1e6)) - 2))
    let kept = max(0, min(count - missing, slots.count))
    let first = slots.count - kept
    return (first..<slots.count).map { slots[$0] } + [Slot](repeating: .gap, count: missing)
  }

  /// A slot for each sample that did not come in between.
  private mutating func addGaps(seconds: Double, interval: Int64) {
    let usual = max(0.5, Double(interval) / 1e9)
    // What its own interval covers is no gap; one engine samples each second, another each fifth.
    let missing = seconds - usual
    guard missing > 1.5 else { return }
    let count = min(Self.capacity, Int(min(missing, 1e6)))
    for _ in 0..<max(1, count) { slots.append(.gap) }
  }

  private static func average(_ old: Double?, _ new: Double?, _ seconds: Double) -> Double? {
    guard let new, new.isFinite else { return old }
    guard let old else { return new }
    let weight = min(1, max(0, seconds) / memory)
    return old + (new - old) * weight
  }
}
