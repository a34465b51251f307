package import BenchCore
package import Reports

/// The run screen's own state: the run as its events tell it, and how it is looked at.
package struct RunView: Sendable {
  package var phase = RunPhase.idle
  /// The fold of the run's events.
  package var state = RunState()
  /// The plan that was started, for running it again.
  package var plan: Plan?
  package var output: String?
  /// How it ended; nil until then.
  package var ending: Ending?
  /// The lane that keys act on.
  package var lane = 0
  package var isMaximised = false
  /// Which of the plan's resolutions the lanes tell, counted on beyond the last to the first.
  package var resolution = 0
  package var window = ChartWindow.quarterMinute
  /// Whether the table of figures is shown instead of the lanes, or beside them where both fit.
  package var showsFigures = false
  /// Lines that the table is scrolled by.
  package var scroll = 0
  /// How the servers compare, pair by pair, as of a moment ago.
  package internal(set) var standing = PairedStanding()
  /// The result's figures, one per condition of the plan; empty until the run has ended.
  package var exact: [ServerFigures] = []

  package init() {}

  /// Servers of the run, the lanes.
  package var laneCount: Int { state.servers.count }

  /// The point of a sweep that the lanes tell.
  ///
  /// The concurrency that was heard of last, at the resolution that the user chose: resolutions take
  /// turns within a round, too fast to follow.
  var shownPoint: RunPoint? {
    guard let plan = state.started?.plan, let dpi = plan.dpis.first else { return nil }
    let chosen = plan.dpis.isEmpty ? dpi : plan.dpis[resolution % plan.dpis.count]
    let latest = state.conditions.indices.max { one, other in
      (state.conditions[one].recent.last?.end ?? .zero)
        < (state.conditions[other].recent.last?.end ?? .zero)
    }
    let conditions = plan.conditions
    let concurrency = latest.flatMap {
      conditions.indices.contains($0) && state.conditions[$0].recent.last != nil
        ? conditions[$0].concurrency : nil
    }
    return (concurrency ?? plan.concurrencies.first).map { RunPoint(dpi: chosen, concurrency: $0) }
  }

  /// Conditions of that point, the baseline's first.
  var shownConditions: [Int]? {
    guard let plan = state.started?.plan, let point = shownPoint else { return nil }
    return zip(plan.points, plan.comparableConditions).first { $0.0 == point }?.1
  }

  /// The server of a condition; nil for one that the plan does not have.
  func server(of condition: Int) -> Int? {
    guard let conditions = state.started?.plan.conditions, conditions.indices.contains(condition)
    else { return nil }
    return conditions[condition].server
  }

  /// Whether there are lanes to look at: not before the run begins, nor where it came to nothing.
  var hasLanes: Bool {
    switch ending {
    case .nothingSent, .failed: false
    case .saved, nil: laneCount > 0
    }
  }

  /// What is left when a run is over.
  package enum Ending: Sendable {
    case saved(path: String, content: ReportContent, warnings: [String])
    case nothingSent(String)
    case failed(String)
  }
}

/// Where a run stands, as the user sees it.
package enum RunPhase: Hashable, Sendable {
  /// None was started yet.
  case idle
  /// The documents are being read.
  case preparing(done: Int, total: Int)
  case running
  /// No new request starts; those in flight end.
  case paused
  /// What is in flight is ended, and the result written.
  case stopping
  case over

  /// Whether there is something to stop.
  package var isActive: Bool {
    switch self {
    case .preparing, .running, .paused, .stopping: true
    case .idle, .over: false
    }
  }
}

/// How much time the lanes' charts show.
package enum ChartWindow: Hashable, Sendable, CaseIterable {
  case quarterMinute, minute, fiveMinutes, whole

  /// Seconds; nil for the whole run.
  package var seconds: Double? {
    switch self {
    case .quarterMinute: 15
    case .minute: 60
    case .fiveMinutes: 300
    case .whole: nil
    }
  }

  /// As the screen names it.
  package var title: String {
    switch self {
    case .quarterMinute: "15 s"
    case .minute: "1 min"
    case .fiveMinutes: "5 min"
    case .whole: "whole run"
    }
  }

  /// The next one, after the last the first.
  package var next: ChartWindow {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
