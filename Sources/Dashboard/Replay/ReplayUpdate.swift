internal import BenchCore
internal import Canvas

/// A saved run on the run screen, under the replay's clock.
enum ReplayUpdate {
  /// Seconds of an arrow key.
  private static let step = 5.0

  static func perform(_ command: ReplayCommand, _ state: inout DashboardState) -> [Effect] {
    if command == .close { return close(&state) }
    guard let replay = state.replay else { return [] }
    let marks = replay.marks
    let now = replay.clock.position
    switch command {
    case .close: break
    case .togglePlaying:
      state.replay?.clock.isPlaying == true
        ? state.replay?.clock.pause() : state.replay?.clock.play()
    case .faster: state.replay?.clock.faster()
    case .slower: state.replay?.clock.slower()
    case .forward: state.replay?.clock.seek(bySeconds: step)
    case .back: state.replay?.clock.seek(bySeconds: -step)
    case .forwardByTenth: seek(byShare: 0.1, &state)
    case .backByTenth: seek(byShare: -0.1, &state)
    case .start: state.replay?.clock.seek(toShare: 0)
    case .end: state.replay?.clock.seek(toShare: 1)
    case .nextRequest: go(ReplayMarks.next(after: now, in: marks.ends), "request", &state)
    case .previousRequest: go(ReplayMarks.last(before: now, in: marks.ends), "request", &state)
    case .nextFailure: go(ReplayMarks.next(after: now, in: marks.failures), "failure", &state)
    case .previousFailure:
      go(ReplayMarks.last(before: now, in: marks.failures), "failure", &state)
    case .nextIncident: go(ReplayMarks.next(after: now, in: marks.incidents), "event", &state)
    case .previousIncident:
      go(ReplayMarks.last(before: now, in: marks.incidents), "event", &state)
    }
    state.replay?.follow()
    return []
  }

  static func apply(_ message: ReplayMessage, _ state: inout DashboardState) -> [Effect] {
    switch message {
    case .tick(let nanoseconds):
      guard state.wantsTicks else { return [] }
      state.replay?.clock.advance(by: nanoseconds)
      state.replay?.follow()
      retireNotice(nanoseconds, &state)
    case .judged(let path, let figures):
      guard state.replay?.path == path else { return [] }
      state.replay?.take(figures, state.glyphs.text)
    }
    return []
  }

  static func begin(_ view: ReplayView, _ state: inout DashboardState) -> [Effect] {
    guard !state.run.phase.isActive else {
      state.notice = Notice("a run is going on: replay when it is over", isBad: true)
      return []
    }
    let start = state.replayStart
    state.replayStart = nil
    var view = view
    view.origin = start == nil ? state.screen : nil
    view.view.window = state.run.window
    if let start, start.path == view.path { view.begin(as: start) } else { view.clock.play() }
    if view.run.timesAreReconstructed {
      state.notice = Notice("the file holds no times: they are made up from its latencies")
    }
    state.replay = view
    state.overlay = nil
    state.screen = .run
    return []
  }

  static func failed(
    _ reason: String, of path: String, _ state: inout DashboardState
  ) -> [Effect] {
    guard state.replayStart?.path == path else {
      state.notice = Notice(reason, isBad: true)
      return []
    }
    state.replayFailure = reason
    return [.quit]
  }

  /// Seeks where the time bar is clicked; false where it is not.
  static func click(_ event: MouseEvent, _ body: Rect, _ state: inout DashboardState) -> Bool {
    guard let replay = state.replay else { return false }
    let row = RunLayout(replay.view, body: body).progress
    let bar = TimeBar(replay: replay).layout(in: row, state.glyphs).bar
    guard event.y == row.y, event.x >= bar.x, event.x < bar.x + bar.width else { return false }
    let share = Double(event.x - bar.x) / Double(max(1, bar.width - 1))
    state.replay?.clock.seek(toShare: share)
    state.replay?.follow()
    return true
  }

  /// Back to where it was opened from; a program that was started for it is over.
  private static func close(_ state: inout DashboardState) -> [Effect] {
    guard let origin = state.replay?.origin else { return [.quit] }
    state.replay = nil
    return KeyUpdate.show(origin, &state)
  }

  private static func seek(byShare share: Double, _ state: inout DashboardState) {
    guard let clock = state.replay?.clock else { return }
    // Ten steps back from the end are the start.
    let wanted = clock.share + share
    state.replay?.clock.seek(toShare: wanted < 1e-9 ? 0 : wanted > 1 - 1e-9 ? 1 : wanted)
  }

  private static func go(_ time: RunTime?, _ thing: String, _ state: inout DashboardState) {
    guard let time else {
      state.notice = Notice("no further \(thing)")
      return
    }
    // Whoever looks for an instant wants to look at it.
    state.replay?.clock.pause()
    state.replay?.clock.seek(to: time)
  }

  /// What is said under the replay's clock stays as long as under any other, whatever its speed.
  private static func retireNotice(_ nanoseconds: Int64, _ state: inout DashboardState) {
    if state.replay?.noticed?.notice != state.notice {
      state.replay?.noticed = state.notice.map { ($0, 0) }
    }
    guard let noticed = state.replay?.noticed else { return }
    let seconds = noticed.seconds + Double(nanoseconds) / 1e9
    state.replay?.noticed?.seconds = seconds
    if seconds >= noticed.notice.stay { state.notice = nil }
  }
}

extension DashboardState {
  /// The run that the run screen shows: one of this program, or the replayed one.
  var shownRun: RunView {
    get { replay?.view ?? run }
    set { if replay == nil { run = newValue } else { replay?.view = newValue } }
  }

  /// What happened in it.
  var shownLog: Ring<LogEntry> { replay?.log ?? log }

  /// Whether time passes for what is shown: somebody has to tell how much.
  package var wantsTicks: Bool { screen == .run && replay?.clock.isPlaying == true }

  /// What is to be done before the first key of a program that was started for a replay.
  package mutating func openReplay(_ start: ReplayStart) -> [Effect] {
    replayStart = start
    screen = .run
    return [.load(FileLoad(start.path, for: .replay))]
  }
}

extension ReplayView {
  /// Begins as the command line asks.
  mutating func begin(as start: ReplayStart) {
    clock.setSpeed(start.speed)
    switch start.place {
    case .share(let share): clock.seek(toShare: share)
    case .seconds(let seconds):
      // The clock begins where the first thing happened, which may be before the run's zero.
      clock.seek(bySeconds: seconds + RunTime.zero.seconds(since: clock.start))
    }
    if !start.isPaused, !clock.isAtEnd { clock.play() }
    follow()
  }
}
