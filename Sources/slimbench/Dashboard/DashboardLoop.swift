internal import BenchCore
internal import Canvas
internal import Conductor
internal import CurlKit
internal import Dashboard
internal import Glibc
internal import TerminalDriver

/// The main thread while the dashboard is open: waits, tells `update`, does what it wants, draws.
///
///     poll(keys, mailbox, signals) → keys → messages → effects → at most one picture
///
/// Nothing in the program waits for it: a terminal that stalls or goes away costs pictures only.
struct DashboardLoop: ~Copyable {
  private var session: TerminalSession
  private var state: DashboardState
  private let mailbox = Mailbox<LoopMessage>()
  private let signals: SignalSource
  private let theme: ThemeChoice
  private let policy: LiveRun.Policy
  private let desks: Desks
  private var pacer = FramePacer()
  private var ticker = ReplayTicker()
  private var live: LiveRun?
  /// Whether somebody asked for the end; who asks again does not want to wait.
  private var wasAsked = false
  /// Whether the program ends with the run that is going on.
  private var endsWithRun = false
  private var isDone = false
  /// How the last run ended.
  private(set) var ending: LiveRun.Ending?
  /// The plan of the last run; nil where none was started.
  var lastPlan: Plan? { state.run.plan }
  /// Whether the end was asked for by Ctrl-C or a signal.
  var wasInterrupted: Bool { state.wasInterrupted }
  /// What still keeps the form's plan from being run; nil where nothing does.
  var firstProblem: String? { state.setup.firstProblem }
  /// Why the replay that the program was started for cannot be shown.
  var replayFailure: String? { state.replayFailure }

  init(
    session: consuming TerminalSession, state: DashboardState, signals: SignalSource,
    theme: ThemeChoice, policy: LiveRun.Policy, engine: String?
  ) {
    self.session = session
    self.state = state
    self.signals = signals
    self.theme = theme
    self.policy = policy
    let mailbox = mailbox
    desks = Desks(engine: engine, replaces: policy.force) { mailbox.post(.dashboard($0)) }
  }

  /// Shows what was asked for first; reads nothing that it does not need.
  mutating func open(_ opening: Opening, of start: DashboardStart) {
    switch opening {
    case .setup: perform(state.open())
    case .start: perform(state.openAndStart())
    case .resume(let resumed):
      perform(
        state.resume(
          resumed.resumption, plan: start.plan, of: resumed.source, output: start.output))
    case .replay(let replay): perform(state.openReplay(replay))
    case .results(let folder): perform(state.openResults(folder))
    case .compare(let files): perform(state.openComparison(files))
    case .containers: perform(state.openContainers())
    }
  }

  mutating func run() {
    while !isDone {
      draw()
      wait()
      hearSignals()
      for event in session.readInput() {
        pacer.inputCame()
        tell(.input(event))
      }
      takeMessages()
      tick()
      if session.isHungUp { leaveWithoutTerminal() }
    }
    desks.close()
  }

  /// Gives the terminal back.
  consuming func close() { session.close() }

  // MARK: Waiting and drawing

  private mutating func draw() {
    let now = MonotonicClock.now()
    guard pacer.wait(now: now) == 0, !session.isHungUp else { return }
    session.present(view(state))
    pacer.drew(at: now)
  }

  private func wait() {
    var entries = [mailbox.doorbell, signals.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    if !session.isHungUp {
      entries.append(pollfd(fd: session.inputDescriptor, events: Int16(POLLIN), revents: 0))
      entries.append(pollfd(fd: session.wakeDescriptor, events: Int16(POLLIN), revents: 0))
      if session.owesOutput {
        entries.append(pollfd(fd: session.outputDescriptor, events: Int16(POLLOUT), revents: 0))
      }
    }
    // Without a terminal nothing is ever drawn, and no picture is waited for.
    let now = MonotonicClock.now()
    let pictures = session.isHungUp ? [] : [pacer.wait(now: now), ticker.wait(now: now)]
    // The events of a run do not ring.
    let events = live == nil ? nil : FramePacer.dataInterval
    let due = (pictures + [events]).compactMap(\.self).min()
    let milliseconds = due.map { Int32($0 / 1_000_000 + 1) }
    _ = poll(&entries, nfds_t(entries.count), milliseconds ?? -1)
  }

  // MARK: Messages

  private mutating func tell(_ message: Message) { perform(update(&state, message)) }

  /// Lets the replay's time pass, as long as it is played where it is seen.
  private mutating func tick() {
    let now = MonotonicClock.now()
    guard let passed = ticker.passed(until: now, isWanted: state.wantsTicks) else { return }
    pacer.dataChanged()
    tell(.replay(.tick(passed)))
  }

  private mutating func takeMessages() {
    var batches: [[RunEvent]] = []
    for message in mailbox.takeAll() {
      pacer.dataChanged()
      if case .events(let events) = message {
        batches.append(events)
        continue
      }
      tell(&batches)
      switch message {
      case .dashboard(let message): tell(message)
      case .ended(let ending): end(ending)
      case .events: break
      }
    }
    tell(&batches)
  }

  /// Tells the events of some batches as one.
  private mutating func tell(_ batches: inout [[RunEvent]]) {
    guard !batches.isEmpty else { return }
    tell(.events(batches.count == 1 ? batches[0] : Array(batches.joined())))
    batches.removeAll()
  }

  private mutating func end(_ ending: LiveRun.Ending) {
    self.ending = ending
    live = nil
    pacer.inputCame()
    tell(.runEnded(ending.forDashboard))
    if endsWithRun { isDone = true }
  }

  private mutating func hearSignals() {
    while let signal = signals.next() {
      // A terminal that closes hangs up twice: by its shell and by the kernel.
      if signal == SIGHUP && wasAsked { continue }
      pacer.inputCame()
      tell(.endRequested)
    }
  }

  /// The terminal is gone: a run goes on to its end and is saved, everything else is over.
  private mutating func leaveWithoutTerminal() {
    endsWithRun = true
    if live == nil { isDone = true }
  }

  // MARK: Effects

  private mutating func perform(_ effects: [Effect]) {
    for effect in effects { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .startRun(let plan, let output): startRun(plan, output)
    case .resumeSaved(let resumption, let plan, let path, let output):
      startRun(plan, output, LiveRun.Resumed(resumption: resumption, source: path))
      // They are shown as if they had just happened, for they are a part of this run.
      tell(.events(resumption.kept))
    case .pauseRun: live?.control.pause()
    case .resumeRun: live?.control.resume()
    case .stopRun: live?.control.stop()
    case .scan, .complete, .lookAtFolder, .lookAtOutput, .load, .results, .export, .containers,
      .serverLog:
      desks.perform(effect)
    case .changeTheme(let name):
      let (palette, problem) = theme.choose(name)
      if let palette { session.setPalette(palette) }
      tell(.themeChanged(name: name, problem: problem))
    case .suspend: suspend()
    case .redraw: session.redraw()
    case .quit: quit()
    }
  }

  private mutating func startRun(
    _ plan: Plan, _ output: String?, _ resumed: LiveRun.Resumed? = nil
  ) {
    LastPlan.remember(plan)
    desks.runBegins()
    ending = nil
    let mailbox = mailbox
    let run = LiveRun(plan: plan, output: output, policy: policy, resumed: resumed) {
      mailbox.post(LoopMessage($0), rings: $0.isUrgent)
    }
    live = run
    run.start()
  }

  /// Ends the program; a run is stopped and saved first, and who asks twice does not wait for it.
  private mutating func quit() {
    guard let live else {
      isDone = true
      return
    }
    endsWithRun = true
    if wasAsked {
      end(live.concludeNow())
      return
    }
    wasAsked = true
    live.control.stop()
  }

  private mutating func suspend() {
    let began = MonotonicClock.now()
    session.suspend()
    pacer.inputCame()
    // Nobody saw what would have been shown meanwhile.
    ticker = ReplayTicker()
    guard let live else { return }
    let seconds = Double(MonotonicClock.now() &- began) / 1e9
    live.note(
      .serious,
      "the program was suspended for \(Quantity.duration(seconds: seconds)) while requests were "
        + "in flight: their times are wrong")
    tell(.wasSuspended(seconds: seconds))
  }
}
