import Canvas
import Testing

@testable import Dashboard

extension Scene {
  /// Where a word stands on a line of the screen; nil where it is not seen.
  static func x(of word: String, y: Int, in area: Rect, _ state: DashboardState) -> Int? {
    let lines = view(state).plainText.split(separator: "\n", omittingEmptySubsequences: false)
    let line = Array(lines[y].prefix(area.right))
    return (area.x..<max(area.x, line.count - word.count + 1)).first { x in
      line[x...].starts(with: word)
    }
  }

  /// Clicks on a column's title as a user finds it.
  static func click(title: String, in table: Rect, _ state: inout DashboardState) throws {
    let found = Self.x(of: title, y: table.y, in: table, state)
    let place = try #require(found, "\(title)")
    tell(.input(.mouse(MouseEvent(x: place, y: table.y, action: .press))), &state)
  }
}
