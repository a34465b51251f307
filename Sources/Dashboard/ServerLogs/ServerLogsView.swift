internal import BenchCore

/// What the servers of a run write, as far as somebody looks at it.
struct ServerLogsView: Sendable {
  /// Server whose log is shown; nil for what happened in the run.
  var selected: String?
  /// Server whose log is read at this moment.
  var followed: String?
  /// What was read, by server; bounded each.
  private(set) var logs: [String: ContainerLog] = [:]

  /// Takes lines; the first ones in place of what is known, for they may be the same.
  mutating func take(
    _ lines: [String], of server: String, isBeginning: Bool, skipped: Int = 0
  ) {
    if isBeginning { logs[server] = nil }
    logs[server, default: ContainerLog()]
      .append(lines.map { LogLine(text: $0) }, skipped: skipped)
  }

  /// Reading begins: no end is known any more.
  mutating func begin(_ server: String) {
    followed = server
    logs[server]?.isOver = false
    logs[server]?.problem = nil
  }

  mutating func end(_ server: String, _ problem: String?) {
    logs[server, default: ContainerLog()].isOver = true
    logs[server]?.problem = problem
  }
}

/// A log beside that of the run: of a process that was launched for a server, or of a container.
struct ServerLogTab: Hashable {
  /// Key of the server; of several in one container the first one's.
  let server: String
  /// As events name what writes it.
  let subject: String
  let title: String

  /// Those of the run that is shown, in its servers' order; none of a replayed one, of which only its
  /// own log is kept.
  static func all(_ state: DashboardState) -> [ServerLogTab] {
    guard state.replay == nil, state.replayStart == nil, let plan = state.run.plan else {
      return []
    }
    var tabs: [ServerLogTab] = []
    for server in plan.servers where server.container != nil || server.launch != nil {
      let subject = plan.subject(of: server)
      guard !tabs.contains(where: { $0.subject == subject }) else { continue }
      tabs.append(
        ServerLogTab(
          server: server.key, subject: subject,
          title: server.container == nil ? server.name : subject))
    }
    return tabs
  }

  /// The one that is chosen; nil for the run's own log.
  static func chosen(_ state: DashboardState) -> ServerLogTab? {
    guard let selected = state.serverLogs.selected else { return nil }
    return all(state).first { $0.server == selected }
  }
}
