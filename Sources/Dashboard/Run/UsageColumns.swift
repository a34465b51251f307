internal import BenchCore

/// What a subject used, column by column of a chart's time; nil where nothing is known.
struct UsageColumns {
  private(set) var cores: [Double?]
  private(set) var memory: [Double?]
  private(set) var throttled: [Double?]

  private struct Column {
    var cores = ResourceTimeline.Level()
    var memory = ResourceTimeline.Level()
    var throttled = ResourceTimeline.Level()
  }

  /// - Parameters:
  ///   - left: Seconds at the left edge, pauses of the run left out.
  ///   - count: Columns between the edges.
  init(
    _ subject: WatchedSubject, from left: Double, to right: Double, _ time: ChartTime, count: Int
  ) {
    let count = max(1, count)
    let step = (right - left) / Double(count)
    var columns = [Column](repeating: Column(), count: count)
    func fill(_ start: Double, _ end: Double, _ add: (inout Column, _ weight: Double) -> Void) {
      let from = (time.position(start) - left) / step
      let until = (time.position(end) - left) / step
      guard from < Double(count), until > 0, until > from else { return }
      let first = Int(max(0, from))
      let last = Int(min(until, Double(count)).rounded(.up)) - 1
      for index in first...max(first, last) {
        add(&columns[index], min(until, Double(index + 1)) - max(from, Double(index)))
      }
    }
    let recent = subject.recent
    let reaches =
      recent.total == recent.count
      || recent.count > 0 && time.position(recent[0].start.signedSeconds) <= left
    if reaches {
      for index in 0..<recent.count {
        let point = recent[index]
        // One without an interval tells of its instant: a hair of time.
        let start = min(point.start.signedSeconds, point.end.signedSeconds - 1e-3)
        fill(start, point.end.signedSeconds) { column, weight in
          if point.length > 0 { column.cores.add(point.cores, weight: weight) }
          column.memory.add(point.memoryBytes.map(Double.init), weight: weight)
          column.throttled.add(point.throttledShare, weight: weight)
        }
      }
    } else {
      let timeline = subject.timeline
      let half = Double(timeline.width) / 2e9
      for (index, bucket) in timeline.buckets.enumerated() {
        let middle = timeline.seconds(of: index)
        fill(middle - half, middle + half) { column, weight in
          column.cores.add(bucket.cores.mean, weight: weight)
          column.memory.add(bucket.memory.mean, weight: weight)
          column.throttled.add(bucket.throttled.mean, weight: weight)
        }
      }
    }
    (cores, memory, throttled) = ([], [], [])
    for (index, column) in columns.enumerated() {
      let moment = time.moment(left + (Double(index) + 0.5) * step)
      let isThere = !subject.absences.contain(seconds: moment)
      cores.append(isThere ? column.cores.mean : nil)
      memory.append(isThere ? column.memory.mean : nil)
      throttled.append(isThere ? column.throttled.mean : nil)
    }
  }

  /// The columns of a lane's chart, or fewer over the same time.
  init(_ subject: WatchedSubject, on chart: LaneChart, count: Int) {
    self.init(subject, from: chart.left, to: chart.right, chart.time, count: count)
  }

  /// A tenth of a core: an idle server's bars are low, though its largest value is among them.
  static let leastCores = 0.1

  /// The upper end of a scale: the limit, unless what is used would be invisible beside it.
  ///
  /// - Parameter least: What is less than this is drawn as little, also where nothing was more.
  static func top(of values: [Double?], limit: Double?, least: Double = 0) -> Double {
    let most = max(least, values.lazy.compactMap { $0 }.max() ?? 0)
    guard let limit, limit > 0, limit <= 16 * most else { return most > 0 ? most : 1 }
    return max(limit, most)
  }
}
