import Glibc

/// Limits that a process puts on itself before it opens a document from outside.
package enum ProcessLimits {
  /// A limit that the system refused.
  package struct Refused: Error, Sendable, Equatable {
    /// The system's name of the limit.
    package let limit: String
    /// The system's error number.
    package let errorNumber: Int32

    /// One sentence for people.
    package var message: String {
      "cannot set \(limit): \(String(cString: strerror(errorNumber)))"
    }
  }

  /// The most that the process may write into one file, in bytes.
  ///
  /// Not zero: standard output may be a file.
  package static let fileSizeBytes = 16 << 20

  /// Limits this process, for good: the limits cannot be raised again.
  ///
  /// Beyond its memory an allocation fails, which ends the process; beyond its time the system ends
  /// it by `SIGXCPU`, and by `SIGKILL` a second later. It leaves no core file.
  ///
  /// - Parameters:
  ///   - addressSpaceMegabytes: everything mapped, libraries included, in units of 2^20 bytes.
  ///   - cpuSeconds: processor time of all threads since the process began.
  package static func apply(addressSpaceMegabytes: Int, cpuSeconds: Int) throws(Refused) {
    let memory = rlim_t(min(max(1, addressSpaceMegabytes), 1 << 40)) << 20
    let seconds = rlim_t(clamping: max(1, cpuSeconds))
    try set(RLIMIT_CORE, "RLIMIT_CORE", soft: 0, hard: 0)
    try set(RLIMIT_FSIZE, "RLIMIT_FSIZE", soft: rlim_t(fileSizeBytes), hard: rlim_t(fileSizeBytes))
    try set(RLIMIT_CPU, "RLIMIT_CPU", soft: seconds, hard: seconds + 1)
    try set(RLIMIT_AS, "RLIMIT_AS", soft: memory, hard: memory)
  }

  /// Sets a limit, keeping below a harder one that is already there.
  private static func set(
    _ resource: __rlimit_resource, _ name: String, soft: rlim_t, hard: rlim_t
  ) throws(Refused) {
    var current = rlimit()
    guard getrlimit(.init(resource.rawValue), &current) == 0 else {
      throw Refused(limit: name, errorNumber: errno)
    }
    let ceiling = min(hard, current.rlim_max)
    var wanted = rlimit(rlim_cur: min(soft, ceiling), rlim_max: ceiling)
    guard setrlimit(.init(resource.rawValue), &wanted) == 0 else {
      throw Refused(limit: name, errorNumber: errno)
    }
  }
}
