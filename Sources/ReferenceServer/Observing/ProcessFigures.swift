import Foundation
import Glibc

/// What the process takes of the machine, at one moment.
struct ProcessFigures: Sendable, Equatable {
  var cpuSeconds: Double
  var residentBytes: Int
  /// When the server started, seconds since 1970.
  var startSeconds: Double

  /// - Parameter start: of the server.
  static func now(since start: Date) -> ProcessFigures {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return ProcessFigures(
      cpuSeconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9,
      residentBytes: MemoryGuard.residentBytes(), startSeconds: start.timeIntervalSince1970)
  }
}
