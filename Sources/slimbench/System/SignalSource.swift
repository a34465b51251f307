internal import CLinux
internal import Glibc
internal import Synchronization

/// Signals as a file descriptor that the main thread waits on.
///
/// A handler writes the number into a pipe, whichever thread it runs on. Blocking signals and
/// reading them from a `signalfd` does not do: a thread of a library that unblocks them takes the
/// signal and ends the program, and children inherit the mask and become deaf.
final class SignalSource: Sendable {
  /// Readable while a signal waits.
  let descriptor: Int32

  /// Takes over interrupt, terminate and hang-up; a broken pipe becomes an ordinary error.
  ///
  /// One at a time: the newest gets the signals.
  init() {
    var ends: [Int32] = [-1, -1]
    if pipe2(&ends, O_NONBLOCK | O_CLOEXEC) != 0 { ends = [-1, -1] }
    descriptor = ends[0]
    SignalPipe.writeEnd.store(ends[1], ordering: .releasing)
    signal(SIGPIPE, SIG_IGN)
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, handleSignal)
      sigaddset(&mask, number)
    }
    // A parent may have started us with them blocked, as some libraries' threads do.
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }

  deinit {
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    close(SignalPipe.writeEnd.exchange(-1, ordering: .acquiringAndReleasing))
    close(descriptor)
  }

  /// The next signal that waits, nil when none does.
  func next() -> Int32? {
    var number: UInt8 = 0
    return read(descriptor, &number, 1) == 1 ? Int32(number) : nil
  }
}

/// Where the handler writes.
private enum SignalPipe {
  static let writeEnd = Atomic<Int32>(-1)
}

/// Runs on any thread in the middle of anything: it may only do what `signal-safety(7)` allows.
private func handleSignal(_ signal: Int32) {
  let saved = errno
  var number = UInt8(truncatingIfNeeded: signal)
  _ = write(SignalPipe.writeEnd.load(ordering: .acquiring), &number, 1)
  errno = saved
}
