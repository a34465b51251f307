import Dispatch
import Foundation
import Glibc
import Synchronization

/// Watches the memory of this process while documents are drawn.
///
/// A document of a few kilobytes can unpack to gigabytes inside poppler, where no limit of ours
/// reaches. A look twenty times a second finds that early enough to stop the document instead of
/// losing the process.
///
/// Poppler cannot be stopped while it unpacks what it has read already. For that case there is a
/// second limit, where the process ends itself and says why: better than being the one that the
/// system picks when it has run out, or than taking others along.
final class MemoryGuard: Sendable {
  /// Resident bytes of the whole process.
  struct Limits: Sendable, Equatable {
    /// Beyond this the drawing is stopped.
    var stop: Int
    /// Beyond this the process ends.
    var exit: Int

    static let none = Limits(stop: .max, exit: .max)
  }

  private static let interval = DispatchTimeInterval.milliseconds(50)
  /// `EX_SOFTWARE` of sysexits.
  private static let exitStatus: Int32 = 70

  private let limits: Limits
  private let onExcess: @Sendable () -> Void
  private let end = DispatchSemaphore(value: 0)

  /// - Parameter onExcess: called on the guard's own thread at every look that finds more than the
  ///   first limit.
  init(limits: Limits, onExcess: @escaping @Sendable () -> Void) {
    self.limits = limits
    self.onExcess = onExcess
  }

  /// Starts a thread, which ends soon after ``stop()``.
  func start() {
    let thread = Thread {
      while self.end.wait(timeout: .now() + Self.interval) == .timedOut {
        let resident = Self.residentBytes()
        if resident > self.limits.exit { self.giveUp() }
        if resident > self.limits.stop { self.onExcess() }
      }
    }
    thread.name = "memory guard"
    thread.start()
  }

  func stop() { end.signal() }

  private func giveUp() -> Never {
    let reason =
      "reference server: a document needs more than \(ByteSize.text(limits.exit)) of memory "
      + "and cannot be stopped; the server ends\n"
    _ = write(STDERR_FILENO, reason, reason.utf8.count)
    _exit(Self.exitStatus)
  }

  /// Gives memory that is no longer used back to the system.
  ///
  /// The allocator need not do that by itself, and a million small pieces it does keep: without
  /// this one bad document would leave no room for the next good one.
  static func giveBack() {
    // Not in Swift's view of the C library, so it is looked up by name.
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    // Safe because this is the function's type in every glibc: int malloc_trim(size_t).
    typealias Trim = @convention(c) (Int) -> Int32
    _ = unsafeBitCast(symbol, to: Trim.self)(0)
  }

  /// The second number in `/proc/self/statm` counts pages in memory; 0 where it cannot be read.
  static func residentBytes() -> Int {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 128)
    let count = read(file, &text, text.count)
    let pages = String(decoding: text.prefix(max(0, count)), as: UTF8.self)
      .split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }
}
