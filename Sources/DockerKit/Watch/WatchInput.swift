/// What reaches a session of a watcher: answers, news of its streams, wishes, and time.
enum WatchInput: Sendable {
  /// The engine has taken the request for events: from now on none is missed.
  case opened
  case event([UInt8])
  case listed(Result<[ContainerSummary], EngineError>)
  case inspected(String, Result<ContainerDetails, EngineError>)
  /// It is time to ask again about a container that the engine was late with.
  case again(String)
  case stats(String, StatsFeed.News)
  case watch(Set<String>)
  case refresh(String)
  case tick
  case alive
  /// The connection is of no more use.
  case ended(EngineError)

  /// Whether the engine was heard with it.
  var isHeard: Bool {
    switch self {
    case .watch, .refresh, .again, .tick, .ended: false
    case .listed(let result): (try? result.get()) != nil
    case .inspected(_, let result): (try? result.get()) != nil
    case .stats(_, let news): if case .frame = news { true } else { false }
    case .opened, .event, .alive: true
    }
  }

  /// Hands inputs over; one that finds no more room ends the session, as something is lost then.
  struct Sender: Sendable {
    private let continuation: AsyncStream<WatchInput>.Continuation

    init(_ continuation: AsyncStream<WatchInput>.Continuation) {
      self.continuation = continuation
    }

    func send(_ input: WatchInput) {
      if case .dropped = continuation.yield(input) { continuation.finish() }
    }
  }
}
