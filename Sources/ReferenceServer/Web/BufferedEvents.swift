import FlyingSocks

/// Events as FlyingFox takes the bytes of a body: each event one buffer, and so one write.
struct BufferedEvents: AsyncBufferedSequence {
  typealias Element = UInt8

  let events: PageEvents

  func makeAsyncIterator() -> Iterator { Iterator(events: events.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var events: PageEvents.Iterator
    private var rest: ArraySlice<UInt8> = []

    init(events: PageEvents.Iterator) { self.events = events }

    mutating func next() async -> UInt8? {
      if rest.isEmpty, let event = await events.next() { rest = event[...] }
      return rest.popFirst()
    }

    /// A whole event, or what is left of one, however few bytes are suggested.
    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      guard rest.isEmpty else {
        defer { rest = [] }
        return Array(rest)
      }
      return await events.next()
    }
  }
}
