/// What a watched subject used over a stretch of time: a container, or a process that was launched.
///
/// Its event's time is when the kernel was read, not when the sample arrived. What is not known is
/// nil and drawn as a gap, never as zero.
package struct ResourceSample: Codable, Hashable, Sendable {
  /// Name of the container; of a launched process its server's key.
  package var subject: String
  /// The time that rates are of, nanoseconds; 0 where there is no sample before this one.
  package var interval: Int64
  /// Mean CPU use by wall clock, cores: 1 is one core all the time.
  package var cores: Double?
  /// Most that it may use, cores; nil for no limit known.
  package var coreLimit: Double?
  /// Share of the scheduler's periods in which it was throttled, 0 to 1.
  package var throttledShare: Double?
  /// Memory without page cache, bytes.
  package var memoryBytes: Int?
  /// Most that it may use, bytes; nil for no limit known.
  package var memoryLimitBytes: Int?
  /// Bytes per second over all its networks.
  package var receivedPerSecond: Double?
  package var sentPerSecond: Double?
  /// Bytes per second from and to block devices.
  package var readPerSecond: Double?
  package var writtenPerSecond: Double?
  /// Processes, or threads where the kernel counts those.
  package var processes: Int?

  package init(subject: String, interval: Int64) {
    self.subject = subject
    self.interval = interval
  }
}

/// What a GPU did, as its driver's own program tells it.
package struct GPUSample: Codable, Hashable, Sendable {
  /// Its index on the machine.
  package var index: Int
  package var name: String
  /// Share of the time in which a kernel ran, 0 to 1.
  package var utilisation: Double?
  package var memoryBytes: Int?
  package var memoryTotalBytes: Int?

  package init(
    index: Int, name: String, utilisation: Double? = nil, memoryBytes: Int? = nil,
    memoryTotalBytes: Int? = nil
  ) {
    self.index = index
    self.name = name
    self.utilisation = utilisation
    self.memoryBytes = memoryBytes
    self.memoryTotalBytes = memoryTotalBytes
  }
}
