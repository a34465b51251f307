import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What stands in the edges of lanes, and what the marks of their charts mean.
@Suite
struct LaneCaptionsTests {
  private func state(
    _ name: String, _ width: Int = 120, _ height: Int = 40
  ) throws
    -> DashboardState
  {
    try #require(Scene.all.first { $0.name == name }).state(Size(width: width, height: height))
  }

  @Test("The address gives way first, then the kinds of failures, and the name is cut last")
  func upper() throws {
    let run = try state("failing").run
    let captions = LaneCaptions(run: run, lane: LaneFigures.all(run)[1])
    var last = Int.max
    for width in stride(from: 100, through: 34, by: -1) {
      let (title, counters) = captions.upper(width: width, .braille)
      let text = title.text + " " + counters.text
      let cells = title.width(glyphs: .braille) + counters.width(glyphs: .braille)
      #expect(cells <= width, "\(width): \(text)")
      #expect(cells <= last, "narrower is never longer")
      last = cells
      #expect(text.contains("failing") && text.contains("✗ failed"))
      if text.contains("localhost") { #expect(text.contains("(http")) }
      if text.contains("(http") { #expect(text.contains("Rust Axum")) }
    }
  }

  @Test("Every mark that stands on a chart is told once, in a lane that shows it")
  func legend() throws {
    for (scene, words) in [
      ("running", ["ramp tip: service time", "gap: another's turn"]),
      ("four-servers-eight-in-flight", ["stem tip: service time"]),
      ("stopped-early-lanes", ["ramp tip: service time", "□ stopped with 1 in flight"]),
    ] {
      let text = view(try state(scene, 120, 60)).plainText
      for word in words {
        #expect(text.components(of: word) == 1, "\(word) in \(scene)")
      }
    }
  }

  @Test("What has no room in one lane is told in the next that shows it")
  func next() throws {
    let state = try state("running")
    let chart = try #require(
      LanePicture(
        LaneFigures.all(state.run)[0], of: state.run,
        in: Rect(x: 0, y: 0, width: 100, height: 10)
      ).chart)
    var legend = ChartLegend()
    let first = legend.line(for: chart, hasTurns: true, room: 24, .braille)
    #expect(first.text == "ramp tip: service time")
    let second = legend.line(for: chart, hasTurns: true, room: 60, .braille)
    #expect(second.text == "gap: another's turn")
    #expect(legend.line(for: chart, hasTurns: true, room: 60, .braille).isEmpty)
    var race = ChartLegend()
    #expect(
      race.line(for: chart, hasTurns: false, room: 60, .braille).text == "ramp tip: service time")
  }

  @Test("The legend has the same room whatever the lane is doing")
  func steady() throws {
    let scene = try state("running", 80, 24)
    let lanes = LaneFigures.all(scene.run)
    let rooms = [0, 10, 60].map { share in
      var run = scene.run
      run.state = RunState()
      let events = ScriptedRun.events()
      run.state.apply(events.prefix(events.count * share / 100 + 6))
      let lane = LaneFigures.all(run)[0]
      let picture = LanePicture(lane, of: run, in: Rect(x: 0, y: 0, width: 80, height: 10))
      return LanePanel.legendRoom(picture, of: run)
    }
    #expect(Set(rooms).count == 1 && lanes.count == 2)
  }

  @Test("A lane without a border says what its bars are, and marks what failed")
  func sparkline() throws {
    let text = view(try state("five-servers", 80, 24)).plainText
    let bars = text.split(separator: "\n").filter { $0.contains("newest ") }
    #expect(bars.count == 5 && bars.allSatisfy { $0.contains("█ 2.50 s") })
    #expect(bars.count { $0.contains("✗") } == 1, "the one failure")
  }

  @Test("A server that is not asked for a while says that it waits for its turn")
  func turn() throws {
    var state = try state("running")
    let sequence = 5000
    let start = RequestStart(
      sequence: sequence, condition: 0, document: 7, round: 2, phase: .measurement)
    state.run.state = RunState()
    state.run.state.apply(ScriptedRun.events().prefix(60))
    let now = state.run.state.now
    Scene.tell(.events([RunEvent(now, .requestStarted(start))]), &state)
    let health = EngineHealth(
      interval: 1_000_000_000, maximumLag: 0, cpu: 0, openSockets: 0, inFlight: 1,
      meanInFlight: 1, unjudged: 0)
    let later = RunTime(nanoseconds: now.nanoseconds + 3_000_000_000)
    Scene.tell(.events([RunEvent(later, .engineHealth(health))]), &state)
    let text = view(state).plainText
    #expect(text.components(of: "waits for its turn") == 1)
  }
}

extension Line {
  fileprivate var text: String { spans.map(\.text).joined() }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
