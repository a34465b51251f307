internal import BenchCore

/// A streamed answer as far as it has come: what its events said, and what was wrong with them.
///
///     start ──page──► page … ──► complete | error
///
/// Events are known by their names, or by what is in them where they have none. Any bytes give a
/// state; none traps. Texts are kept until the end, because pages may come in any order.
package struct StreamedAnswer: Sendable {
  /// Most pages that are told one by one; further ones count, and that is all.
  package static let pageLimit = 100_000
  /// Bytes kept of the beginning, for telling what came where no event did.
  private static let headLimit = 64 << 10

  private var parser: EventStreamParser
  /// The first bytes as they came.
  private(set) var head: [UInt8] = []
  /// Pages that have come.
  package private(set) var pages = 0
  private(set) var hasEvents = false
  /// What `complete` said; nil before it came.
  private(set) var completion: StreamCompletion?
  /// The words of `error`; nil where none came.
  private(set) var error: String?
  /// The first event that could not be understood.
  private(set) var problem: RequestFailure?
  private var texts: [(page: Int, text: [UInt8])] = []
  private let reader = StreamEventReader()

  /// - Parameter limit: Most bytes of one event.
  package init(limit: Int) { parser = EventStreamParser(limit: limit) }

  /// Takes the next bytes; returns the numbers of the pages that they complete, as the server
  /// numbers them.
  package mutating func receive(_ bytes: [UInt8]) -> [Int] {
    if head.count < Self.headLimit {
      head.append(contentsOf: bytes.prefix(Self.headLimit - head.count))
    }
    var events: [EventStreamParser.Event] = []
    parser.receive(bytes) { events.append($0) }
    var numbers: [Int] = []
    for event in events {
      if let number = take(event), pages <= Self.pageLimit { numbers.append(number) }
    }
    if parser.isTooLarge, problem == nil {
      problem = RequestFailure(.tooLarge, "an event of the stream is larger than an answer may be")
    }
    return numbers
  }

  /// All texts in the order of their pages, a line break between them; nil where there was none.
  var text: [UInt8]? {
    guard !texts.isEmpty else { return nil }
    var joined: [UInt8] = []
    joined.reserveCapacity(texts.reduce(texts.count) { $0 + $1.text.count })
    // Stable, for numbers that come twice.
    let order = texts.indices.sorted { (texts[$0].page, $0) < (texts[$1].page, $1) }
    for (position, index) in order.enumerated() {
      if position > 0 { joined.append(10) }
      joined.append(contentsOf: texts[index].text)
    }
    return joined
  }

  /// The page's number, if the event is a page.
  private mutating func take(_ event: EventStreamParser.Event) -> Int? {
    hasEvents = true
    // After its end a stream has nothing more to say.
    guard completion == nil, error == nil, problem == nil else { return nil }
    do throws(JSONSyntaxError) {
      switch try reader.read(event) {
      case .page(let number, let text):
        pages += 1
        if let text { texts.append((number ?? pages, text)) }
        return number ?? pages
      case .complete(let completion): self.completion = completion
      case .error(let words): error = words
      case .other: break
      }
    } catch {
      problem = RequestFailure(
        .invalidJSON,
        "event \"\(event.name.prefix(40))\": "
          + BodyExcerpt.explain(error, in: event.data))
    }
    return nil
  }
}

/// What the event `complete` says.
struct StreamCompletion: Hashable, Sendable {
  var totalPages: Int?
  var seconds: Double?
  var dpi: Double?
  var megapixels: Double?
}
