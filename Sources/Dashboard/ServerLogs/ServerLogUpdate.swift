internal import BenchCore

/// The logs of a run's servers: which is read, and what came.
enum ServerLogUpdate {
  /// Reads the log that is seen, while the run goes on, and no other.
  static func settle(_ state: inout DashboardState) -> [Effect] {
    let wanted = wanted(state)
    guard wanted != state.serverLogs.followed else { return [] }
    guard let wanted, let plan = state.run.plan else {
      state.serverLogs.followed = nil
      return [.serverLog(.leave)]
    }
    state.serverLogs.begin(wanted)
    return [.serverLog(.follow(server: wanted, of: plan))]
  }

  private static func wanted(_ state: DashboardState) -> String? {
    guard case .log = state.overlay else { return nil }
    switch state.run.phase {
    case .running, .paused, .stopping: return ServerLogTab.chosen(state)?.server
    // Nothing is launched before the documents are read.
    case .idle, .preparing, .over: return nil
    }
  }

  /// To the next log or the one before, beyond the last to the run's own.
  static func turn(_ step: Int, _ state: inout DashboardState) {
    let servers: [String?] = [nil] + ServerLogTab.all(state).map(\.server)
    guard case .log = state.overlay, servers.count > 1 else { return }
    let index = servers.firstIndex(of: ServerLogTab.chosen(state)?.server) ?? 0
    state.serverLogs.selected = servers[(index + step + servers.count) % servers.count]
    state.overlay = .log(scroll: 0)
  }

  static func apply(_ message: ServerLogMessage, _ state: inout DashboardState) {
    switch message {
    case .lines(let server, let lines, let isBeginning, let skipped):
      state.serverLogs.take(lines, of: server, isBeginning: isBeginning, skipped: skipped)
      // Who reads what was written earlier goes on reading it.
      if case .log(let scroll) = state.overlay, scroll > 0, !isBeginning,
        ServerLogTab.chosen(state)?.server == server
      {
        state.overlay = .log(scroll: scroll + lines.count)
      }
    case .ended(let server, let problem): state.serverLogs.end(server, problem)
    }
  }

  /// What has just been started writes another log, or has one now that was looked for in vain.
  static func heard(_ events: [RunEvent], _ state: inout DashboardState) {
    guard let followed = state.serverLogs.followed, let tab = ServerLogTab.chosen(state) else {
      return
    }
    let log = state.serverLogs.logs[followed]
    let isMissing = log?.isOver == true && log?.lines.isEmpty == true
    let begins = events.contains { event in
      guard case .subjectChanged(let change) = event.payload, change.subject == tab.subject else {
        return false
      }
      return isMissing || change.kind == .started || change.kind == .watched
    }
    if begins { state.serverLogs.followed = nil }
  }
}
