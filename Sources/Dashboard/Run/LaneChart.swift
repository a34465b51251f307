internal import BenchCore
internal import Canvas

/// The points of a lane's chart: service time over the run's time.
///
/// Time moves in whole columns, so that what has been drawn shifts to the left and is never
/// redrawn a little differently; the whole of a run is shown in spans that double.
///
/// One request at a time is a ramp: its height at an instant is how long the request has taken by
/// then, so that its tip is its service time, its foot is its start, and the one in flight grows.
/// Several at a time are points, drawn on stems, and many are a line of means with their maxima above it.
struct LaneChart {
  /// What the chart is made of.
  enum Kind: Hashable, Sendable { case ramps, points, means }

  /// Seconds at both edges, pauses left out.
  let left: Double
  let right: Double
  private(set) var kind: Kind
  /// Requests one after the other, each from its start to its end.
  private(set) var ramps: [[ChartPoint]] = []
  /// The request that is in flight.
  private(set) var growing: [ChartPoint] = []
  /// Requests that overlap.
  private(set) var points: [ChartPoint] = []
  private(set) var means: [ChartPoint] = []
  private(set) var maxima: [ChartPoint] = []
  private(set) var warmUps: [ChartPoint] = []
  /// When requests failed.
  private(set) var failures: [Double] = []
  /// When requests were cut off by the user's stop.
  private(set) var stops: [Double] = []
  /// Seconds of a column.
  let step: Double
  /// Where the chart's end is as long as a pause goes on: beyond it nothing is known of time.
  let standsStill: Double?
  /// The pauses that are left out between the edges.
  let pauses: [ChartTime.Gap]
  let time: ChartTime
  /// Longest service time shown, seconds.
  private(set) var maximum = 0.0

  /// - Parameters:
  ///   - columns: Cells of the plot.
  ///   - now: Seconds since the run's start.
  ///   - time: Where moments of the run are.
  ///   - isOver: Whether time stands still: then the whole run takes the whole width.
  ///   - oldest: When the request in flight started, where there is just one at a time.
  init(
    _ state: ConditionState, window: ChartWindow, columns: Int, now: Double,
    time: ChartTime = ChartTime(), isSerial: Bool, isOver: Bool = false, oldest: Double?
  ) {
    self.time = time
    let (columns, moment) = (max(1, columns), now)
    let now = time.position(now)
    let span = window.seconds ?? (isOver ? max(now, 1) : Self.wholeSpan(now))
    step = span / Double(columns)
    right = window.seconds == nil ? span : max(span, (now / step).rounded(.up) * step)
    left = right - span
    let left = left
    standsStill = time.gaps.last.map { $0.until >= moment } == true ? now : nil
    pauses = time.gaps.filter { time.position($0.from) > left }
    kind = isSerial ? .ramps : .points
    let recent = state.recent
    var first = recent.count
    while first > 0, time.position(recent[first - 1].end.seconds(since: .zero)) >= left {
      first -= 1
    }
    let isComplete = recent.total == recent.count || first > 0
    // Two dots a column is what can be told apart.
    if isComplete, recent.count - first <= columns * 2 {
      for index in first..<recent.count { add(recent[index], isSerial: isSerial) }
      if let oldest = oldest.map(time.position), isSerial {
        growing = [
          ChartPoint(x: max(left, oldest), y: max(0, left - oldest)), point(now, now - oldest),
        ]
      }
      return
    }
    kind = .means
    var gathered = GatheredTimes(left: left, right: right, columns: columns * 2)
    if isComplete {
      for index in first..<recent.count { gathered.add(recent[index], time) }
    } else {
      Self.gather(state, now: moment, time, into: &gathered)
    }
    take(gathered)
  }

  /// The finest record that reaches back to the left edge.
  private static func gather(
    _ state: ConditionState, now: Double, _ time: ChartTime, into gathered: inout GatheredTimes
  ) {
    let first = time.moment(gathered.left)
    for timeline in [state.lastMinute, state.lastMinutes] where now - first <= timeline.reach {
      timeline.forEach(since: first) { gathered.add($1, at: time.position($0)) }
      return
    }
    let timeline = state.timeline
    for index in timeline.buckets.indices {
      gathered.add(timeline.buckets[index], at: time.position(timeline.seconds(of: index)))
    }
  }

  /// Seconds shown of a run of so many: a quarter of a minute, doubled as often as it needs.
  static func wholeSpan(_ now: Double) -> Double {
    var span = 15.0
    while span < now, span < 1e12 { span *= 2 }
    return span
  }

  private mutating func add(_ sample: Sample, isSerial: Bool) {
    let time = self.time.position(sample.end.seconds(since: .zero))
    let seconds = Double(sample.service) / 1e9
    switch (sample.failure, sample.phase) {
    case (.some(.aborted), _): stops.append(time)
    case (.some, _): failures.append(time)
    case (nil, .warmUp): warmUps.append(point(time, seconds))
    case (nil, .measurement):
      let tip = point(time, seconds)
      guard isSerial else {
        points.append(tip)
        return
      }
      let start = time - seconds
      let foot = ChartPoint(x: max(left, start), y: max(0, left - start))
      ramps.append([foot, tip, ChartPoint(x: time, y: 0)])
    }
  }

  /// Whether nothing happened between the edges.
  var isEmpty: Bool {
    [growing, points, means, warmUps].allSatisfy(\.isEmpty) && ramps.isEmpty
      && failures.isEmpty && stops.isEmpty
  }

  private mutating func take(_ gathered: GatheredTimes) {
    failures = gathered.failures
    stops = gathered.stops
    for (index, column) in gathered.columns.enumerated() where column.count > 0 {
      let time = left + (Double(index) + 0.5) * gathered.width
      means.append(point(time, column.total / Double(column.count)))
      maxima.append(point(time, column.maximum))
    }
  }

  private mutating func point(_ time: Double, _ seconds: Double) -> ChartPoint {
    maximum = max(maximum, seconds)
    return ChartPoint(x: time, y: seconds)
  }

  /// The upper end of a scale: one of eight steps per power of ten, so that it changes seldom.
  static func ceiling(_ maximum: Double) -> Double {
    guard maximum > 0, maximum.isFinite else { return 1 }
    var scale = 1e-9
    while scale * 10 <= maximum { scale *= 10 }
    for factor in [1, 1.5, 2, 2.5, 3, 4, 6, 8] where scale * factor >= maximum {
      return scale * factor
    }
    return scale * 10
  }
}
