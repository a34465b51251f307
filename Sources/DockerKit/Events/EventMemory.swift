/// Knows the events that were seen already: after a break the engine is asked for the last ones
/// again, some of which had come.
package struct EventMemory: Sendable {
  private struct Key: Hashable {
    var container: String
    var action: EngineEvent.Action
    var time: EngineTime
  }

  private var known: Set<Key> = []
  private var order: [Key] = []
  private var next = 0
  private let limit: Int
  /// The latest moment of all events seen.
  package private(set) var latest: EngineTime?

  /// - Parameter limit: How many events are remembered; engines repeat 256 at most.
  package init(limit: Int = 1024) {
    self.limit = max(1, limit)
  }

  /// True for an event that was not seen before.
  package mutating func isNew(_ event: EngineEvent) -> Bool {
    let key = Key(container: event.container, action: event.action, time: event.time)
    guard known.insert(key).inserted else { return false }
    if order.count < limit {
      order.append(key)
    } else {
      known.remove(order[next])
      order[next] = key
      next = (next + 1) % limit
    }
    latest = max(latest ?? event.time, event.time)
    return true
  }
}
