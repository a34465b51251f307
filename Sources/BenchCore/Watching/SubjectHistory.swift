/// What happened to a subject that speaks against figures of it, and when; bounded.
struct SubjectHistory: Equatable, Sendable {
  /// A time in which its health check failed; one that goes on has no end.
  struct Illness: Equatable, Sendable {
    var from: RunTime
    var until: RunTime?
  }

  /// Most of each kind that are kept.
  static let limit = 1000
  /// An engine tells what killed a request a moment after it.
  private static let delay: Int64 = 1_000_000_000

  private(set) var restarts: [RunTime] = []
  private(set) var outOfMemory: [RunTime] = []
  private(set) var illnesses: [Illness] = []
  private var life = SubjectLife()

  mutating func take(_ change: SubjectChange, at time: RunTime) {
    if life.take(change.kind), restarts.count < Self.limit { restarts.append(time) }
    switch change.kind {
    case .outOfMemory: if outOfMemory.count < Self.limit { outOfMemory.append(time) }
    case .health where change.health == .unhealthy:
      if illnesses.last?.until != nil || illnesses.isEmpty, illnesses.count < Self.limit {
        illnesses.append(Illness(from: time))
      }
    case .health, .watched, .started, .died, .stopped, .removed:
      if let last = illnesses.last, last.until == nil {
        illnesses[illnesses.count - 1].until = max(last.from, time)
      }
    case .created, .restarted, .paused, .unpaused, .killed, .renamed, .lost, .found, .progress:
      break
    }
  }

  /// A new segment of the clock: what is launched for it anew has not restarted.
  mutating func resume() { life = SubjectLife() }

  /// How many of some instants lie in the time of measurement.
  static func count(_ times: [RunTime], in hull: ClosedRange<RunTime>?) -> Int {
    guard let hull else { return 0 }
    let end = RunTime(nanoseconds: hull.upperBound.nanoseconds.addingSaturated(delay))
    return times.count { $0 >= hull.lowerBound && $0 <= end }
  }

  /// Seconds of the time of measurement in which its health check failed.
  func unhealthySeconds(in hull: ClosedRange<RunTime>?) -> Double {
    guard let hull else { return 0 }
    return illnesses.reduce(0) { sum, illness in
      let from = max(illness.from, hull.lowerBound)
      let until = min(illness.until ?? hull.upperBound, hull.upperBound)
      return sum + until.seconds(since: from)
    }
  }
}
