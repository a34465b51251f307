internal import BenchCore
internal import Canvas

/// A lane with what its place on the screen has room for, made once for a picture.
struct LanePicture {
  let figures: LaneFigures
  let area: Rect
  /// The chart of a lane with a border.
  private(set) var chart: LaneChart?
  /// The newest service times of a lane without one, seconds; nil where a request failed.
  private(set) var newest: [Double?] = []

  var isBoxed: Bool { area.height >= RunLayout.Lane.boxed }

  /// Longest service time that it shows, seconds.
  var maximum: Double { chart?.maximum ?? newest.lazy.compactMap { $0 }.max() ?? 0 }

  /// Cells of a chart's axis and of the panel's sides.
  private static let margins = 11

  init(_ figures: LaneFigures, of run: RunView, in area: Rect) {
    self.figures = figures
    self.area = area
    guard let current = figures.current, figures.finished &+ figures.warmUps > 0 else { return }
    guard isBoxed else {
      takeNewest(current.recent)
      return
    }
    let plan = run.state.started?.plan
    let isOver = run.phase == .over
    chart = LaneChart(
      current, window: isOver ? .whole : run.window, columns: area.width - Self.margins,
      now: run.state.now.seconds(since: .zero),
      time: ChartTime(
        run.state.pauses, now: run.state.now, isBusy: !run.state.inFlight.isEmpty),
      isSerial: plan?.concurrencies == [1] && plan?.order != .simultaneous, isOver: isOver,
      oldest: figures.oldest?.since.seconds(since: .zero))
  }

  private mutating func takeNewest(_ recent: Ring<Sample>) {
    var position = recent.count
    while position > 0, newest.count < area.width {
      position -= 1
      let sample = recent[position]
      guard sample.phase == .measurement else { continue }
      newest.append(sample.failure == nil ? Double(sample.service) / 1e9 : nil)
    }
    newest.reverse()
  }
}
