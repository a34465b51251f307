internal import BenchCore

/// What a run's events make of the run screen, whether they come from a run or from a file.
struct ReplayedRun: EventFold {
  private(set) var state = RunState()
  private(set) var log = Ring<LogEntry>(capacity: 500)

  mutating func apply(_ event: RunEvent) { RunLog.follow(event, &state, &log) }
}
