internal import Glibc

/// Reads what a process group uses, from `/proc`.
///
/// Cheap enough for once a second: processes that were seen to belong elsewhere are not looked at
/// again for a while.
package struct GroupMeter: Sendable {
  /// What a group used until an instant.
  package struct Reading: Equatable, Sendable {
    /// Processor time of all its processes, also of those that have ended and were waited for,
    /// nanoseconds.
    package var processorTime: UInt64 = 0
    /// Memory that is backed by no file: private and shared memory, without mapped files.
    ///
    /// Pages that forked processes still share count for each of them.
    package var memoryBytes = 0
    package var processes = 0
    package var threads = 0
    /// Bytes from and to block devices so far; nil where the kernel does not tell.
    package var readBytes: UInt64?
    package var writtenBytes: UInt64?
  }

  private let group: Int32
  private var foreign: Set<Int32> = []
  private var readings = 0
  /// A process may come into the group later, or a number be given anew.
  private static let memory = 30

  package init(group: Int32) { self.group = group }

  /// The group now; nil where none of it is left.
  package mutating func read() -> Reading? {
    if readings.isMultiple(of: Self.memory) { foreign = [] }
    readings += 1
    var reading = Reading()
    for process in ProcFile.processes() where !foreign.contains(process) {
      guard let stat = ProcessStat.of(process) else { continue }
      guard stat.group == group else {
        foreign.insert(process)
        continue
      }
      add(stat, process, to: &reading)
    }
    return reading.processes > 0 ? reading : nil
  }

  private func add(_ stat: ProcessStat, _ process: Int32, to reading: inout Reading) {
    reading.processorTime &+= stat.ticks &* Self.nanosecondsPerTick
    guard stat.state != "Z" else { return }
    reading.processes += 1
    reading.threads += stat.threads
    let status = ProcFile.text("/proc/\(process)/status") ?? ""
    reading.memoryBytes += Self.memoryBytes(status: status)
    guard let io = ProcFile.text("/proc/\(process)/io") else { return }
    if let bytes = Self.field("read_bytes:", io) {
      reading.readBytes = (reading.readBytes ?? 0) &+ bytes
    }
    if let bytes = Self.field("write_bytes:", io) {
      reading.writtenBytes = (reading.writtenBytes ?? 0) &+ bytes
    }
  }

  /// Resident memory without file pages; all of it where the kernel does not tell them apart.
  static func memoryBytes(status: String) -> Int {
    guard let anonymous = field("RssAnon:", status) else {
      return Int(clamping: (field("VmRSS:", status) ?? 0) &* 1024)
    }
    return Int(clamping: (anonymous &+ (field("RssShmem:", status) ?? 0)) &* 1024)
  }

  /// The number behind a name at the start of a line.
  private static func field(_ name: String, _ text: String) -> UInt64? {
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      let number = line.dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
      return UInt64(number.prefix { $0.isNumber })
    }
    return nil
  }

  private static let nanosecondsPerTick = UInt64(
    1_000_000_000 / max(1, sysconf(Int32(_SC_CLK_TCK))))
}
