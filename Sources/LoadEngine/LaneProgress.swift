internal import BenchCore

/// One lane of a running block: which document is next, and since when it could have started.
///
/// Closed, a request is meant to start when the one before it on its slot has ended. Open, it is
/// meant to start when the pacer says; if every slot is taken then, it starts as soon as one is
/// free. Moments are nanoseconds of `MonotonicClock`.
struct LaneProgress {
  private let documents: [Int]
  private let limit: Int
  private var cursor = 0
  private(set) var inFlight = 0
  /// When the block could start; moved by pauses.
  private var began: UInt64
  /// Closed: when the slots that wait for a request became free, oldest first.
  private var freed: [UInt64] = []
  /// Open: when the lane was last full and a request ended.
  private var opened: UInt64
  private var pacer: Pacer?
  /// Open: when the next document is due, after `began`.
  private var dueAfter: UInt64 = 0

  init(_ lane: Lane, concurrency: Int, pace: Pace?, began: UInt64) {
    documents = lane.documents
    limit = max(1, concurrency)
    self.began = began
    opened = began
    pacer = pace.map { Pacer($0) }
    if let first = pacer?.next() { dueAfter = first }
  }

  /// When the next request should start or should have started; nil when no slot is free, or no
  /// document is left.
  var intended: UInt64? {
    guard inFlight < limit, cursor < documents.count else { return nil }
    return pacer == nil ? freed.first ?? began : began + dueAfter
  }

  /// Takes the next document and a slot, which must be free.
  ///
  /// - Returns: since when nothing but the engine kept it from starting.
  mutating func start() -> (document: Int, startable: UInt64) {
    let document = documents[cursor]
    cursor += 1
    inFlight += 1
    guard let due = pacer?.next() else {
      return (document, freed.isEmpty ? began : freed.removeFirst())
    }
    defer { dueAfter = due }
    return (document, max(began + dueAfter, opened))
  }

  /// Says that a request has ended.
  mutating func finished(at end: UInt64) {
    guard inFlight > 0 else { return }
    if pacer == nil {
      freed.append(end)
    } else if inFlight == limit {
      opened = end
    }
    inFlight -= 1
  }

  /// Goes on after a pause: the pacer's clock stood still, and nothing was startable.
  mutating func resume(after pause: UInt64, at now: UInt64) {
    if pacer == nil {
      began = now
      for index in freed.indices { freed[index] = now }
    } else {
      began += pause
      opened = now
    }
  }

  /// How many documents are due and not sent, up to a moment; none in the closed model.
  func overdue(at now: UInt64) -> Int {
    guard var pacer else { return 0 }
    var count = 0
    var due = dueAfter
    while cursor + count < documents.count, began + due <= now {
      count += 1
      due = pacer.next()
    }
    return count
  }

  /// Whether every document was sent and nothing is in flight.
  var isDone: Bool { inFlight == 0 && cursor >= documents.count }
}
