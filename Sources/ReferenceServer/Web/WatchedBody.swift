import FlyingSocks

/// The bytes of a whole answer as FlyingFox takes them, in the pieces that it asks for.
///
/// The visit ends when FlyingFox asks for more than there is, having sent the last piece, or gives up:
/// until then the answer is in flight, and the server does not end.
struct WatchedBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let bytes: [UInt8]
  let visit: Visit

  func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...], visit: visit) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    fileprivate var rest: ArraySlice<UInt8>
    fileprivate let visit: Visit

    mutating func next() async -> UInt8? { await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async -> ArraySlice<UInt8>? {
      guard !rest.isEmpty else {
        visit.end()
        return nil
      }
      defer { rest = rest.dropFirst(Swift.max(1, count)) }
      return rest.prefix(Swift.max(1, count))
    }
  }
}
