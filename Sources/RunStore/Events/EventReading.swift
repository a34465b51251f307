internal import BenchCore

/// What a line of a journal, or an element of a timeline, turned out to be.
enum ReadEvent {
  case event(RunEvent)
  /// An event that a later version tells and this one does not know.
  case unknown(name: String)
}

extension JSONCursor {
  /// Reads `{"t":<ns>,"<event>":{…}}`.
  ///
  /// - Parameter bounds: Nil before the run's start is known; then only `run_started` can be read.
  mutating func event(_ bounds: RunBounds?) throws(JSONProblem) -> ReadEvent {
    let start = offset
    var time: RunTime?
    var payload: RunEvent.Payload?
    var unknown: String?
    try object { (cursor, key) throws(JSONProblem) in
      if cursor.matches(key, Self.timeKey) {
        guard time == nil else {
          throw JSONProblem("the key stands twice", at: key.content.lowerBound, path: "t")
        }
        do throws(JSONProblem) { time = try cursor.time() } catch { throw error.under("t") }
        return
      }
      let text = try cursor.text(of: key)
      guard let name = EventName(rawValue: text) else {
        unknown = unknown ?? text
        try cursor.skip()
        return
      }
      guard payload == nil else {
        throw JSONProblem("two events in one", at: key.content.lowerBound, path: text)
      }
      do throws(JSONProblem) { payload = try cursor.payload(name, bounds) } catch {
        throw error.under(text)
      }
    }
    guard let time else { throw JSONProblem("missing", at: start, path: "t") }
    if let payload { return .event(RunEvent(time, payload)) }
    guard let unknown else { throw JSONProblem("no event in it", at: start) }
    return .unknown(name: unknown)
  }

  private static let timeKey = Array("t".utf8)

  private mutating func payload(
    _ name: EventName, _ bounds: RunBounds?
  ) throws(JSONProblem) -> RunEvent.Payload {
    if name == .runStarted { return .runStarted(try members().runStarted()) }
    guard let bounds else {
      throw JSONProblem("comes before the start of the run", at: offset)
    }
    switch name {
    case .requestFinished: return .requestFinished(try request(bounds))
    case .requestStarted: return .requestStarted(try requestStart(bounds))
    case .pageReceived: return .pageReceived(try members().pageReceived(bounds))
    case .runResumed: return .runResumed(try members().runResumed())
    case .serverChanged: return .serverChanged(try members().serverChange(bounds))
    case .dpiProbed: return .dpiProbed(try members().dpiProbe(bounds))
    case .engineHealth: return .engineHealth(try members().engineHealth())
    case .resourceSampled: return .resourceSampled(try members().resourceSample())
    case .gpuSampled: return .gpuSampled(try members().gpuSample())
    case .subjectChanged: return .subjectChanged(try members().subjectChange())
    case .note: return .note(try members().note())
    case .runFinished: return .runFinished(try members().runFinished())
    case .runStarted: throw JSONProblem("a second start", at: offset)
    }
  }
}

extension JSONMembers {
  func runFinished() throws(JSONProblem) -> RunFinished {
    RunFinished(try word("reason") ?? .failed, detail: try optionalString("detail") ?? "")
  }

  fileprivate func serverChange(_ bounds: RunBounds) throws(JSONProblem) -> ServerChange {
    let server = try int("server")
    guard server >= 0, server < bounds.servers else {
      throw problem("server", "\(server) is out of range; the plan has \(bounds.servers)")
    }
    return ServerChange(
      server: server, state: try word("state") ?? .unknown,
      detail: try optionalString("detail") ?? "", url: try optionalString("url"))
  }

  fileprivate func pageReceived(_ bounds: RunBounds) throws(JSONProblem) -> PageReceived {
    let condition = try int("condition")
    guard condition >= 0, condition < bounds.conditions else {
      throw problem("condition", "\(condition) is out of range; there are \(bounds.conditions)")
    }
    let sequence = try int("seq")
    guard sequence >= 0 else { throw problem("seq", "\(sequence) is below 0") }
    return PageReceived(sequence: sequence, condition: condition, page: try int("page"))
  }

  fileprivate func engineHealth() throws(JSONProblem) -> EngineHealth {
    EngineHealth(
      interval: Int64(try int("interval_ns")), maximumLag: Int64(try int("maximum_lag_ns")),
      cpu: Int64(try int("cpu_ns")), openSockets: try int("open_sockets"),
      inFlight: try int("in_flight"), meanInFlight: try optionalDouble("mean_in_flight") ?? 0,
      unjudged: try optionalInt("unjudged") ?? 0)
  }

  fileprivate func note() throws(JSONProblem) -> Note {
    Note(try word("severity") ?? .note, try string("text"))
  }
}
