/// The one order in which a saved run's events are told, wherever they were saved.
///
/// The start first, the end last, the rest by time. A request's events take their times from its
/// record, and a start that was not saved by itself is made from it: a result, which keeps only
/// records, then tells the same as its journal.
package enum CanonicalOrder {
  /// The events in that order; a start that has its own end is told by the end's record.
  package static func events(_ events: some Sequence<RunEvent>) -> [RunEvent] {
    var ordered: [(key: Key, event: RunEvent)] = []
    var finished: Set<Int> = []
    var starts: [RunEvent] = []
    for event in events {
      switch event.payload {
      case .requestStarted: starts.append(event)
      case .requestFinished(let record):
        finished.insert(record.sequence)
        let start = RunEvent(record.start, .requestStarted(RequestStart(of: record)))
        let end = RunEvent(record.end, event.payload)
        ordered.append((Key(start, position: ordered.count), start))
        ordered.append((Key(end, position: ordered.count), end))
      case .runStarted, .serverChanged, .pageReceived, .dpiProbed, .engineHealth, .note,
        .runFinished:
        ordered.append((Key(event, position: ordered.count), event))
      }
    }
    for event in starts {
      guard case .requestStarted(let start) = event.payload, !finished.contains(start.sequence)
      else { continue }
      ordered.append((Key(event, position: ordered.count), event))
    }
    ordered.sort { $0.key < $1.key }
    return ordered.map(\.event)
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

    init(_ event: RunEvent, position: Int) {
      self.position = position
      switch event.payload {
      case .runStarted: (time, group, sequence, step) = (.min, 0, 0, 0)
      case .serverChanged, .dpiProbed:
        (time, group, sequence, step) = (event.time.nanoseconds, 1, 0, 0)
      case .requestStarted(let start):
        (time, group, sequence, step) = (event.time.nanoseconds, 2, start.sequence, 0)
      case .pageReceived(let page):
        (time, group, sequence, step) = (event.time.nanoseconds, 2, page.sequence, 1)
      case .requestFinished(let record):
        (time, group, sequence, step) = (event.time.nanoseconds, 2, record.sequence, 2)
      case .engineHealth: (time, group, sequence, step) = (event.time.nanoseconds, 3, 0, 0)
      case .note: (time, group, sequence, step) = (event.time.nanoseconds, 4, 0, 0)
      case .runFinished: (time, group, sequence, step) = (.max, 5, 0, 0)
      }
    }

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
