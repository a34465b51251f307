/// A sample of what a subject used, reduced to what charts and figures need.
package struct UsagePoint: Hashable, Sendable {
  /// When the kernel was read.
  package let end: RunTime
  /// The time before it that its rates are of, nanoseconds; 0 where they are of none.
  package let length: Int64
  package let cores: Double?
  package let throttledShare: Double?
  package let memoryBytes: Int?

  /// Longest time that a sample speaks for, nanoseconds; what it left out before is a gap.
  package static let longest: Int64 = 15_000_000_000

  /// More cores than any machine has.
  private static let mostCores = 1e6

  /// What no kernel tells (negative, not a number, beyond measure) is not known.
  package init(_ sample: ResourceSample, at time: RunTime) {
    end = time
    length = min(Self.longest, max(0, sample.interval))
    cores = sample.cores.flatMap { (0...Self.mostCores).contains($0) ? $0 : nil }
    throttledShare = sample.throttledShare.flatMap { $0.isFinite && $0 >= 0 ? min(1, $0) : nil }
    memoryBytes = sample.memoryBytes.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// When its time begins.
  package var start: RunTime {
    RunTime(nanoseconds: end.nanoseconds.addingSaturated(-length))
  }

  /// CPU time in it, core-seconds; nil where that is not known.
  package var coreSeconds: Double? {
    length > 0 ? cores.map { $0 * Double(length) / 1e9 } : nil
  }
}
