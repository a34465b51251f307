import BenchCore
import Foundation
import Testing

@testable import Contract

struct JSONScannerTests {
  /// Whether our scanner takes the text for JSON.
  static func accepts(_ bytes: [UInt8]) -> Bool {
    do throws(JSONSyntaxError) {
      try BodyExcerpt.checkUTF8(bytes)
      var scanner = JSONScanner(bytes, patterns: [JSONPattern("/a/-/b")])
      while try scanner.next() != nil {}
      return true
    } catch {
      return false
    }
  }

  /// Whether Foundation does.
  static func foundationAccepts(_ bytes: [UInt8]) -> Bool {
    (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
  }

  static func values(_ text: String, _ pointer: String) throws -> [String] {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner(bytes, patterns: [nil, JSONPattern(pointer)])
    var found: [String] = []
    while let match = try scanner.next() {
      #expect(match.patterns == 2)
      found.append(
        match.kind == .string || match.kind == .number
          ? JSONString.text(bytes, match.range) : match.kind.rawValue)
    }
    return found
  }

  @Test(
    "accepts and refuses what RFC 8259 does",
    arguments: [
      ("0", true), ("-0.5e+3", true), ("01", false), ("1.", false), (".5", false), ("+1", false),
      ("1e", false), ("-", false), ("NaN", false), ("tru", false), ("truex", false),
      ("\"\"", true), ("\"\\u12aF\"", true), ("\"\\u12g0\"", false), ("\"\\x\"", false),
      ("\"\t\"", false), ("\"a", false), ("\"\\", false), ("[]", true), ("[1,]", false),
      ("[1 2]", false), ("{\"a\":1,}", false), ("{a:1}", false), ("{\"a\" 1}", false),
      ("{\"a\":}", false), ("[}", false), ("{]", false), (" \t\r\n{ } ", true), ("", false),
      ("{}{}", false), ("[[[]]]", true), ("nul", false), ("\"\u{7F}\"", true), ("\u{FEFF}1", true),
    ])
  func grammar(text: String, isJSON: Bool) {
    #expect(Self.accepts(Array(text.utf8)) == isJSON)
  }

  @Test("agrees with Foundation on thousands of damaged texts", arguments: 0..<6)
  func agreement(seed: UInt64) {
    let original = Array(
      #"{"a":[{"b":"x\n\u00e9é"},{"b":-1.5e3}],"c":{"":null,"d":[true,false,[]]},"e":0.1}"#.utf8)
    let alphabet = Array("{}[]\",:\\ 0123456789-+.eEtfnu\n\u{1F600}".utf8)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1500 {
      var text = original
      for _ in 0...generator.index(below: 3) {
        let place = generator.index(below: text.count)
        let byte = alphabet[generator.index(below: alphabet.count)]
        switch generator.index(below: 3) {
        case 0: text[place] = byte
        case 1: text.insert(byte, at: place)
        default: text.remove(at: place)
        }
      }
      // Foundation forgives a comma before a bracket; RFC 8259 does not.
      if Self.accepts(text) != Self.foundationAccepts(text) {
        let shown = String(decoding: text, as: UTF8.self)
        #expect(!Self.accepts(text) && shown.contains(/,\s*[}\]]/), "\(shown)")
      }
    }
  }

  @Test(
    "follows pointers",
    arguments: [
      (#"{"a":{"b":[10,20]}}"#, "/a/b/1", ["20"]),
      (#"{"a":{"b":[10,20]}}"#, "/a/b/-", ["10", "20"]),
      (#"{"a":1}"#, "", ["object"]), (#"{"":1}"#, "/", ["1"]), (#"{"-":1}"#, "/-", ["1"]),
      (#"{"a/b":1,"m~n":2,"~1":3}"#, "/a~1b", ["1"]), (#"{"m~n":2}"#, "/m~0n", ["2"]),
      (#"{"~1":3}"#, "/~01", ["3"]), (#"{"\u0061":5}"#, "/a", ["5"]),
      (#"[[1,2],[3]]"#, "/-/-", ["1", "2", "3"]), (#"[[1,2],[3]]"#, "/-/0", ["1", "3"]),
      (#"{"a":1,"a":2}"#, "/a", ["1", "2"]), (#"{"a":[]}"#, "/a/0", []), (#"{"a":5}"#, "/a/b", []),
      (#"{"0":"k"}"#, "/0", ["k"]), (#"{"a":"s\"t\\u"}"#, "a", [#"s"t\u"#]),
    ])
  func pointers(text: String, pointer: String, expected: [String]) throws {
    #expect(try Self.values(text, pointer) == expected)
  }

  @Test(
    "decodes escapes as Foundation does",
    arguments: [
      #""\"\\\/\b\f\n\r\t""#, #""\u00e9\u4e2d\ud83d\ude00""#, #""é中😀 plain""#, #""\u0000x""#,
      #""a\u0301""#,
    ])
  func strings(literal: String) throws {
    let bytes = Array(literal.utf8)
    let ours = JSONString.text(bytes, 1..<bytes.count - 1)
    let theirs =
      try JSONSerialization.jsonObject(
        with: Data(bytes), options: .fragmentsAllowed) as? String
    #expect(ours.unicodeScalars.elementsEqual(try #require(theirs).unicodeScalars))
  }

  @Test("makes half a surrogate pair U+FFFD, and keeps what follows")
  func surrogates() {
    for (literal, expected) in [
      (#"\ud83dx"#, "\u{FFFD}x"), (#"\ude00"#, "\u{FFFD}"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
      (#"\ud83d\n"#, "\u{FFFD}\n"),
    ] {
      let bytes = Array(literal.utf8)
      #expect(JSONString.text(bytes, 0..<bytes.count) == expected)
    }
  }

  @Test("refuses nesting that would exhaust a parser, and takes what is just below")
  func depth() {
    let deep = { (count: Int) in
      [UInt8](repeating: 0x5B, count: count) + [UInt8](repeating: 0x5D, count: count)
    }
    #expect(Self.accepts(deep(JSONScanner.depthLimit)))
    #expect(!Self.accepts(deep(JSONScanner.depthLimit + 1)))
    #expect(!Self.accepts([UInt8](repeating: 0x5B, count: 1_000_000)))
  }
}
