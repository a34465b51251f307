internal import BenchCore
internal import Canvas
internal import Reports

/// The run: starting, pausing, stopping, its events, its end.
enum RunUpdate {
  static func start(
    _ plan: Plan, output: String?, _ state: inout DashboardState
  ) -> [Effect] {
    begin(plan, output: output, &state)
    state.log.append(LogEntry(seconds: nil, severity: .note, text: "a run begins"))
    return [.startRun(plan, output: output)]
  }

  /// Goes on with a run that was cut short.
  static func resume(
    _ resumption: Resumption, plan: Plan, of path: String, output: String?,
    _ state: inout DashboardState
  ) -> [Effect] {
    begin(plan, output: output, &state)
    state.log.append(
      LogEntry(seconds: nil, severity: .note, text: "resuming \(path): \(resumption.words)"))
    return [.resumeSaved(resumption, plan: plan, path: path, output: output)]
  }

  private static func begin(_ plan: Plan, output: String?, _ state: inout DashboardState) {
    RunLog.close(&state.log, state.run.state)
    // What is going on now is seen, not what once was.
    state.replay = nil
    state.replayStart = nil
    var run = RunView()
    run.window = state.run.window
    run.phase = .preparing(done: 0, total: 0)
    run.plan = plan
    run.output = output
    // Of a sweep the lanes tell one point at a time, the table all of them.
    run.showsFigures = plan.isSweep
    state.run = run
    state.serverLogs = ServerLogsView()
    state.setup.ownOutput = output
    state.screen = .run
  }

  static func perform(_ command: Command, _ state: inout DashboardState) -> [Effect] {
    switch command {
    case .start: return again(&state)
    case .pause: return pause(&state)
    case .stop:
      if state.run.phase.isActive && state.run.phase != .stopping {
        state.overlay = .confirm(.stopRun)
      }
    case .errors: state.overlay = .errors(scroll: 0)
    case .log: state.overlay = .log(scroll: 0)
    case .nextLane: moveLane(1, &state)
    case .previousLane: moveLane(-1, &state)
    case .maximise: state.shownRun.isMaximised.toggle()
    case .figures where state.shownRun.isMaximised:
      state.shownRun.isMaximised = false
      state.shownRun.showsFigures = true
    case .window:
      state.shownRun.window = state.shownRun.window.next
      state.notice = Notice("charts show: \(state.shownRun.window.title)")
    case .nextResolution: nextResolution(&state)
    case .figures:
      state.shownRun.showsFigures.toggle()
      state.shownRun.scroll = 0
    default: break
    }
    return []
  }

  private static func nextResolution(_ state: inout DashboardState) {
    guard let plan = state.shownRun.state.started?.plan, plan.dpis.count > 1 else { return }
    state.shownRun.resolution = (state.shownRun.resolution + 1) % plan.dpis.count
    let dpi = Quantity.plain(plan.dpis[state.shownRun.resolution])
    state.notice = Notice("lanes show: \(dpi) dpi")
  }

  static func stop(_ state: inout DashboardState) -> [Effect] {
    guard state.run.phase.isActive else { return [] }
    state.run.phase = .stopping
    return [.stopRun]
  }

  static func apply(_ events: [RunEvent], to state: inout DashboardState) {
    defer { state.retireNotice() }
    // Of many seconds at once only the last is looked at.
    let newest = PairedStanding.second(of: events.lazy.map(\.time).max() ?? .zero)
    for event in events {
      if PairedStanding.second(of: event.time) == newest,
        PairedStanding.second(of: state.run.state.now) < newest
      {
        state.run.standing.look(state.run.state)
      }
      RunLog.follow(event, &state.run.state, &state.log)
      if case .preparing = state.run.phase { state.run.phase = .running }
      if case .runStarted(let start) = event.payload { takeCorpus(start, &state) }
    }
  }

  /// The run has read its documents: they need not be read again for the corpus screen.
  private static func takeCorpus(_ start: RunStarted, _ state: inout DashboardState) {
    let directory = start.plan.corpus.directory
    if directory == state.corpus.directory, case .documents = state.corpus.scan { return }
    state.corpus.directory = directory
    state.corpus.scan = .documents(start.corpus)
    state.corpus.selected = 0
    state.corpus.offset = 0
  }

  static func end(_ ending: RunEnding, _ state: inout DashboardState) {
    state.run.phase = .over
    state.setup.ownOutput = nil
    if state.overlay == .confirm(.stopRun) || state.overlay == .confirm(.quitDuringRun) {
      state.overlay = nil
    }
    switch ending {
    case .saved(let path, let figures, let warnings):
      let content = ReportContent(figures, glyphs: state.glyphs.text)
      state.run.exact = figures.conditions.map(ServerFigures.init)
      state.run.standing = PairedStanding(figures)
      state.run.ending = .saved(path: path, content: content, warnings: warnings)
      state.run.showsFigures = true
      state.run.isMaximised = false
      state.run.scroll = 0
      state.log.append(LogEntry(seconds: nil, severity: .note, text: "saved: \(path)"))
    case .nothingSent(let reason):
      state.run.ending = .nothingSent(reason)
      state.log.append(LogEntry(seconds: nil, severity: .serious, text: reason))
    case .failed(let reason):
      state.run.ending = .failed(reason)
      state.log.append(LogEntry(seconds: nil, severity: .serious, text: reason))
    }
  }

  private static func again(_ state: inout DashboardState) -> [Effect] {
    guard !state.run.phase.isActive else { return [] }
    guard let plan = state.run.plan else {
      state.screen = .setup
      return []
    }
    // A file that this run has written is not written over.
    if case .saved = state.run.ending { return start(plan, output: nil, &state) }
    return start(plan, output: state.run.output, &state)
  }

  private static func pause(_ state: inout DashboardState) -> [Effect] {
    switch state.run.phase {
    case .running:
      state.run.phase = .paused
      return [.pauseRun]
    case .paused:
      state.run.phase = .running
      return [.resumeRun]
    case .idle, .preparing, .stopping, .over: return []
    }
  }

  private static func moveLane(_ step: Int, _ state: inout DashboardState) {
    let count = state.shownRun.laneCount
    guard count > 0 else { return }
    let layout = RunLayout(state.shownRun, body: Frame(state.size).body)
    if layout.table != nil, layout.lanes.isEmpty {
      ScrollUpdate.apply(step > 0 ? .down : .up, &state)
      return
    }
    state.shownRun.lane = (min(state.shownRun.lane, count - 1) + step + count) % count
  }
}
