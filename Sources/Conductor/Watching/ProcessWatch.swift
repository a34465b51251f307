internal import BenchCore
internal import ProcessKit

/// Turns readings of a process group into samples: rates over the time since the one before.
struct ProcessWatch: Sendable {
  private let subject: String
  private var meter: GroupMeter
  private var last: (time: RunTime, reading: GroupMeter.Reading)?

  init(subject: String, group: Int32) {
    self.subject = subject
    meter = GroupMeter(group: group)
  }

  /// The group at this instant; nil where none of it is left.
  mutating func sample(at time: RunTime) -> ResourceSample? {
    guard let reading = meter.read() else {
      last = nil
      return nil
    }
    defer { last = (time, reading) }
    return sample(reading, at: time)
  }

  private func sample(_ reading: GroupMeter.Reading, at time: RunTime) -> ResourceSample {
    var sample = ResourceSample(
      subject: subject, interval: last.map { time.nanoseconds(since: $0.time) } ?? 0)
    sample.memoryBytes = reading.memoryBytes
    // As a container's: the kernel counts threads there.
    sample.processes = reading.threads
    guard let last, sample.interval > 0 else { return sample }
    let nanoseconds = Double(sample.interval)
    // What ends without being waited for takes its time along: a gap, not a negative use.
    sample.cores = Self.growth(reading.processorTime, last.reading.processorTime)
      .map { $0 / nanoseconds }
    sample.readPerSecond = Self.growth(reading.readBytes, last.reading.readBytes)
      .map { $0 * 1e9 / nanoseconds }
    sample.writtenPerSecond = Self.growth(reading.writtenBytes, last.reading.writtenBytes)
      .map { $0 * 1e9 / nanoseconds }
    return sample
  }

  private static func growth(_ now: UInt64?, _ before: UInt64?) -> Double? {
    guard let now, let before, now >= before else { return nil }
    return Double(now - before)
  }
}
