internal import BenchCore

/// The names of events in a file.
enum EventName: String, CaseIterable, Sendable {
  case runStarted = "run_started"
  case runResumed = "resumed"
  case serverChanged = "server"
  case dpiProbed = "dpi_probe"
  case requestStarted = "request_started"
  case pageReceived = "page"
  case requestFinished = "request"
  case engineHealth = "engine"
  case resourceSampled = "resources"
  case gpuSampled = "gpu"
  case subjectChanged = "subject"
  case note
  case runFinished = "run_finished"

  /// The name between quotes, with its colon.
  var encoded: [UInt8] { Self.keys[self] ?? [] }

  private static let keys = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, Array("\"\($0.rawValue)\":".utf8)) })

  init(_ payload: RunEvent.Payload) {
    self =
      switch payload {
      case .runStarted: .runStarted
      case .runResumed: .runResumed
      case .serverChanged: .serverChanged
      case .dpiProbed: .dpiProbed
      case .requestStarted: .requestStarted
      case .pageReceived: .pageReceived
      case .requestFinished: .requestFinished
      case .engineHealth: .engineHealth
      case .resourceSampled: .resourceSampled
      case .gpuSampled: .gpuSampled
      case .subjectChanged: .subjectChanged
      case .note: .note
      case .runFinished: .runFinished
      }
  }
}

extension JSONWriter {
  /// Writes `{"t":<ns>,"<event>":{…}}`, the object that is a journal's line and an element of a
  /// result's timeline.
  mutating func event(_ event: RunEvent, names: RequestNames) {
    beginObject()
    key("t")
    integer(event.time.nanoseconds)
    key(encoded: EventName(event.payload).encoded)
    switch event.payload {
    case .runStarted(let started):
      beginObject()
      members(of: started)
      key("timestamp")
      string(started.timestamp)
      endObject()
    case .runResumed(let resumed): runResumed(resumed)
    case .serverChanged(let change): serverChange(change)
    case .dpiProbed(let probe): dpiProbe(probe)
    case .requestStarted(let start): requestStart(start)
    case .pageReceived(let page): pageReceived(page)
    case .requestFinished(let record): request(record, names: names)
    case .engineHealth(let health): engineHealth(health)
    case .resourceSampled(let sample): resourceSample(sample)
    case .gpuSampled(let sample): gpuSample(sample)
    case .subjectChanged(let change): subjectChange(change)
    case .note(let note):
      beginObject()
      key("severity")
      string(note.severity.rawValue)
      key("text")
      string(note.text)
      endObject()
    case .runFinished(let finished): runFinished(finished)
    }
    endObject()
  }

  mutating func runFinished(_ finished: RunFinished) {
    beginObject()
    key("reason")
    string(finished.reason.rawValue)
    key("detail")
    string(finished.detail)
    endObject()
  }

  private mutating func serverChange(_ change: ServerChange) {
    beginObject()
    key("server")
    integer(change.server)
    key("state")
    string(change.state.rawValue)
    key("detail")
    string(change.detail)
    key("url")
    string(change.url)
    endObject()
  }

  private mutating func pageReceived(_ page: PageReceived) {
    beginObject()
    key("seq")
    integer(page.sequence)
    key("condition")
    integer(page.condition)
    key("page")
    integer(page.page)
    endObject()
  }

  private mutating func engineHealth(_ health: EngineHealth) {
    beginObject()
    key("interval_ns")
    integer(health.interval)
    key("maximum_lag_ns")
    integer(health.maximumLag)
    key("cpu_ns")
    integer(health.cpu)
    key("open_sockets")
    integer(health.openSockets)
    key("in_flight")
    integer(health.inFlight)
    key("mean_in_flight")
    number(health.meanInFlight)
    key("unjudged")
    integer(health.unjudged)
    endObject()
  }
}
