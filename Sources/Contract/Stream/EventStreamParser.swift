/// Splits bytes into server-sent events, however the bytes are cut into pieces.
///
/// The grammar is that of the HTML standard, section 9.2.6 (server-sent events, interpreting an
/// event stream): lines end with CR, LF or both, a byte order mark may come first, a line that
/// begins with a colon is a comment, an empty line ends an event. What has no data is no event, and
/// neither is what the end of the stream cuts off.
///
/// Memory is bounded: an event beyond the limit ends the parse, and what follows is not looked at.
package struct EventStreamParser: Sendable {
  /// One event.
  package struct Event: Hashable, Sendable {
    /// What the stream called it; `message` where it did not say.
    package var name: String
    /// The lines of data with line feeds between them.
    package var data: [UInt8]
  }

  /// Most bytes of an event: its data and the line that is being read.
  private let limit: Int
  /// The beginning of a line whose end has not come.
  private var line: [UInt8] = []
  private var name: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var isFirstLine = true
  /// A line has ended with CR: an LF that follows belongs to it.
  private var skipsLineFeed = false
  /// Whether an event went beyond the limit, so that the parse has ended.
  package private(set) var isTooLarge = false

  package init(limit: Int) { self.limit = limit }

  /// Takes the next bytes and tells every event that they complete, in order.
  package mutating func receive(_ bytes: [UInt8], _ tell: (Event) -> Void) {
    var start = bytes.startIndex
    while start < bytes.endIndex, !isTooLarge {
      if skipsLineFeed {
        skipsLineFeed = false
        if bytes[start] == 10 {
          start += 1
          continue
        }
      }
      let rest = bytes[start...]
      guard let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) else {
        if fits(rest.count) { line.append(contentsOf: rest) }
        return
      }
      skipsLineFeed = bytes[end] == 13
      guard fits(end - start) else { return }
      if line.isEmpty {
        take(bytes[start..<end], tell)
      } else {
        line.append(contentsOf: bytes[start..<end])
        let whole = line
        line.removeAll(keepingCapacity: true)
        take(whole[...], tell)
      }
      start = end + 1
    }
  }

  /// Whether so many bytes more of a line are within the limit; the same however they are cut.
  private mutating func fits(_ count: Int) -> Bool {
    isTooLarge = line.count + data.count + count > limit
    return !isTooLarge
  }

  private mutating func take(_ whole: ArraySlice<UInt8>, _ tell: (Event) -> Void) {
    var line = whole
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    }
    guard !line.isEmpty else {
      dispatch(tell)
      return
    }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    let field = line[..<colon]
    var value = line[colon...].dropFirst()
    if value.first == 32 { value = value.dropFirst() }
    if field.elementsEqual("data".utf8) {
      if hasData { data.append(10) }
      hasData = true
      data.append(contentsOf: value)
    } else if field.elementsEqual("event".utf8) {
      name = Array(value)
    }
    // Comments have no field name; `id` and `retry` are for clients that come back.
  }

  private mutating func dispatch(_ tell: (Event) -> Void) {
    if hasData {
      tell(
        Event(
          name: name.isEmpty ? "message" : String(decoding: name, as: UTF8.self), data: data))
    }
    name.removeAll(keepingCapacity: true)
    data.removeAll(keepingCapacity: true)
    hasData = false
  }
}
