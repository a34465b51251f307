internal import BenchCore
internal import Conductor
internal import Glibc

/// A run without a dashboard: the main thread folds events, tells progress, and hears signals.
///
/// On a terminal the progress is one line that is drawn anew ten times a second; elsewhere it is a
/// plain line a second.
struct HeadlessRun {
  /// How long events wait to be looked at, milliseconds: they do not ring.
  private static let lookMilliseconds: Int32 = 100

  let live: LiveRun
  let mailbox: Mailbox<RunMessage>
  let signals: SignalSource
  let progress: ProgressPrinter

  private(set) var state: RunState
  /// The signal that stopped the run.
  private var interruption: Int32?

  /// - Parameter earlier: What is known of a run that is resumed.
  init(
    live: LiveRun, mailbox: Mailbox<RunMessage>, signals: SignalSource, progress: ProgressPrinter,
    earlier: [RunEvent] = []
  ) {
    self.live = live
    self.mailbox = mailbox
    self.signals = signals
    self.progress = progress
    state = RunState()
    state.apply(earlier)
  }

  /// Waits for the run's end; the first signal stops the run, a second one gives up waiting.
  mutating func wait() -> LiveRun.Ending {
    live.start()
    while true {
      Waiting.poll([mailbox.doorbell, signals.descriptor], milliseconds: Self.lookMilliseconds)
      for message in mailbox.takeAll() {
        if let ending = take(message) {
          progress.clear()
          return ending
        }
      }
      if let signal = signals.next() {
        // A terminal that closes hangs up twice: by its shell and by the kernel.
        if interruption != nil && signal == SIGHUP { continue }
        if interruption != nil {
          progress.clear()
          return live.concludeNow()
        }
        interruption = signal
        if state.hasRequests {
          progress.say("stopping: what is in flight is recorded as aborted …")
        }
        live.control.stop()
      }
      progress.show(state)
    }
  }

  /// Takes a message in; the ending, if it is that.
  private mutating func take(_ message: RunMessage) -> LiveRun.Ending? {
    switch message {
    case .preparing(let done, let total): progress.showReading(done: done, total: total)
    case .leftOut(let documents):
      for document in documents {
        guard let defect = document.defect else { continue }
        progress.say("left out: \(document.name): \(defect.kind.rawValue): \(defect.detail)")
      }
    case .events(let events):
      for event in events {
        tell(event)
        state.apply(event)
      }
    case .trouble(let text): progress.say("warning: \(text)")
    case .ended(let ending): return ending
    }
    return nil
  }

  /// Says at once what a reader should not have to look for.
  private func tell(_ event: RunEvent) {
    if case .dpiProbed(let probe) = event.payload { return tell(probe) }
    guard case .serverChanged(let change) = event.payload, let plan = state.started?.plan,
      plan.servers.indices.contains(change.server)
    else { return }
    let name = plan.servers[change.server].name
    switch change.state {
    case .ready: progress.say("\(name) is ready at \(change.url ?? "?")")
    case .loading: progress.say("\(name) is loading: \(change.detail)")
    case .launching: progress.say("\(name) is starting: \(change.detail)")
    case .unavailable, .stopped, .unknown: return
    }
  }

  private func tell(_ probe: DPIProbe) {
    guard let plan = state.started?.plan, plan.servers.indices.contains(probe.server) else {
      return
    }
    let reaction = DPIReaction(probe)
    progress.say(
      "\(plan.servers[probe.server].name): DPI: \(reaction.outcome.words): \(reaction.evidence)")
  }
}
