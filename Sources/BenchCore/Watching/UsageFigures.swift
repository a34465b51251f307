/// What a condition's subject used while the condition was measured.
package struct UsageFigures: Equatable, Sendable {
  /// Name of the container; of a launched process its server's key.
  package var subject: String
  /// Samples of the whole run.
  package var samples = 0
  /// CPU time of the samples that overlap the condition's own requests, core-seconds.
  package var cpuSeconds: Double?
  /// That time ÷ the condition's own time, cores.
  package var cores: Double?
  /// Most that it may use, cores; nil for no limit known.
  package var coreLimit: Double?
  /// Most memory in those samples, without page cache, bytes.
  package var memoryPeakBytes: Int?
  package var memoryLimitBytes: Int?
  /// Share of the scheduler's periods in which it was throttled, 0 to 1.
  package var throttledShare: Double?
  /// Starts of it between the first request of the condition and the last.
  package var restarts = 0
  /// How often the kernel killed a process of it in that time for want of memory.
  package var outOfMemory = 0
  /// Pages of the good answers for each core-second.
  ///
  /// Nil where the subject works for several servers: whose work took its time is not known then.
  package var pagesPerCoreSecond: Double?

  package init(subject: String) { self.subject = subject }
}
