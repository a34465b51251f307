internal import BenchCore
internal import Canvas
internal import Reports

/// Saved runs side by side.
enum CompareUpdate {
  static func perform(_ command: CompareCommand, _ state: inout DashboardState) -> [Effect] {
    guard command != .back, let comparison = state.compare.comparison else {
      return command == .back ? KeyUpdate.show(.results, &state) : []
    }
    let last = max(0, comparison.columns.count - 1)
    switch command {
    case .pivot:
      state.compare.turn(to: comparison.pivot.next)
      state.notice = Notice("columns by \(comparison.pivot.next.rawValue)")
    case .baseline:
      state.compare.begin(from: (comparison.baseline + 1) % (last + 1))
      if let now = state.compare.comparison, now.columns.indices.contains(now.baseline) {
        state.notice = Notice("from \(now.columns[now.baseline].label)")
      }
    case .section: state.compare.section = state.compare.section.next
    case .chart: nextChart(comparison, &state)
    case .order:
      state.compare.order = state.compare.order.next
      state.notice = Notice("documents by \(state.compare.order.title)")
    case .filter:
      state.compare.isTyping = true
      state.compare.section = .documents
    case .left: state.compare.firstColumn = max(0, state.compare.firstColumn - 1)
    case .right: state.compare.firstColumn = min(last, state.compare.firstColumn + 1)
    case .accept: state.compare.isTyping = false
    case .back: break
    case .clear:
      state.compare.filter.clear()
      state.compare.isTyping = false
    }
    return []
  }

  /// The next chart; where none is on the screen, the charts themselves.
  private static func nextChart(_ comparison: RunComparison, _ state: inout DashboardState) {
    guard let area = CompareLayout(state).charts else {
      state.compare.section = .charts
      return
    }
    let charts = CompareCharts(compare: state.compare, comparison: comparison)
    state.compare.chart = state.compare.chart.next(
      scaling: charts.hasScaling && CompareCharts.isSmall(area))
  }

  /// A key for the filter; nil where it is no text.
  static func type(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    guard state.compare.filter.take(key) else { return nil }
    return []
  }

  /// Begins a comparison of these files, the first the baseline; what was compared is left.
  static func begin(_ paths: [String], _ state: inout DashboardState) -> [Effect] {
    state.compare = CompareView(paths: paths)
    state.screen = .compare
    return paths.map { .load(FileLoad($0, for: .compare)) }
  }

  static func take(
    _ run: ComparedRun, of path: String, _ state: inout DashboardState
  ) -> [Effect] {
    if state.compare.awaits(path) { state.compare.take(run) }
    return []
  }

  /// A file that cannot be read stays named on the screen; the others are compared without it.
  static func failed(
    _ reason: String, of path: String, _ state: inout DashboardState
  ) -> [Effect] {
    guard state.compare.awaits(path) else { return [] }
    state.compare.miss(path, reason)
    state.notice = Notice(reason, isBad: true)
    return []
  }

  /// Moves through what the section holds, never beyond its end.
  static func scroll(_ step: Int, _ state: inout DashboardState) {
    let place = CompareLayout(state)
    let section = place.scrolling
    let limit = max(0, place.total - place.visible)
    let old = min(max(0, state.compare.offsets[section] ?? 0), limit)
    state.compare.offsets[section] = min(max(0, old + max(-limit, min(limit, step))), limit)
  }
}

extension DashboardState {
  /// Begins with these files side by side, as `slimbench compare` asks.
  package mutating func openComparison(_ paths: [String]) -> [Effect] {
    CompareUpdate.begin(paths, &self)
  }
}
