extension SubjectChange {
  /// What happened, for a log: who, what, and what is known beyond it.
  package var words: String {
    var what =
      switch kind {
      case .watched: "is watched"
      case .created: "was created"
      case .started: "started"
      case .restarted: "was restarted"
      case .paused: "was paused"
      case .unpaused: "goes on after a pause"
      case .stopped: "was stopped"
      case .renamed: "was renamed"
      case .removed: "was removed"
      case .outOfMemory: "ran out of memory: the kernel killed a process of it"
      case .killed: signal.map { "was sent signal \($0)" } ?? "was killed"
      case .died: exitCode.map { "ended with exit code \($0)" } ?? "ended"
      case .health: health.map { "is \($0.rawValue)" } ?? "told its health"
      case .lost: "cannot be watched any more"
      case .found: "is watched again"
      case .progress: ""
      }
    if !detail.isEmpty { what += what.isEmpty ? detail : ": " + detail }
    return "\(subject): \(what)"
  }
}
