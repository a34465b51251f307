internal import BenchCore
internal import Canvas

/// The points of a lane's chart: service time over the run's time.
///
/// Time moves in whole columns, so that what has been drawn shifts to the left and is never
/// redrawn a little differently.
///
/// One request at a time is a ramp: its height at an instant is how long the request has taken by
/// then, so that its tip is its service time, its foot is its start, and the one in flight grows.
/// Several at a time are points, drawn on stems, and many are a line of means with their maxima above it.
struct LaneChart {
  /// Seconds of the run at both edges.
  let left: Double
  let right: Double
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
  /// Longest service time shown, seconds.
  private(set) var maximum = 0.0

  /// - Parameters:
  ///   - columns: Cells of the plot.
  ///   - now: Seconds since the run's start.
  ///   - oldest: When the request in flight started, where there is just one at a time.
  init(
    _ state: ConditionState, window: ChartWindow, columns: Int, now: Double,
    isSerial: Bool, oldest: Double?
  ) {
    let span = window.seconds ?? max(now, 5)
    let step = span / Double(max(1, columns))
    right = window.seconds == nil ? span : max(span, (now / step).rounded(.up) * step)
    left = right - span
    let samples = state.recent.elements
    let isComplete = state.recent.total == samples.count
    let reachesBack = (samples.first?.end.seconds(since: .zero)).map { $0 <= left } ?? true
    let first = samples.firstIndex { $0.end.seconds(since: .zero) >= left } ?? samples.count
    let shown = samples[first...]
    // Two dots a column is what can be told apart.
    if isComplete || reachesBack, shown.count <= columns * 2 {
      add(shown, isSerial: isSerial)
      if let oldest, isSerial {
        growing = [
          ChartPoint(x: max(left, oldest), y: max(0, left - oldest)), point(now, now - oldest),
        ]
      }
    } else if isComplete || reachesBack {
      add(shown.map(Share.init), columns: columns * 2)
    } else {
      let timeline = state.timeline
      add(
        timeline.buckets.indices.map { Share(timeline.buckets[$0], at: timeline.seconds(of: $0)) },
        columns: columns * 2)
    }
  }

  private mutating func add(_ samples: ArraySlice<Sample>, isSerial: Bool) {
    for sample in samples {
      let time = sample.end.seconds(since: .zero)
      let seconds = Double(sample.service) / 1e9
      switch (sample.failure, sample.phase) {
      case (.some, _): failures.append(time)
      case (nil, .warmUp): warmUps.append(point(time, seconds))
      case (nil, .measurement):
        let tip = point(time, seconds)
        guard isSerial else {
          points.append(tip)
          continue
        }
        let start = time - seconds
        let foot = ChartPoint(x: max(left, start), y: max(0, left - start))
        ramps.append([foot, tip, ChartPoint(x: time, y: 0)])
      }
    }
  }

  /// What ended at a time, of one request or of many.
  private struct Share {
    var time: Double
    var succeeded = 0
    var hasFailed = false
    /// Sum and maximum of the service times, seconds.
    var total = 0.0
    var maximum = 0.0

    init(_ sample: Sample) {
      time = sample.end.seconds(since: .zero)
      hasFailed = sample.failure != nil
      guard sample.failure == nil, sample.phase == .measurement else { return }
      succeeded = 1
      total = Double(sample.service) / 1e9
      maximum = total
    }

    init(_ bucket: LatencyTimeline.Bucket, at time: Double) {
      self.time = time
      succeeded = bucket.succeeded
      hasFailed = bucket.failed > 0
      total = Double(bucket.total) / 1e9
      maximum = Double(bucket.maximum) / 1e9
    }
  }

  /// Gathers by columns of dots: a mean and a maximum each.
  private mutating func add(_ shares: [Share], columns: Int) {
    var gathered = [(count: Int, total: Double, maximum: Double)](
      repeating: (0, 0, 0), count: max(1, columns))
    let width = (right - left) / Double(gathered.count)
    for share in shares where share.time >= left && share.time <= right {
      if share.hasFailed { failures.append(share.time) }
      let index = min(gathered.count - 1, Int((share.time - left) / width))
      gathered[index].count += share.succeeded
      gathered[index].total += share.total
      gathered[index].maximum = max(gathered[index].maximum, share.maximum)
    }
    for (index, column) in gathered.enumerated() where column.count > 0 {
      let time = left + (Double(index) + 0.5) * width
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
