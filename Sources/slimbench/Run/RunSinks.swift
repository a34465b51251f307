internal import BenchCore
internal import RunStore

/// Where a run's events go: the journal, and the main thread.
struct RunSinks: Sendable {
  let recorder: RunRecorder
  let mailbox: Mailbox<RunMessage>

  /// Takes a batch from any thread; returns at once.
  func publish(_ events: [RunEvent]) {
    recorder.record(events)
    mailbox.post(events.map(RunMessage.event))
  }
}

/// What the main thread hears of a run.
enum RunMessage: Sendable {
  case event(RunEvent)
  /// Something that the user has to know at once.
  case trouble(String)
  case finished(RunFinished)
}
