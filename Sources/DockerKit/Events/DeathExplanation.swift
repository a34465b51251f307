/// Why a container ended, from its events and an inspect together: either alone gets it wrong.
///
/// The event of a want of memory may be missing, the flag in the inspect may be about a child that
/// the container survived, and exit code 137 alone says only that somebody sent a signal.
package struct DeathExplanation: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    /// The main process was ended for want of memory.
    case outOfMemory(limit: UInt64?)
    /// Ended by a signal; `requested`: sent through the engine, as stop, kill and remove do.
    case signal(Int, requested: Bool)
    /// Ended by itself.
    case exited(Int)
    /// Never ran: the engine's words.
    case failedToStart(String)
    /// The engine's words about a run that it could not keep.
    case engineError(String)
  }

  package var cause: Cause
  /// A child of the main process was ended for want of memory; the main process went on after it.
  package var childWasOutOfMemory: Bool
  package var exitCode: Int?

  /// Nil if the container has not ended.
  ///
  /// - Parameters:
  ///   - death: The event of the end, with what came before it; nil if it was not seen.
  ///   - details: An inspect since then; nil if the container is gone.
  package init?(death: ContainerLife.Death?, details: ContainerDetails?) {
    if death == nil {
      guard let details, Self.hasEnded(details) else { return nil }
    }
    // Of a container that was started again since, the inspect tells about the new run.
    let ended = details.flatMap { Self.hasEnded($0) || $0.state == .restarting ? $0 : nil }
    let code = death?.exitCode ?? ended?.exitCode
    exitCode = code
    let isFlagged = death?.hadOutOfMemory == true || ended?.wasOutOfMemory == true
    childWasOutOfMemory = false
    let words = ended?.error ?? ""
    if !words.isEmpty {
      let neverRan = ended?.state == .created || death == nil && (125...128).contains(code ?? 0)
      cause = neverRan ? .failedToStart(words) : .engineError(words)
    } else if code == 137, isFlagged {
      cause = .outOfMemory(limit: ended?.limits.memory)
    } else {
      childWasOutOfMemory = isFlagged
      let number = code ?? 0
      if number > 128, number < 128 + 65 {
        cause = .signal(number - 128, requested: death?.signal != nil)
      } else {
        cause = .exited(number)
      }
    }
  }

  private static func hasEnded(_ details: ContainerDetails) -> Bool {
    switch details.state {
    case .exited, .dead, .removing: true
    case .created: !details.error.isEmpty
    default: false
    }
  }

  /// One line that says it.
  package var headline: String {
    switch cause {
    case .outOfMemory(let limit):
      "out of memory" + (limit.map { ": its limit is \(Self.bytes($0))" } ?? "")
    case .signal(let signal, let requested):
      (requested ? "stopped with " : "killed by ") + Self.name(ofSignal: signal)
    case .exited(let code): (code == 0 ? "ended" : "failed") + " with exit code \(code)"
    case .failedToStart(let words): "did not start: \(words)"
    case .engineError(let words): "ended by the engine: \(words)"
    }
  }

  /// Whether this is what somebody wanted: asked for, or an end without an error.
  package var isExpected: Bool {
    switch cause {
    case .exited(let code): code == 0
    case .signal(_, let requested): requested
    case .outOfMemory, .failedToStart, .engineError: false
    }
  }

  private static func bytes(_ count: UInt64) -> String {
    count % (1 << 30) == 0 ? "\(count >> 30) GiB" : "\(count >> 20) MiB"
  }

  static func name(ofSignal signal: Int) -> String {
    let names = [
      1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS",
      8: "SIGFPE", 9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE",
      14: "SIGALRM", 15: "SIGTERM", 24: "SIGXCPU", 25: "SIGXFSZ", 31: "SIGSYS",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}
