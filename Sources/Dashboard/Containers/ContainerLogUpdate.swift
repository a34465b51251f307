internal import BenchCore
internal import Canvas

/// The log of a container: what is searched for, what is left out, and the lines that are typed.
enum ContainerLogUpdate {
  static func perform(_ command: ContainersCommand, _ state: inout DashboardState) {
    switch command {
    case .search, .filterLog, .excludeLog:
      state.containers.pane = .log
      state.containers.line =
        command == .search ? .search : command == .filterLog ? .filterLog : .excludeLog
    case .nextMatch, .previousMatch: find(older: command == .nextMatch, &state)
    case .follow: state.containers.log.fromEnd = 0
    case .timestamps: state.containers.log.showsTime.toggle()
    case .wrap: state.containers.log.wraps.toggle()
    case .accept:
      let line = state.containers.line
      state.containers.line = nil
      if line == .search, !state.containers.log.search.isEmpty { find(older: true, &state) }
    case .dismiss, .clear:
      edit(&state) { $0.clear() }
      if command == .dismiss { state.containers.line = nil }
    default: break
    }
  }

  /// A key for the line that is typed into; nil where it has no use for it.
  static func type(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    var isTaken = false
    edit(&state) { isTaken = $0.take(key) }
    guard isTaken else { return nil }
    return ContainersUpdate.follow(&state)
  }

  private static func edit(
    _ state: inout DashboardState, _ change: (inout TextInput) -> Void
  ) {
    switch state.containers.line {
    case .filter:
      change(&state.containers.filter)
      state.containers.arrange()
    case .search: change(&state.containers.log.search)
    case .filterLog: change(&state.containers.log.filter)
    case .excludeLog: change(&state.containers.log.exclude)
    case nil: break
    }
  }

  private static func find(older: Bool, _ state: inout DashboardState) {
    guard !state.containers.log.search.isEmpty else {
      state.notice = Notice("nothing is searched for: / begins")
      return
    }
    let layout = ContainersLayout(state, body: Frame(state.size).body)
    if !state.containers.log.find(older: older, height: layout.pane?.height ?? 1) {
      let text = state.containers.log.search.text
      state.notice = Notice("no line holds \(Sanitizer.line(text, limit: 60))", isBad: true)
    }
  }
}
