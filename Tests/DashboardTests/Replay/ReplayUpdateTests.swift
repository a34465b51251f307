import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What keys, clicks and time do to a replay, and what it leaves alone.
@Suite
struct ReplayUpdateTests {
  private static func open(_ events: [RunEvent] = ScriptedRun.events()) throws -> DashboardState {
    ReplayScene.state(try #require(ReplayScene.saved(events)))
  }

  private static func seconds(_ state: DashboardState) -> Double? {
    state.replay?.clock.position.seconds(since: .zero)
  }

  @Test("It begins to play at once, and wants time to be told only while it plays and is seen")
  func ticks() throws {
    var state = try Self.open()
    #expect(!state.wantsTicks && state.keyContext == .replaying)
    Scene.press([.character(" ")], &state)
    #expect(state.wantsTicks)
    Scene.tell(.replay(.tick(2_500_000_000)), &state)
    #expect(Self.seconds(state) == 2.5)
    Scene.press([.character("3")], &state)
    #expect(!state.wantsTicks)
    Scene.tell(.replay(.tick(2_500_000_000)), &state)
    #expect(Self.seconds(state) == 2.5)
    Scene.press([.character("2"), .character("+"), .character("+")], &state)
    Scene.tell(.replay(.tick(1_000_000_000)), &state)
    #expect(Self.seconds(state) == 6.5)
    Scene.tell(.replay(.tick(.max)), &state)
    #expect(!state.wantsTicks && state.replay?.clock.isAtEnd == true)
  }

  @Test("Arrows go by five seconds, brackets by a tenth, Home and End to the ends")
  func seeks() throws {
    var state = try Self.open()
    Scene.press([.right, .right, .left], &state)
    #expect(Self.seconds(state) == 5)
    Scene.press([.character("]")], &state)
    let share = try #require(state.replay?.clock.share)
    Scene.press([.character("]")], &state)
    #expect(abs((state.replay?.clock.share ?? 0) - share - 0.1) < 1e-6)
    Scene.press([.end], &state)
    #expect(state.replay?.clock.isAtEnd == true && state.shownRun.phase == .over)
    Scene.press([.home], &state)
    #expect(Self.seconds(state) == 0 && state.shownRun.phase == .running)
  }

  @Test("A step is one request, on and back")
  func steps() throws {
    var state = try Self.open()
    var counts: [Int] = []
    for _ in 0..<12 {
      Scene.press([.character(".")], &state)
      counts.append(state.shownRun.state.conditions.reduce(0) { $0 + $1.finished + $1.warmUps })
    }
    #expect(counts == Array(1...12))
    Scene.press([.character(","), .character(",")], &state)
    #expect(state.shownRun.state.conditions.reduce(0) { $0 + $1.finished + $1.warmUps } == 10)
  }

  @Test("Failures and incidents are gone to one by one, and the last says that there is no other")
  func marks() throws {
    var state = try Self.open()
    let failures = try #require(state.replay?.marks.failures)
    for time in failures {
      Scene.press([.character("f")], &state)
      #expect(state.replay?.clock.position == time)
    }
    #expect(state.shownRun.state.failures.count == failures.count)
    Scene.press([.character("f")], &state)
    #expect(state.notice == Notice("no further failure"))
    Scene.press([.character("F")], &state)
    #expect(state.replay?.clock.position == failures.dropLast().last)
    Scene.press([.home, .character("n")], &state)
    #expect(state.replay?.clock.position == ScriptedRun.milliseconds(10))
  }

  @Test("A click in the bar goes there; beside it lanes are chosen as ever", arguments: [80, 200])
  func click(width: Int) throws {
    var state = try Self.open()
    state.size = Size(width: width, height: 24)
    let replay = try #require(state.replay)
    let row = RunLayout(replay.view, body: Frame(state.size).body).progress
    let bar = TimeBar(replay: replay).layout(in: row, .braille).bar
    for (x, share) in [(bar.x, 0.0), (bar.x + bar.width - 1, 1)] {
      Scene.tell(.input(.mouse(MouseEvent(x: x, y: bar.y, action: .press))), &state)
      #expect(state.replay?.clock.share == share)
      Scene.press([.home], &state)
    }
    let lanes = RunLayout(state.shownRun, body: Frame(state.size).body).lanes
    let lane = try #require(lanes.last)
    Scene.tell(
      .input(.mouse(MouseEvent(x: 5, y: lane.area.y + 1, action: .press))), &state)
    #expect(state.shownRun.lane == lane.index && state.run.lane == 0)
  }

  @Test("At its end the exact table is shown, and before it what was shown before")
  func end() throws {
    var state = try Self.open()
    Scene.press([.end], &state)
    #expect(state.shownRun.showsFigures && !state.shownRun.exact.isEmpty)
    #expect(view(state).plainText.contains("saved: results/r.json"))
    Scene.press([.left], &state)
    #expect(!state.shownRun.showsFigures && state.shownRun.exact.isEmpty)
    #expect(!view(state).plainText.contains("saved: results/r.json"))
  }

  @Test("Closing it brings back the run and the screen that were there before")
  func close() throws {
    var state = try #require(Scene.all.first { $0.name == "finished" })
      .state(Size(width: 120, height: 40))
    let before = view(state)
    let saved = try #require(ReplayScene.saved(ScriptedRun.stopped()))
    let loaded = FileLoaded.replay(ReplayView(saved, path: "old.json"))
    Scene.tell(.loaded(FileLoad("old.json", for: .replay), loaded), &state)
    #expect(view(state) != before)
    Scene.press([.character("v"), .character("w"), .down, .right], &state)
    Scene.press([.escape], &state)
    #expect(state.replay == nil)
    #expect(view(state) == before)
  }

  @Test("It does not begin beside a run, and a run that begins closes it")
  func besideRun() throws {
    let saved = try #require(ReplayScene.saved(ScriptedRun.events()))
    let message = Message.loaded(
      FileLoad("r.json", for: .replay), .replay(ReplayView(saved, path: "r.json")))
    var running = try #require(Scene.all.first { $0.name == "running" })
      .state(Size(width: 120, height: 40))
    Scene.tell(message, &running)
    #expect(running.replay == nil && running.notice?.isBad == true)
    var state = try Self.open()
    _ = RunUpdate.start(ScriptedRun.plan, output: nil, &state)
    #expect(state.replay == nil && state.run.phase == .preparing(done: 0, total: 0))
  }

  @Test("From the command line it begins where it was asked to, and its failure ends the program")
  func commandLine() throws {
    let saved = try #require(ReplayScene.saved(ScriptedRun.events()))
    var state = DashboardState(size: Size(width: 120, height: 40), plan: ScriptedRun.plan)
    let load = FileLoad("r.json", for: .replay)
    let start = ReplayStart(path: "r.json", speed: 4, at: .seconds(3), isPaused: true)
    #expect(state.openReplay(start) == [.load(load)])
    #expect(view(state).plainText.contains("reading r.json"))
    var other = state
    Scene.tell(.loaded(load, .replay(ReplayView(saved, path: "r.json"))), &state)
    #expect(Self.seconds(state) == 3 && state.replay?.clock.speed == 4 && !state.wantsTicks)
    #expect(update(&state, .input(.key(.escape))) == [.quit])
    #expect(update(&other, .loaded(load, .failed("r.json: is empty"))) == [.quit])
    #expect(other.replayFailure == "r.json: is empty")
  }

  @Test("Times that were made up are said, on opening and in the bar", arguments: [80, 120, 200])
  func madeUp(width: Int) throws {
    let saved = try #require(ReplayScene.saved(ScriptedRun.events(), .guide))
    var state = ReplayScene.state(saved, Size(width: width, height: 24))
    #expect(view(state).plainText.contains("times made up"))
    Scene.press([.end], &state)
    #expect(view(state).plainText.contains("times made up"))
  }

  @Test("Servers of which the file tells neither address nor state say so, and nothing made up")
  func untold() throws {
    var plan = ScriptedRun.plan
    for index in plan.servers.indices { plan.servers[index].origin = .unknown }
    let events = ScriptedRun.events(plan).filter { event in
      if case .serverChanged = event.payload { false } else { true }
    }
    let saved = try #require(ReplayScene.saved(events, .guide))
    var state = ReplayScene.state(saved, Size(width: 80, height: 24))
    for key in [Key.home, .character("]"), .end] {
      Scene.press([key, .character("v")], &state)
      let text = view(state).plainText
      #expect(!text.contains("unknown.invalid") && !text.contains("waiting for the server"))
      #expect(!text.contains("○ unknown"))
      if text.contains("1 Python FastAPI  ") {
        #expect(text.contains("address and state not saved"))
      }
    }
  }

  @Test("A wide bar tells what its marks mean, and only of those that are in it")
  func legend() throws {
    func bar(_ state: DashboardState) throws -> String {
      let lines = view(state).plainText.split(separator: "\n", omittingEmptySubsequences: false)
      return String(try #require(lines.dropFirst(Frame(state.size).body.y).first))
    }
    var wide = try Self.open()
    wide.size = Size(width: 160, height: 40)
    for words in ["× failure", "! event", "┊ round"] { #expect(try bar(wide).contains(words)) }
    let calm = ScriptedRun.events(ScriptedRun.plan(servers: 1, rounds: 1))
    var quiet = ReplayScene.state(try #require(ReplayScene.saved(calm)))
    quiet.size = wide.size
    let other = try bar(quiet)
    #expect(other.contains("! event") && !other.contains("failure") && !other.contains("┊"))
    wide.size = Size(width: 80, height: 24)
    #expect(try !bar(wide).contains("event"), "the bar is worth more")
  }

  @Test("The journal of a run that was cut short replays to where it was cut")
  func journal() throws {
    let events = Array(ScriptedRun.events().prefix(40))
    let saved = try #require(ReplayScene.saved(events, .journal, warnings: ["has no end"]))
    var state = ReplayScene.state(saved)
    Scene.press([.end], &state)
    #expect(state.shownRun.phase == .over)
    #expect(view(state).plainText.contains("has no end"))
  }
}
