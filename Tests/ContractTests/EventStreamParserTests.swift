import BenchCore
import Testing

@testable import Contract

/// Server-sent events as the HTML standard reads them, whatever the network does to their bytes.
@Suite struct EventStreamParserTests {
  /// `name|data` of every event.
  static func events(_ pieces: [[UInt8]], limit: Int = 1 << 20) -> [String] {
    var parser = EventStreamParser(limit: limit)
    var told: [String] = []
    for piece in pieces {
      parser.receive(piece) {
        told.append($0.name + "|" + String(decoding: $0.data, as: UTF8.self))
      }
    }
    return told
  }

  static func events(_ text: String) -> [String] { events([Array(text.utf8)]) }

  /// Streams and what is in them; those marked are examples of the standard's own text.
  static let streams: [(String, [String])] = [
    ("", []), ("data", []), ("data: a", []), ("data: a\n", []), ("data: a\n\n", ["message|a"]),
    // The standard's examples.
    ("data: YHOO\ndata: +2\ndata: 10\n\n", ["message|YHOO\n+2\n10"]),
    (
      ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
      ["message|first event", "message|second event", "message| third event"]
    ),
    ("data\n\ndata\ndata\n\ndata:", ["message|", "message|\n"]),
    ("data:test\n\ndata: test\n\n", ["message|test", "message|test"]),
    (
      "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n",
      ["add|73857293", "remove|2153"]
    ),
    // Line ends of all three kinds, and mixed.
    ("data: a\rdata: b\r\rdata: c\r\n\r\n", ["message|a\nb", "message|c"]),
    ("data: a\r\ndata: b\r\n\r\n", ["message|a\nb"]),
    ("data: a\r\n\ndata: b\n\r\n", ["message|a", "message|b"]),
    ("data: a\r\ndata: b\r\n\r\n", ["message|a\nb"]),
    // A name without data is forgotten; so is an event that the end cuts off.
    ("event: x\n\ndata: a\n\n", ["message|a"]), ("event: x\ndata: a", []),
    // Only one space is taken off, fields are known by their exact names, others are passed over.
    ("data:\ta\nData: b\ndata : c\nretry: 5\nfoo\n\n", ["message|\ta"]),
    ("event: a\nevent: b\ndata: c\n\n", ["b|c"]), ("event:\ndata: c\n\n", ["message|c"]),
    ("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n", ["message|a"]),
    ("data: ü😀\n\n", ["message|ü😀"]), (":\n:\n\n\n\n\r\r", []),
  ]

  @Test(arguments: streams)
  func `reads what the standard says`(stream: String, expected: [String]) {
    #expect(Self.events(stream) == expected)
  }

  @Test(arguments: streams)
  func `reads the same however a stream is cut in two or three`(stream: String, expected: [String])
  {
    let bytes = Array(stream.utf8)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]].map { Array($0) }
        #expect(Self.events(pieces) == expected, "cut at \(first) and \(second)")
      }
    }
    #expect(Self.events(bytes.map { [$0] }) == expected)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `reads random bytes the same however they are cut`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words = [
      "data", "event", ":", " ", "\n", "\r", "\r\n", "\n\n", "x", "\u{FEFF}", "\u{0}", "ü",
    ]
    let text = (0..<400).map { _ in words[random.index(below: words.count)] }.joined()
    var bytes = Array(text.utf8)
    for _ in 0..<10 { bytes[random.index(below: bytes.count)] = UInt8(random.index(below: 256)) }
    let limit = 200
    let whole = Self.events([bytes], limit: limit)
    for _ in 0..<50 {
      var pieces: [[UInt8]] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = 1 + random.index(below: 1 + random.index(below: 60))
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(Self.events(pieces, limit: limit) == whole)
    }
  }

  @Test func `tells an event with the piece that ends it, not with a later one`() {
    var parser = EventStreamParser(limit: 100)
    var told = 0
    for (piece, expected) in [
      ("data: a\n", 0), ("\n", 1), ("data: b\r", 1), ("\r", 2), ("\ndata: c\r\n\r", 3), ("\n", 3),
    ] {
      parser.receive(Array(piece.utf8)) { _ in told += 1 }
      #expect(told == expected, "after \(piece.debugDescription)")
    }
  }

  @Test(arguments: ["data: ", ": ", "event: ", "", "data: a\ndata: "])
  func `gives up an event without end, and holds no more than the limit`(start: String) {
    var parser = EventStreamParser(limit: 1000)
    var told = 0
    parser.receive(Array("data: before\n\n\(start)".utf8)) { _ in told += 1 }
    for _ in 0..<1000 {
      parser.receive([UInt8](repeating: 120, count: 100)) { _ in told += 1 }
    }
    #expect(parser.isTooLarge)
    parser.receive(Array("\n\ndata: after\n\n".utf8)) { _ in told += 1 }
    #expect(told == 1)
  }

  @Test func `gives up an event of endless short lines`() {
    var parser = EventStreamParser(limit: 1000)
    for _ in 0..<10_000 { parser.receive(Array("data\n".utf8)) { _ in Issue.record("an event") } }
    #expect(parser.isTooLarge)
  }

  @Test func `takes an event of exactly the limit`() {
    let line = "data: " + String(repeating: "x", count: 94)
    #expect(Self.events([Array((line + "\n\n").utf8)], limit: 100).count == 1)
    #expect(Self.events([Array((line + "x\n\n").utf8)], limit: 100).isEmpty)
  }
}
