internal import BenchCore

/// Which request of a block starts next, and when: both load models as a pure state machine.
///
/// Each lane sends its documents in order and has at most `concurrency` requests in flight; the
/// block is done when the last one has ended. Moments are nanoseconds of `MonotonicClock`.
struct BlockProgress {
  /// A request that starts now.
  struct Start: Equatable {
    var lane: Int
    var document: Int
    /// When it was meant to start.
    var intended: UInt64
    /// Since when nothing but the engine kept it from starting.
    var startable: UInt64
  }

  let block: Block
  private var lanes: [LaneProgress]

  /// - Parameter began: When the block could start; its pacers count from then.
  init(_ block: Block, began: UInt64) {
    self.block = block
    lanes = block.lanes.map {
      LaneProgress($0, concurrency: block.concurrency, pace: block.pace, began: began)
    }
  }

  /// The request that starts now; nil when every lane is full, out of documents, or has none due.
  ///
  /// Of several lanes, the one whose request was meant to start first.
  mutating func next(now: UInt64) -> Start? {
    guard let (lane, intended) = earliest else { return nil }
    guard block.pace == nil || intended <= now else { return nil }
    let (document, startable) = lanes[lane].start()
    return Start(lane: lane, document: document, intended: intended, startable: startable)
  }

  /// When the next request is due that has a free slot; nil in the closed model, where only the end
  /// of another one makes a request startable.
  var nextDue: UInt64? { block.pace == nil ? nil : earliest?.intended }

  private var earliest: (lane: Int, intended: UInt64)? {
    var earliest: (lane: Int, intended: UInt64)?
    for lane in lanes.indices {
      guard let intended = lanes[lane].intended else { continue }
      if let found = earliest, found.intended <= intended { continue }
      earliest = (lane, intended)
    }
    return earliest
  }

  /// Says that a request of the lane has ended.
  mutating func finished(lane: Int, at end: UInt64) {
    guard lanes.indices.contains(lane) else { return }
    lanes[lane].finished(at: end)
  }

  /// Goes on after a pause of so many nanoseconds that ends now.
  mutating func resume(after pause: UInt64, at now: UInt64) {
    for lane in lanes.indices { lanes[lane].resume(after: pause, at: now) }
  }

  /// How many requests were due by a moment and are not sent; none in the closed model.
  func overdue(at now: UInt64) -> Int { lanes.reduce(0) { $0 + $1.overdue(at: now) } }

  /// Whether every document was sent and nothing is in flight.
  var isDone: Bool { lanes.allSatisfy(\.isDone) }
}
