/// The requests in flight, oldest first; adding and removing one takes the same time however many
/// there are.
///
/// A removed request leaves a gap behind, and the gaps are closed when they outnumber what is left.
package struct InFlightTable: Sendable {
  /// Most requests that are kept; the oldest give way.
  package static let limit = 4096

  private var slots: [InFlight?] = []
  /// The slot of each request in flight, by its sequence number.
  private var places: [Int: Int] = [:]
  /// Requests in flight by condition.
  private var counts: [Int] = []
  /// No request is in a slot before this one.
  private var head = 0

  package init() {}

  package var count: Int { places.count }
  /// Slots taken, gaps included.
  var slotCount: Int { slots.count }
  package var isEmpty: Bool { places.isEmpty }
  /// The oldest.
  package var first: InFlight? { places.isEmpty ? nil : slots[head] }
  package var elements: [InFlight] { slots[head...].compactMap { $0 } }

  /// How many of a condition are in flight.
  package func count(ofCondition condition: Int) -> Int {
    counts.indices.contains(condition) ? counts[condition] : 0
  }

  /// Pages of the streamed answers of a condition that are in flight.
  package func pages(ofCondition condition: Int) -> Int {
    guard count(ofCondition: condition) > 0 else { return 0 }
    return slots[head...].lazy.compactMap { $0 }.filter { $0.start.condition == condition }
      .reduce(0) { $0 &+ $1.pages }
  }

  /// The oldest one of a condition.
  package func oldest(ofCondition condition: Int) -> InFlight? {
    guard count(ofCondition: condition) > 0 else { return nil }
    return slots[head...].lazy.compactMap { $0 }.first { $0.start.condition == condition }
  }

  /// Adds a request, whose condition is an index into the plan's; one that is there already
  /// becomes the newest.
  mutating func add(_ flight: InFlight) {
    remove(sequence: flight.start.sequence)
    if count >= Self.limit, let oldest = first { remove(sequence: oldest.start.sequence) }
    places[flight.start.sequence] = slots.count
    slots.append(flight)
    let condition = flight.start.condition
    while counts.count <= condition { counts.append(0) }
    counts[condition] += 1
  }

  /// The request of that number, if it is in flight.
  package subscript(sequence sequence: Int) -> InFlight? {
    places[sequence].flatMap { slots[$0] }
  }

  /// Counts a page of a request in flight.
  ///
  /// - Returns: The request as it was before; nil where it is not in flight.
  mutating func addPage(at time: RunTime, sequence: Int) -> InFlight? {
    guard let place = places[sequence], let flight = slots[place] else { return nil }
    slots[place]?.pages &+= 1
    slots[place]?.firstPage = flight.firstPage ?? time
    slots[place]?.newestPage = time
    return flight
  }

  mutating func remove(sequence: Int) {
    guard let place = places.removeValue(forKey: sequence), let flight = slots[place] else {
      return
    }
    counts[flight.start.condition] -= 1
    slots[place] = nil
    while head < slots.count, slots[head] == nil { head += 1 }
    if slots.count > 2 * count + 64 { close() }
  }

  mutating func removeAll() { self = InFlightTable() }

  private mutating func close() {
    slots = slots[head...].filter { $0 != nil }
    head = 0
    for (place, flight) in slots.enumerated() {
      if let flight { places[flight.start.sequence] = place }
    }
  }
}

extension InFlightTable: Equatable {
  package static func == (left: InFlightTable, right: InFlightTable) -> Bool {
    left.elements == right.elements
  }
}

/// A request that has started and not ended.
package struct InFlight: Hashable, Sendable {
  package var start: RequestStart
  package var since: RunTime
  /// Pages of a streamed answer so far.
  package var pages = 0
  /// When the first of them was complete, and the newest.
  package var firstPage: RunTime?
  package var newestPage: RunTime?

  package init(start: RequestStart, since: RunTime) {
    self.start = start
    self.since = since
  }
}
