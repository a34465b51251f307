import BenchCore
import Canvas
import Reports
import Testing

@testable import Dashboard

/// What the run screen says, and that it says the same everywhere.
@Suite
struct RunScreenTests {
  private static func state(
    _ name: String, _ width: Int = 80, _ height: Int = 24
  ) throws -> DashboardState {
    try #require(Scene.all.first { $0.name == name }).state(Size(width: width, height: height))
  }

  /// The words of a screen, without runs of blanks.
  private static func words(_ state: DashboardState) -> String {
    view(state).plainText.split(whereSeparator: { $0 == " " }).joined(separator: " ")
  }

  @Test("A run that has ended has one p50 and one p95 on the screen: those of the result")
  func onePercentile() throws {
    var state = try Self.state("finished", 200, 60)
    let exact = state.run.exact
    let live = state.run.state.conditions.map { $0.serviceTime.nanoseconds(atPercentile: 0.5) }
    for (exact, live) in zip(exact, live) {
      // They do differ: one is a nearest rank in a histogram, the other interpolated.
      #expect(exact.p50.text != "~" + Quantity.duration(nanoseconds: live))
      #expect(Self.words(state).contains("p50 \(exact.p50.text) p95 \(exact.p95.text)"))
      #expect(!Self.words(state).contains("~" + Quantity.duration(nanoseconds: live)))
    }
    _ = update(&state, .input(.key(.character("v"))))
    let text = Self.words(state)
    #expect(text.contains("In the end"))
    #expect(text.contains("p50 \(exact[0].p50.text) \(exact[1].p50.text)"))
  }

  @Test("Percentiles have their sample size beside them at any width", arguments: [80, 100, 200])
  func sampleSize(width: Int) throws {
    let state = try Self.state("running", width)
    let text = Self.words(state)
    for condition in state.run.state.conditions {
      #expect(condition.succeeded > 10 && text.contains("p95 – n \(condition.succeeded)"))
    }
  }

  @Test(
    "What the user's stop cut off is told apart, and counted as no failure",
    arguments: ["stopped-early", "stopped-early-lanes"], [80, 120, 200])
  func stopped(scene: String, width: Int) throws {
    let state = try Self.state(scene, width, 40)
    let text = Self.words(state)
    #expect(text.contains("stopped with 1 in flight"))
    #expect(text.contains("\(state.run.state.finishedRequests)/48 requests"))
    #expect(!text.contains("aborted 1"))
    if scene == "stopped-early" { #expect(text.contains("stopped in flight")) }
  }

  @Test("A server that fails every request is not called ready, and its run not simply finished")
  func failing() throws {
    var text = Self.words(try Self.state("failing"))
    #expect(text.contains("localhost:7670 ● ready"))
    #expect(text.contains("localhost:7671 ✗ failing"))
    text = Self.words(try Self.state("finished-failing", 200, 60))
    #expect(text.contains("localhost:7671 ✗ all failed"))
    #expect(text.contains("finished: 1 server failed every request"))
    #expect(Self.words(try Self.state("finished")).contains("finished with failures"))
    #expect(Self.words(try Self.state("finished-five-servers")).contains("finished with failures"))
  }

  @Test("A server of which the newest requests all fail is failing, until one succeeds again")
  func failsLately() throws {
    var state = try Self.state("running")
    for index in 0..<6 {
      let end = ScriptedRun.milliseconds(60_000 + index * 1000)
      let isGood = index == 5
      let record = RequestRecord(
        sequence: 1000 + index, condition: 0, document: 0, round: 0, block: 0, phase: .measurement,
        intendedStart: end, start: end, end: end,
        outcome: isGood ? .ok(Answer(pages: 1)) : .failed(RequestFailure(.reset, "")))
      #expect(Self.words(state).contains("7670 ✗ failing") == (index == 5), "after \(index)")
      _ = update(&state, .events([RunEvent(end, .requestFinished(record))]))
    }
    #expect(Self.words(state).contains("7670 ● ready"))
  }

  @Test(
    "No lane is cut: each is whole, or is announced",
    arguments: ["running", "three-servers", "five-servers", "sixteen-servers"],
    [Size(width: 80, height: 24), Size(width: 60, height: 16), Size(width: 100, height: 19)])
  func wholeLanes(scene: String, size: Size) throws {
    let state = try Self.state(scene, size.width, size.height)
    let layout = RunLayout(state.run, body: Frame(size).body)
    #expect(layout.lanes.allSatisfy { $0.area.height >= RunLayout.Lane.least })
    let hidden = layout.hidden.map { $0.above + $0.below } ?? 0
    #expect(layout.lanes.count + hidden == state.run.laneCount)
    let text = Self.words(state)
    for lane in layout.lanes {
      #expect(text.contains("\(lane.index + 1) \(ScriptedRun.names[lane.index])"))
    }
    #expect(text.contains("more lane") == (hidden > 0))
    #expect(layout.lanes.contains { $0.index == state.run.lane })
  }

  @Test("Two servers have their differences so far at 80, 100, 120 and 200 columns")
  func differences() throws {
    for width in [80, 100, 120, 200] {
      let text = Self.words(try Self.state("running", width, 40))
      #expect(text.contains("17.1 ms more"), "\(width) columns")
    }
  }

  @Test(
    "Every server's figures are in the table, whatever its width",
    arguments: [60, 80, 100, 120, 200])
  func everyServer(width: Int) throws {
    for scene in ["five-servers-figures", "finished-five-servers"] {
      var state = try Self.state(scene, width, 60)
      var text = view(state).plainText
      for _ in 0..<4 {
        _ = update(&state, .input(.key(.pageDown)))
        text += view(state).plainText
      }
      for name in ["Python", "Rust", "Go chi", "Zig zap", "Swift"] {
        #expect(text.contains(name), "\(name) in \(width) columns of \(scene)")
      }
    }
  }

  @Test("The table takes the charts' place while a run goes on, and gives it back")
  func table() throws {
    var state = try Self.state("running")
    _ = update(&state, .input(.key(.character("v"))))
    var text = Self.words(state)
    #expect(text.contains("Average service time") && text.contains("Pages per second"))
    #expect(text.contains("difference") && !text.contains("localhost:7670"))
    _ = update(&state, .input(.key(.character("v"))))
    text = Self.words(state)
    #expect(!text.contains("Average service time") && text.contains("localhost:7670"))
  }

  @Test(
    "Nothing scrolls past its end, and one key back is one line back",
    arguments: ["help", "log", "errors", "finished", "finished-five-servers", "running-figures"])
  func scrolling(scene: String) throws {
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
      var state = try Self.state(scene, size.width, size.height)
      let (far, back): (Key, Key) = scene == "log" ? (.up, .down) : (.down, .up)
      // More than it has lines; the help does not begin at its top.
      let keys = scene == "finished-five-servers" ? 400 : 150
      for _ in 0..<keys { _ = update(&state, .input(.key(back))) }
      let start = view(state)
      for _ in 0..<keys { _ = update(&state, .input(.key(far))) }
      let end = view(state)
      _ = update(&state, .input(.key(far)))
      #expect(view(state) == end)
      _ = update(&state, .input(.key(back)))
      #expect((view(state) != end) == (start != end))
      for _ in 0..<keys { _ = update(&state, .input(.key(back))) }
      #expect(view(state) == start)
      for key in [far, back] { _ = update(&state, .input(.key(key))) }
      #expect(view(state) == start)
    }
  }

  @Test("A position that a larger screen has left behind is taken back by the next key")
  func resized() throws {
    var state = try Self.state("help")
    for _ in 0..<100 { _ = update(&state, .input(.key(.down))) }
    state.size = Size(width: 80, height: 40)
    _ = update(&state, .input(.key(.up)))
    let before = view(state)
    _ = update(&state, .input(.key(.up)))
    #expect(view(state) != before)
  }

  @Test(
    "Many failures alike are told once, with their true number, their times and all their words")
  func errors() throws {
    var state = try Self.state("running")
    let words = String(repeating: "out of memory again and again, ", count: 9) + "the end"
    for index in 0..<300 {
      let record = RequestRecord(
        sequence: 1000 + index, condition: 1, document: index % 8, round: 0, block: 0,
        phase: .measurement, intendedStart: .zero, start: .zero,
        end: ScriptedRun.milliseconds(60_000 + index * 1000), httpStatus: 500,
        outcome: .failed(RequestFailure(.http, words)))
      _ = update(&state, .events([RunEvent(record.end, .requestFinished(record))]))
    }
    _ = update(&state, .input(.key(.character("e"))))
    let text = Self.words(state)
    #expect(text.contains("300 × http 500 01:00 to 05:59 first with report-1.pdf"))
    #expect(text.contains("the end"))
    #expect(text.contains("302 failed"))
  }

  @Test("A run of which the size is unknown shows what is done, and no share of nothing")
  func unknownSize() throws {
    var state = try Self.state("setup")
    _ = update(&state, .input(.key(.enter)))
    // No plan that passes the check is so large, but a damaged journal may hold one.
    var plan = ScriptedRun.plan
    plan.rounds = .max
    let events = ScriptedRun.beginning(plan) + ScriptedRun.events().dropFirst(5).prefix(20)
    _ = update(&state, .events(Array(events)))
    let done = state.run.state.finishedRequests
    #expect(state.run.state.plannedRequests == nil && done > 0)
    #expect(Self.words(state).contains("running \(done) requests"))
  }

  @Test("A notice leaves when the run's clock has moved on; what is wrong stays longer")
  func notices() throws {
    for (isBad, seconds) in [(false, 4), (true, 12)] {
      var state = try Self.state("running")
      let start = Int(state.run.state.now.nanoseconds / 1_000_000)
      let tick = { (seconds: Int, state: inout DashboardState) in
        let time = ScriptedRun.milliseconds(start + seconds * 1000)
        _ = update(&state, .events([RunEvent(time, .note(Note(.note, "n")))]))
      }
      if isBad {
        _ = update(&state, .trouble("the disk is full"))
      } else {
        _ = update(&state, .input(.key(.character("w"))))
      }
      tick(1, &state)
      tick(seconds, &state)
      #expect(state.notice != nil)
      tick(seconds + 1, &state)
      #expect(state.notice == nil)
    }
  }

  @Test("Above one request in flight the web overhead says that it includes queueing")
  func queueing() throws {
    let text = Self.words(try Self.state("four-servers-eight-in-flight", 120, 60))
    #expect(text.contains("web overhead and queueing"))
    #expect(!Self.words(try Self.state("running", 120, 60)).contains("queueing"))
  }
}
