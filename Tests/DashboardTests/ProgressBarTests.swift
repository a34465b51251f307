import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The line that tells how far a run is.
@Suite
struct ProgressBarTests {
  private func line(_ state: DashboardState) -> String {
    String(view(state).plainText.split(separator: "\n")[1])
  }

  private func barCells(_ state: DashboardState) -> Int {
    line(state).count { $0 == "━" || $0 == "─" }
  }

  /// Where the number of requests ends.
  private func place(_ state: DashboardState) throws -> Int {
    let line = line(state)
    let range = try #require(line.firstRange(of: "/48 requests"), "\(line)")
    return line.distance(from: line.startIndex, to: range.lowerBound)
  }

  /// A run before its first failure, and the events from that on until its end.
  private func beforeFailures(_ size: Size) throws -> (state: DashboardState, rest: [RunEvent]) {
    let events = ScriptedRun.events().dropLast()
    let first = try #require(
      events.firstIndex {
        guard case .requestFinished(let record) = $0.payload else { return false }
        if case .failed = record.outcome { return true }
        return false
      })
    var state = DashboardState(size: size, plan: ScriptedRun.plan)
    Scene.press([.enter], &state)
    Scene.tell(.events(Array(events[..<first])), &state)
    return (state, Array(events[first...]))
  }

  @Test(
    "The bar keeps its length when failures come, and when the end is in sight or is not",
    arguments: [80, 120, 200])
  func steady(width: Int) throws {
    var (state, rest) = try beforeFailures(Size(width: width, height: 40))
    let before = barCells(state)
    #expect(before >= 16 && !line(state).contains("failed"))
    let place = try place(state)
    Scene.tell(.events([rest.removeFirst()]), &state)
    #expect(line(state).contains("1 failed") && barCells(state) == before)
    for event in rest {
      Scene.tell(.events([event]), &state)
      #expect(barCells(state) == before, "\(line(state))")
      #expect(try self.place(state) == place, "\(line(state))")
    }
  }

  @Test("Where there is little room, the bar takes what the words leave")
  func narrow() throws {
    let state = try beforeFailures(Size(width: 60, height: 20)).state
    #expect(barCells(state) >= 8 && line(state).contains("requests"))
  }
}
