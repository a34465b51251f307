internal import CLinux
internal import Glibc

/// Signals as a file descriptor: blocked in every thread, read by the main one.
///
/// Make it before the first thread starts, so that every thread inherits the mask.
final class SignalSource: Sendable {
  /// Readable while a signal waits.
  let descriptor: Int32

  /// Takes over interrupt, terminate and hang-up; a broken pipe becomes an ordinary error.
  init() {
    signal(SIGPIPE, SIG_IGN)
    var mask = sigset_t()
    sigemptyset(&mask)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&mask, number) }
    pthread_sigmask(SIG_BLOCK, &mask, nil)
    descriptor = signalfd(-1, &mask, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
  }

  deinit { close(descriptor) }

  /// The next signal that waits, nil when none does.
  func next() -> Int32? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    return read(descriptor, &info, size) == size ? Int32(info.ssi_signo) : nil
  }
}
