internal import BenchCore
internal import Canvas

/// What happened to a lane's subject, as a mark on the columns of its chart.
enum SubjectMark: Hashable, CaseIterable {
  /// The less disturbing first: where two are in one column, the later one is seen.
  case healthy, started, lost, suspended, unhealthy, ended, outOfMemory

  init?(_ change: SubjectChange) {
    switch change.kind {
    case .outOfMemory: self = .outOfMemory
    case .died, .removed: self = .ended
    case .started: self = .started
    case .paused: self = .suspended
    case .lost: self = .lost
    case .health:
      switch change.health {
      case .unhealthy: self = .unhealthy
      case .healthy: self = .healthy
      case .starting, .some(.none), nil: return nil
      }
    // Told by what comes with it, or in the log.
    case .watched, .created, .restarted, .unpaused, .stopped, .killed, .renamed, .found, .progress:
      return nil
    }
  }

  /// The marks of a subject between the edges of a chart, and where they are.
  static func all(
    of subject: WatchedSubject, on chart: LaneChart
  ) -> [(mark: SubjectMark, position: Double)] {
    var all: [(mark: SubjectMark, position: Double)] = []
    for index in 0..<subject.changes.count {
      let change = subject.changes[index]
      guard let mark = SubjectMark(change.change) else { continue }
      let position = chart.time.position(change.time.signedSeconds)
      if position >= chart.left, position <= chart.right { all.append((mark, position)) }
    }
    return allCases.flatMap { mark in all.filter { $0.mark == mark } }
  }

  var glyph: (unicode: Unicode.Scalar, ascii: Unicode.Scalar) {
    switch self {
    case .healthy: ("△", "h")
    case .started: ("▲", "^")
    case .lost: ("?", "?")
    case .suspended: ("‖", "=")
    case .unhealthy: ("▼", "v")
    case .ended: ("†", "D")
    case .outOfMemory: ("!", "!")
    }
  }

  var style: Style {
    switch self {
    case .healthy, .started: Style(.good).bold
    case .lost, .suspended: Style(.warning).bold
    case .unhealthy, .ended, .outOfMemory: Style(.bad).bold
    }
  }

  /// Whether a line across the chart shows when it was.
  var isIncident: Bool { self == .ended || self == .outOfMemory || self == .unhealthy }

  var words: String {
    switch self {
    case .healthy: "healthy"
    case .started: "started"
    case .lost: "not watched"
    case .suspended: "container paused"
    case .unhealthy: "unhealthy"
    case .ended: "ended"
    case .outOfMemory: "out of memory"
    }
  }

  /// On a chart: a line behind the requests, and above all what it was.
  static func chartMarks(of subject: WatchedSubject, on chart: LaneChart) -> [ChartMark] {
    all(of: subject, on: chart).flatMap { mark, position -> [ChartMark] in
      let top = ChartMark(
        x: position, glyph: mark.glyph.unicode, ascii: mark.glyph.ascii, style: mark.style,
        place: .top)
      guard mark.isIncident else { return [top] }
      return [
        ChartMark(x: position, glyph: "╎", ascii: "|", style: Style(.bad), place: .line), top,
      ]
    }
  }
}
