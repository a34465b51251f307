internal import BenchCore

/// Many requests by columns of dots: how many, their sum, their maximum.
struct GatheredTimes {
  struct Column {
    var count = 0
    /// Seconds.
    var total = 0.0
    var maximum = 0.0
  }

  let left: Double
  let right: Double
  /// Seconds of a column.
  let width: Double
  private(set) var columns: [Column]
  private(set) var failures: [Double] = []
  private(set) var stops: [Double] = []

  init(left: Double, right: Double, columns: Int) {
    self.left = left
    self.right = right
    self.columns = Array(repeating: Column(), count: max(1, columns))
    width = (right - left) / Double(max(1, columns))
  }

  mutating func add(_ sample: Sample, _ chartTime: ChartTime) {
    let time = chartTime.position(sample.end.seconds(since: .zero))
    switch sample.failure {
    case .some(.aborted): stops.append(time)
    case .some: failures.append(time)
    case nil:
      guard sample.phase == .measurement else { return }
      let seconds = Double(sample.service) / 1e9
      add(1, seconds, seconds, at: time)
    }
  }

  mutating func add(_ bucket: LatencyTimeline.Bucket, at time: Double) {
    guard time >= left, time <= right else { return }
    if bucket.failed > 0 { failures.append(time) }
    add(bucket.succeeded, Double(bucket.total) / 1e9, Double(bucket.maximum) / 1e9, at: time)
  }

  private mutating func add(_ count: Int, _ total: Double, _ maximum: Double, at time: Double) {
    guard count > 0, time >= left, time <= right else { return }
    let index = min(columns.count - 1, Int((time - left) / width))
    columns[index].count += count
    columns[index].total += total
    columns[index].maximum = max(columns[index].maximum, maximum)
  }
}
