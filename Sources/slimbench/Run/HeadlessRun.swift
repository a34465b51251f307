internal import BenchCore
internal import Conductor
internal import Glibc

/// A run without a dashboard: the main thread folds events, tells progress, and hears signals.
///
/// On a terminal the progress is one line that is drawn anew ten times a second; elsewhere it is a
/// plain line a second.
struct HeadlessRun {
  let mailbox: Mailbox<RunMessage>
  let signals: SignalSource
  let control: RunControl
  var progress: ProgressPrinter

  private(set) var state = RunState()
  private(set) var end: RunFinished?
  /// The signal that stopped the run.
  private(set) var interruption: Int32?

  init(
    mailbox: Mailbox<RunMessage>, signals: SignalSource, control: RunControl,
    progress: ProgressPrinter
  ) {
    self.mailbox = mailbox
    self.signals = signals
    self.control = control
    self.progress = progress
  }

  /// Waits for the run's end; the first signal stops the run, a second one gives up waiting.
  mutating func wait() {
    while end == nil {
      Waiting.poll(
        [mailbox.doorbell, signals.descriptor], milliseconds: progress.intervalMilliseconds)
      for message in mailbox.takeAll() {
        switch message {
        case .event(let event):
          tell(event)
          state.apply(event)
        case .trouble(let text): progress.say("warning: \(text)")
        case .finished(let finished): end = finished
        }
      }
      if let signal = signals.next() {
        if interruption != nil { break }
        interruption = signal
        progress.say("stopping: what is in flight is recorded as aborted …")
        control.stop()
      }
      progress.show(state)
    }
    progress.clear()
  }

  /// Says at once what a reader should not have to look for.
  private func tell(_ event: RunEvent) {
    guard case .serverChanged(let change) = event.payload, let plan = state.started?.plan,
      plan.servers.indices.contains(change.server)
    else { return }
    let name = plan.servers[change.server].name
    switch change.state {
    case .ready: progress.say("\(name) is ready at \(change.url ?? "?")")
    case .loading: progress.say("\(name) is loading: \(change.detail)")
    case .launching: progress.say("\(name) is starting")
    case .unavailable, .stopped, .unknown: return
    }
  }
}
