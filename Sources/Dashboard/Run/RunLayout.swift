internal import Canvas

/// Where the parts of the run screen are, for drawing and for the mouse.
///
/// Lanes have the room first. Where there is more than they need, the figures so far stand below
/// them; when the run is over, the table takes their place or stands beside them.
struct RunLayout {
  /// A server's lane.
  struct Lane {
    let index: Int
    let area: Rect
  }

  let progress: Rect
  let lanes: [Lane]
  let soFar: Rect?
  let table: Rect?

  init(_ run: RunView, body: Rect) {
    let parts = body.rows([.fixed(1), .minimum(1)])
    progress = parts[0]
    let area = parts[1]
    if case .saved = run.ending, run.showsFigures, !run.isMaximised {
      guard area.width >= FinalTable.besideWidth else {
        (lanes, soFar, table) = ([], nil, area)
        return
      }
      let sides = area.columns([.share(3), .share(2)])
      (lanes, soFar, table) = (Self.lanes(run, in: sides[1]), nil, sides[0])
      return
    }
    table = nil
    let height = Self.soFarHeight(run, area)
    let rows = area.rows([.minimum(1), .fixed(height)])
    lanes = Self.lanes(run, in: rows[0])
    soFar = height > 0 ? rows[1] : nil
  }

  /// Lines for the figures below the lanes; none where the lanes need them.
  private static func soFarHeight(_ run: RunView, _ area: Rect) -> Int {
    guard !run.isMaximised, run.laneCount > 0 else { return 0 }
    let wanted = 9
    // In a low terminal the user chooses: lanes, or the figures with two lines a lane.
    let lane = run.showsFigures ? 2 : 7
    let left = area.height - lane * run.laneCount
    return left >= wanted ? min(max(wanted, area.height / 4), left) : 0
  }

  private static func lanes(_ run: RunView, in area: Rect) -> [Lane] {
    let count = run.laneCount
    guard count > 0, !area.isEmpty else { return [] }
    let focus = min(run.lane, count - 1)
    if run.isMaximised { return [Lane(index: focus, area: area)] }
    // As many as keep two lines each, around the one in focus.
    let fitting = min(count, max(1, area.height / 2))
    let first = min(max(0, focus - fitting / 2), count - fitting)
    let rows = area.rows([Constraint](repeating: .share(1), count: fitting))
    return zip(first..<(first + fitting), rows).map { Lane(index: $0.0, area: $0.1) }
  }
}
