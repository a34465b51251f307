extension ContainerDeath {
  /// What happened, in a few words: `OOM-killed`, `killed by SIGKILL`, `exit code 3`.
  package var headline: String {
    switch cause {
    case .outOfMemory: "OOM-killed"
    case .signal(let signal):
      (wasAsked ? "stopped by " : "killed by ") + Self.name(ofSignal: signal)
    case .exited(let code):
      wasAsked ? "stopped, exit code \(code)" : code == 0 ? "ended" : "exit code \(code)"
    case .failedStart: "did not start"
    case .unknown: "gone"
    }
  }

  /// Why, and what to do next; a sentence or two.
  package var explanation: String {
    if !detail.isEmpty { return detail }
    switch cause {
    case .outOfMemory:
      return "The kernel killed it for want of memory. Give it more, or send fewer documents at "
        + "once."
    case .signal(9):
      return wasAsked
        ? "It was killed on request, or did not end in time after being asked to stop."
        : "Something killed it that was not want of memory: somebody's kill, or the machine."
    case .signal(11), .signal(6), .signal(7), .signal(4):
      return "It crashed: a fault of the program, or of a library that it uses."
    case .signal: return wasAsked ? "It was asked to end." : "Somebody sent it a signal."
    case .exited(0): return "It did what it had to do, and ended."
    case .exited(125), .exited(126), .exited(127):
      return "Its command is not there, or may not be run: look at the image and the command."
    case .exited: return wasAsked ? "It was asked to end." : "It gave up by itself."
    case .failedStart(let reason): return reason
    case .unknown: return "It was removed before anybody could ask how it ended."
    }
  }

  /// `peak 3.99 GiB of 4.00 GiB`; nil where nothing was measured.
  package var peak: String? {
    guard let peakMemoryBytes else { return nil }
    let limit = memoryLimitBytes.map { " of " + Quantity.memory($0) } ?? ""
    return "peak " + Quantity.memory(peakMemoryBytes) + limit
  }

  /// As `kill -l` names it.
  package static func name(ofSignal signal: Int) -> String {
    let names = [
      1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE",
      9: "SIGKILL", 10: "SIGUSR1", 11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM",
      15: "SIGTERM", 24: "SIGXCPU", 31: "SIGSYS",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}
