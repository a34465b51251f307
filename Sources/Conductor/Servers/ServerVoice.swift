internal import BenchCore

/// Publishes what becomes of the servers.
struct ServerVoice: Sendable {
  let clock: RunClock
  let publish: @Sendable ([RunEvent]) -> Void

  func note(_ severity: Note.Severity, _ text: String) {
    publish([RunEvent(clock.now(), .note(Note(severity, text)))])
  }

  func tell(_ server: Int, _ state: ServerState, _ detail: String, url: String? = nil) {
    let change = ServerChange(
      server: server, state: state, detail: String(detail.prefix(RequestFailure.messageLimit)),
      url: url.map(Redaction.url))
    publish([RunEvent(clock.now(), .serverChanged(change))])
  }

  func tell(_ change: SubjectChange) { publish([RunEvent(clock.now(), .subjectChanged(change))]) }
}
