internal import Foundation
internal import Glibc

/// Hears signals on a thread of its own while the main one waits for work: the first asks to stop,
/// a second one gives up waiting for that.
enum StopSignals {
  /// Begins to listen; it goes on until the program ends.
  ///
  /// - Parameters:
  ///   - stop: Done at the first signal.
  ///   - giveUp: Done at the second, which finds the work still going on.
  static func listen(
    to signals: SignalSource, stop: @escaping @Sendable () -> Void,
    giveUp: @escaping @Sendable () -> Void
  ) {
    let listener = Thread {
      _ = next(of: signals)
      stop()
      // A terminal that closes hangs up twice: by its shell and by the kernel.
      while next(of: signals) == SIGHUP {}
      giveUp()
    }
    listener.start()
  }

  private static func next(of signals: SignalSource) -> Int32 {
    while true {
      if let signal = signals.next() { return signal }
      Waiting.poll([signals.descriptor], milliseconds: -1)
    }
  }
}
