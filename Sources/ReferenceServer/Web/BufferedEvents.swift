import FlyingSocks

/// Events as FlyingFox takes the bytes of a body: each event one buffer, and so one write.
struct BufferedEvents: AsyncBufferedSequence {
  typealias Element = UInt8

  let events: PageEvents
  let visit: Visit

  func makeAsyncIterator() -> Iterator {
    Iterator(events: events.makeAsyncIterator(), visit: visit)
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    private var events: PageEvents.Iterator
    private let visit: Visit
    private var rest: ArraySlice<UInt8> = []

    init(events: PageEvents.Iterator, visit: Visit) {
      self.events = events
      self.visit = visit
    }

    mutating func next() async -> UInt8? {
      if rest.isEmpty, let event = await nextEvent() { rest = event[...] }
      return rest.popFirst()
    }

    /// A whole event, or what is left of one, however few bytes are suggested.
    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      guard rest.isEmpty else {
        defer { rest = [] }
        return Array(rest)
      }
      return await nextEvent()
    }

    /// Asked for when the one before has been sent.
    private mutating func nextEvent() async -> [UInt8]? {
      let event = await events.next()
      if let event { visit.streamed(event.count) } else { visit.end() }
      return event
    }
  }
}
