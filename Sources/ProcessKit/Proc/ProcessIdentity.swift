internal import Glibc

/// A process for good: its number is given to others once it is gone, number and start never.
package struct ProcessIdentity: Codable, Hashable, Sendable {
  package var number: Int32
  /// Clock ticks since the machine's start.
  package var start: UInt64
  /// The machine's start itself, as the kernel names it.
  package var boot: String

  package init(number: Int32, start: UInt64, boot: String) {
    self.number = number
    self.start = start
    self.boot = boot
  }

  /// The process of this number that is there now; nil where there is none.
  package init?(_ number: Int32) {
    guard let stat = ProcessStat.of(number) else { return nil }
    self.number = number
    start = stat.start
    boot = Self.currentBoot
  }

  /// Ourselves.
  package static var current: ProcessIdentity? { ProcessIdentity(getpid()) }

  /// Whether it is still there, and not merely waiting to be reaped.
  package var isAlive: Bool {
    guard isOfThisBoot, let stat = ProcessStat.of(number) else { return false }
    return stat.start == start && stat.state != "Z"
  }

  /// Whether the machine has not been started again since; false for another machine's process.
  package var isOfThisBoot: Bool { boot == Self.currentBoot }

  private static var currentBoot: String {
    (ProcFile.text("/proc/sys/kernel/random/boot_id") ?? "").filter { $0 != "\n" }
  }
}

/// Finds and ends processes by a variable of the environment that they were started with.
///
/// A child's children have it too, in whatever group they are; another program's do not.
package enum MarkedProcesses {
  /// Processes of ours whose environment holds exactly `name=value`.
  package static func find(_ name: String, _ value: String) -> [ProcessIdentity] {
    let wanted = Array("\(name)=\(value)".utf8)[...]
    return ProcFile.processes().compactMap { number in
      guard number != getpid(), let environment = ProcFile.bytes("/proc/\(number)/environ"),
        environment.split(separator: 0).contains(wanted)
      else { return nil }
      return ProcessIdentity(number)
    }
  }

  /// Sends a signal to those that are still there.
  package static func signal(_ processes: [ProcessIdentity], _ number: Int32) {
    for process in processes where process.isAlive { _ = kill(process.number, number) }
  }

  package static func terminate(_ processes: [ProcessIdentity]) { signal(processes, SIGTERM) }

  package static func killAtOnce(_ processes: [ProcessIdentity]) { signal(processes, SIGKILL) }
}
