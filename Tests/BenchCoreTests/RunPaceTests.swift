import BenchCore
import Testing

@Suite("The time that is left")
struct RunPaceTests {
  /// A run of two servers on three documents of 1, 2 and 6 pages.
  private static func state(
    rounds: Int = 2, order: ScheduleOrder = .interleaved, pages: [Int?] = [1, 2, 6]
  ) -> RunState {
    var started = Fixture.started(Fixture.plan(rounds: rounds, order: order))
    for (index, pages) in pages.enumerated() { started.corpus[index].pages = pages }
    var state = RunState()
    state.apply(RunEvent(.zero, .runStarted(started)))
    return state
  }

  /// One round: the first server takes 100 ms a page, the second 200 ms.
  private static func round(_ state: inout RunState, from start: Int64, number: Int = 0) {
    var now = start
    for (document, pages) in [1, 2, 6].enumerated() {
      for server in 0...1 {
        let end = now + Int64(pages * 100 * (server + 1))
        let block = 10 * number + 2 * document + server
        state.apply(
          Fixture.finished(
            Fixture.record(
              now, end, sequence: block, condition: server, document: document, block: block)))
        now = end
      }
    }
  }

  @Test("is the pages that are left at every server's own pace")
  func pages() throws {
    var state = Self.state()
    Self.round(&state, from: 0)
    // 9 pages are left of each: 0.9 s of one, 1.8 s of the other.
    #expect(try abs(#require(state.secondsLeft) - 2.7) < 1e-9)
  }

  @Test("does not grow with what is no measuring: a launch, a warm-up, a pause")
  func measuredOnly() throws {
    var state = Self.state(rounds: 3)
    state.apply(
      Fixture.finished(Fixture.record(0, 30_000, sequence: 900, phase: .warmUp)))
    Self.round(&state, from: 60_000)
    // Two minutes of pause: what is sent after it is of other blocks.
    Self.round(&state, from: 180_000, number: 1)
    #expect(try abs(#require(state.secondsLeft) - 2.7) < 1e-9)
  }

  @Test("is that of the slower server where both run at once")
  func simultaneous() throws {
    var state = Self.state(order: .simultaneous)
    Self.round(&state, from: 0)
    #expect(try abs(#require(state.secondsLeft) - 1.8) < 1e-9)
  }

  @Test("counts documents where not all pages are known")
  func documents() throws {
    var state = Self.state(pages: [1, nil, 6])
    Self.round(&state, from: 0)
    #expect(try abs(#require(state.secondsLeft) - 2.7) < 1e-9)
    state = Self.state(pages: [1, nil, 6])
    let record = { (sequence: Int, end: Int64) in
      Fixture.finished(
        Fixture.record(end - 100, end, sequence: sequence, document: 2, block: sequence))
    }
    for index in 0..<5 { state.apply(record(index, Int64(index + 1) * 100)) }
    // One of six documents is left of the first server, six of the second, of which nothing is
    // known yet: 0.1 s each.
    #expect(try abs(#require(state.secondsLeft) - 0.7) < 1e-9)
  }

  @Test("leaves out a server that was given up, and is unknown before five requests")
  func few() throws {
    var state = Self.state()
    #expect(state.secondsLeft == nil)
    for index in 0..<4 {
      state.apply(
        Fixture.finished(Fixture.record(Int64(index) * 10, Int64(index) * 10 + 10, block: index)))
    }
    #expect(state.secondsLeft == nil)
    Self.round(&state, from: 1000)
    state.apply(RunEvent(.zero, .serverChanged(ServerChange(server: 1, state: .unavailable))))
    let alone = try #require(state.secondsLeft)
    #expect(alone < 0.9)
  }

  @Test("is never asked of numbers that overflow", arguments: [Int.max, Int.min, 0, -5])
  func hostile(pages: Int) {
    var state = Self.state(rounds: .max, pages: [pages, pages, pages])
    Self.round(&state, from: 0)
    _ = state.secondsLeft
  }
}
