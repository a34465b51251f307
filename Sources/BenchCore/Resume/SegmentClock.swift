/// The wall clock of a run's events, whose clock has a segment for every time that it was resumed.
package struct SegmentClock: Sendable {
  /// Where each segment begins on the run's clock, and what the wall clock said then.
  private var segments: [(from: RunTime, wallClock: Double)] = []

  package init(_ events: some Sequence<RunEvent>) {
    for event in events {
      switch event.payload {
      case .runStarted(let started): segments = [(.zero, started.wallClock)]
      case .runResumed(let resumed): segments.append((event.time, resumed.wallClock))
      default: continue
      }
    }
  }

  /// Seconds since 1970; nil where the file does not tell.
  package func wallClock(at time: RunTime) -> Double? {
    guard let segment = segments.last(where: { $0.from <= time }) ?? segments.first,
      segment.wallClock > 0
    else { return nil }
    return segment.wallClock + Double(time.nanoseconds(since: segment.from)) / 1e9
  }
}
