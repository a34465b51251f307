internal import BenchCore
internal import Canvas

/// Where the parts of the run screen are, for drawing and for the mouse.
///
/// Lanes have the room first. Where there is more than they need, the figures so far stand below
/// them. The table of figures takes the lanes' place, or stands beside them.
struct RunLayout {
  /// A server's lane.
  struct Lane {
    let index: Int
    let area: Rect

    /// Fewest rows of a lane with a border.
    static let boxed = 5
    /// Fewest rows of a lane at all: who it is, and its figures.
    static let least = 2
    /// Rows of a lane without a border at which more would be empty.
    static let compact = 4
  }

  /// Lanes that there is no room for, and the row that says so.
  struct Hidden {
    let above: Int
    let below: Int
    let area: Rect
  }

  let progress: Rect
  private(set) var lanes: [Lane] = []
  private(set) var hidden: Hidden?
  private(set) var soFar: Rect?
  /// How the servers compare pair by pair.
  private(set) var paired: Rect?
  private(set) var table: Rect?
  /// How the service times spread, under the table of a run that goes on.
  private(set) var spread: Rect?
  /// What the machine's GPUs do, where they are watched.
  private(set) var gpus: Rect?

  /// Fewest rows at which one is left for the GPUs.
  private static let leastWithGPUs = 10

  /// From this width on the lanes stand beside the table.
  static let besideWidth = 150

  init(_ run: RunView, body: Rect) {
    let parts = body.rows([.fixed(1), .minimum(1)])
    progress = parts[0]
    var area = parts[1]
    if !run.state.watched.gpus.isEmpty, area.height >= Self.leastWithGPUs {
      let split = area.rows([.minimum(1), .fixed(1)])
      (area, gpus) = (split[0], split[1])
    }
    guard run.showsFigures, !run.isMaximised, run.laneCount > 0 else {
      let heights = Self.heightsBelow(run, area)
      let rows = area.rows([.minimum(1), .fixed(heights.paired), .fixed(heights.soFar)])
      placeLanes(run, in: rows[0])
      // Lanes are of one height: what is left over goes to the figures, or stays empty at the end.
      let bottom = hidden == nil ? lanes.map { $0.area.y + $0.area.height }.max() : nil
      let left = max(0, rows[0].y + rows[0].height - (bottom ?? .max / 2))
      if heights.paired > 0 {
        paired = Rect(
          x: area.x, y: rows[1].y - left, width: area.width, height: rows[1].height)
      }
      if heights.soFar > 0 {
        soFar = Rect(
          x: area.x, y: rows[2].y - left, width: area.width, height: rows[2].height + left)
      }
      return
    }
    var place = area
    if area.width >= Self.besideWidth {
      let sides = area.columns([.share(3), .share(2)])
      placeLanes(run, in: sides[1])
      place = sides[0]
    }
    let isOver = run.phase == .over
    let boxed = isOver ? 0 : PairedPanel.heights(servers: run.laneCount).boxed
    let rows = place.rows([
      .minimum(1), .fixed(place.height - boxed < Self.leastTable ? 0 : boxed),
      .fixed(isOver || place.height < 34 ? 0 : 10),
    ])
    table = rows[0]
    if !rows[1].isEmpty { paired = rows[1] }
    if !rows[2].isEmpty { spread = rows[2] }
  }

  /// Rows of a lane that nothing below may take.
  private static let laneRows = 7
  private static let leastSoFar = 9
  private static let leastTable = 22

  /// Lines for what stands below the lanes, first of all the comparison; none where the lanes need
  /// them.
  private static func heightsBelow(_ run: RunView, _ area: Rect) -> (paired: Int, soFar: Int) {
    guard !run.isMaximised, run.laneCount > 0 else { return (0, 0) }
    var left = area.height - laneRows * run.laneCount
    let wanted = PairedPanel.heights(servers: run.laneCount)
    let paired = wanted.boxed <= left ? wanted.boxed : wanted.compact <= left ? wanted.compact : 0
    left -= paired
    let soFar = left >= leastSoFar ? min(max(leastSoFar, area.height / 4), left) : 0
    return (paired, soFar)
  }

  private mutating func placeLanes(_ run: RunView, in area: Rect) {
    let count = run.laneCount
    guard count > 0, !area.isEmpty else { return }
    let focus = min(max(0, run.lane), count - 1)
    if run.isMaximised {
      lanes = [Lane(index: focus, area: area)]
      return
    }
    let each = area.height / count
    if each >= Lane.boxed {
      // All of one height, so that equal times look equal; what is left over stays empty.
      stack(0..<count, height: each, in: area)
      return
    }
    if each >= Lane.least {
      stack(0..<count, height: min(each, Lane.compact), in: area)
      return
    }
    // Whole lanes around the one in focus, and a row that says how many there are beside them.
    let rows = area.rows([.minimum(1), .fixed(area.height > Lane.least ? 1 : 0)])
    let fitting = min(count, max(1, rows[0].height / Lane.least))
    let first = min(max(0, focus - fitting / 2), count - fitting)
    stack(first..<first + fitting, height: min(Lane.least, rows[0].height), in: rows[0])
    guard !rows[1].isEmpty else { return }
    hidden = Hidden(above: first, below: count - first - fitting, area: rows[1])
  }

  private mutating func stack(_ indices: Range<Int>, height: Int, in area: Rect) {
    lanes = indices.enumerated().map { place, index in
      let row = Rect(
        x: area.x, y: area.y + place * height, width: area.width, height: height)
      return Lane(index: index, area: row.intersection(area))
    }
  }
}
