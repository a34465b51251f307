/// The one order in which a saved run's events are told, wherever they were saved.
///
/// The start first, the end last, the rest by time. A request's events take their times from its
/// record, and a start that was not saved by itself is made from it: a result, which keeps only
/// records, then tells the same as its journal.
package enum CanonicalOrder {
  /// The events in that order; a start that has its own end is told by the end's record.
  package static func events(_ events: some Sequence<RunEvent>) -> [RunEvent] {
    // Keys are sorted instead of the events, which are many times as large.
    let saved = Array(events)
    var keys: [Key] = []
    keys.reserveCapacity(saved.count * 2)
    var finished: Set<Int> = []
    for event in saved {
      if case .requestFinished(let record) = event.payload { finished.insert(record.sequence) }
    }
    for (index, event) in saved.enumerated() {
      switch event.payload {
      case .requestStarted(let start):
        if !finished.contains(start.sequence) { keys.append(Key(event, at: index, afterAll: true)) }
      case .requestFinished(let record):
        keys.append(Key(startOf: record, at: index))
        keys.append(Key(RunEvent(record.end, event.payload), at: index))
      case .runStarted, .runResumed, .serverChanged, .pageReceived, .dpiProbed, .engineHealth,
        .resourceSampled, .gpuSampled, .subjectChanged, .note, .runFinished:
        keys.append(Key(event, at: index))
      }
    }
    keys.sort()
    return keys.map { key in
      guard case .requestFinished(let record) = saved[key.index].payload else {
        return saved[key.index]
      }
      return key.isMadeStart
        ? RunEvent(record.start, .requestStarted(RequestStart(of: record)))
        : RunEvent(record.end, saved[key.index].payload)
    }
  }

  /// What an event is sorted by.
  private struct Key: Comparable {
    /// Nanoseconds; the run's start is before and its end after every other time.
    private let time: Int64
    /// At one instant: servers, requests, then what is told about them.
    private let group: Int
    /// A request that ends at the instant at which a later one starts ends before.
    private let sequence: Int
    private let step: Int
    /// Keeps the saved order of what is equal otherwise.
    private let position: Int
    /// Of the saved events, the one that it is of.
    let index: Int
    /// Whether it is of the start that a record tells.
    let isMadeStart: Bool

    init(startOf record: RequestRecord, at index: Int) {
      (time, group, sequence, step) = (record.start.nanoseconds, 2, record.sequence, 0)
      (position, self.index, isMadeStart) = (index, index, true)
    }

    init(_ event: RunEvent, at index: Int, afterAll: Bool = false) {
      (self.index, isMadeStart) = (index, false)
      position = afterAll ? index + Self.afterAll : index
      switch event.payload {
      case .runStarted: (time, group, sequence, step) = (.min, 0, 0, 0)
      case .runResumed: (time, group, sequence, step) = (event.time.nanoseconds, 0, 0, 0)
      case .serverChanged, .dpiProbed:
        (time, group, sequence, step) = (event.time.nanoseconds, 1, 0, 0)
      case .requestStarted(let start):
        (time, group, sequence, step) = (event.time.nanoseconds, 2, start.sequence, 0)
      case .pageReceived(let page):
        (time, group, sequence, step) = (event.time.nanoseconds, 2, page.sequence, 1)
      case .requestFinished(let record):
        (time, group, sequence, step) = (event.time.nanoseconds, 2, record.sequence, 2)
      case .engineHealth, .resourceSampled, .gpuSampled, .subjectChanged:
        (time, group, sequence, step) = (event.time.nanoseconds, 3, 0, 0)
      case .note: (time, group, sequence, step) = (event.time.nanoseconds, 4, 0, 0)
      case .runFinished: (time, group, sequence, step) = (.max, 5, 0, 0)
      }
    }

    /// More than any number of events: starts alone stand behind all else at their place.
    private static let afterAll = 1 << 60

    static func < (left: Key, right: Key) -> Bool {
      if left.time != right.time { return left.time < right.time }
      if left.group != right.group { return left.group < right.group }
      if left.sequence != right.sequence { return left.sequence < right.sequence }
      if left.step != right.step { return left.step < right.step }
      return left.position < right.position
    }
  }
}

extension RequestStart {
  init(of record: RequestRecord) {
    self.init(
      sequence: record.sequence, condition: record.condition, document: record.document,
      round: record.round, phase: record.phase)
  }
}
