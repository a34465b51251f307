/// What a replay makes of a run's events, one after the other: a value, so that it can be kept.
package protocol EventFold: Sendable {
  /// Nothing told yet.
  init()
  mutating func apply(_ event: RunEvent)
}

extension RunState: EventFold {}

/// The fold of a saved run's events up to any place, found fast wherever that is.
///
/// On its first way forward it keeps copies of what it has; going back is going on from the copy
/// before. What it shows is always exactly the fold of the events before the place.
package struct ReplayFold<Value: EventFold>: Sendable {
  /// Start first, end last, the rest by time.
  package let events: [RunEvent]
  /// The fold of the first `count` events.
  package private(set) var value = Value()
  package private(set) var count = 0
  /// Copies, each of the fold of a multiple of `spacing` events.
  private var copies: [Value] = []
  /// Events between two copies.
  let spacing: Int
  /// Events folded so far: what going to all the places has cost.
  private(set) var applied = 0

  /// Fewest events between two copies: fewer are folded faster than they are worth keeping.
  private static var leastSpacing: Int { 1024 }
  /// Most copies.
  static var limit: Int { 64 }

  /// - Parameter conditions: Of the run's plan; a copy holds about a megabyte for each.
  package init(_ events: [RunEvent], conditions: Int) {
    self.events = events
    let copies = min(Self.limit, max(8, 48 / max(1, conditions)))
    spacing = max(Self.leastSpacing, (events.count + copies - 1) / copies)
  }

  /// Copies kept so far.
  var copyCount: Int { copies.count }

  /// Goes to the fold of so many events.
  package mutating func move(to target: Int) {
    let target = min(max(0, target), events.count)
    if let copy = bestCopy(for: target) {
      value = copies[copy]
      count = (copy + 1) * spacing
    } else if target < count {
      value = Value()
      count = 0
    }
    while count < target {
      value.apply(events[count])
      count += 1
      applied &+= 1
      if count == (copies.count + 1) * spacing { copies.append(value) }
    }
  }

  /// Goes through all of it once, so that every place is near a copy; then to where it was.
  package mutating func prepare() {
    let place = count
    move(to: events.count)
    move(to: place)
  }

  /// The copy to go on from; nil where going on from here, or from the start, is as near.
  private func bestCopy(for target: Int) -> Int? {
    let copy = min(target / spacing, copies.count) - 1
    guard copy >= 0 else { return nil }
    let place = (copy + 1) * spacing
    return target >= count && place <= count ? nil : copy
  }
}

extension ReplayFold {
  /// The run's first instant: that of its start, or of what happened before it.
  package var start: RunTime { events.dropFirst().first.map { min(.zero, $0.time) } ?? .zero }

  /// The run's last instant.
  package var end: RunTime { events.isEmpty ? start : time(of: events.count - 1) }

  /// When an event is told: the run's start first of all, its end after everything else.
  package func time(of index: Int) -> RunTime {
    if index <= 0 { return start }
    // Only the last may be told later than it happened: the rest is in order of time.
    return max(events[index].time, index > 1 ? events[index - 1].time : start)
  }

  /// How many events have happened at an instant.
  package func count(at time: RunTime) -> Int {
    var (low, high) = (0, events.count)
    while low < high {
      let middle = low + (high - low) / 2
      if self.time(of: middle) <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
