/// What the events told of one container: its starts, its ends, and what led to them.
package struct ContainerLife: Sendable, Equatable {
  /// An end of the container's main process.
  package struct Death: Sendable, Equatable {
    package var time: EngineTime
    package var exitCode: Int?
    /// The last signal that the engine was asked to send to it.
    package var signal: Int?
    /// The engine told of a want of memory during that run.
    package var hadOutOfMemory: Bool
  }

  /// The last starts, the oldest first.
  package private(set) var starts: [EngineTime] = []
  package private(set) var deaths: [Death] = []
  /// How often the engine told that memory ran out; more than one may belong to one end.
  package private(set) var outOfMemoryCount = 0
  private var signal: Int?
  private var hadOutOfMemory = false
  private static let limit = 256

  package init() {}

  /// Memory has run out since the last start.
  package var isOutOfMemory: Bool { hadOutOfMemory }

  package mutating func take(_ event: EngineEvent) {
    switch event.action {
    case .start:
      append(event.time, to: &starts)
      signal = nil
      hadOutOfMemory = false
    case .kill: signal = event.signal ?? signal
    case .outOfMemory:
      outOfMemoryCount += 1
      hadOutOfMemory = true
    case .die:
      append(
        Death(
          time: event.time, exitCode: event.exitCode, signal: signal,
          hadOutOfMemory: hadOutOfMemory),
        to: &deaths)
    default: break
    }
  }

  /// Notes what an inspect says about the last end: the event of it is sometimes missing.
  package mutating func noteOutOfMemory() {
    guard let last = deaths.indices.last, !deaths[last].hadOutOfMemory else { return }
    deaths[last].hadOutOfMemory = true
    outOfMemoryCount += 1
  }

  private func append<Element>(_ element: Element, to list: inout [Element]) {
    list.append(element)
    if list.count > Self.limit { list.removeFirst(list.count - Self.limit) }
  }
}
