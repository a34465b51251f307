import Foundation
import Testing

@testable import RunStore

@Suite("Reading and writing JSON")
struct JSONCursorTests {
  /// Texts that RFC 8259 allows, from its own grammar.
  @Test(
    "what is JSON is read",
    arguments: [
      "0", "-0", "1.5", "1E5", "1e-5", "-12.25e+3", "true", "false", "null", "[]", "{}", " [ ] ",
      "[1,2 , 3]", #"{"a":{"b":[null,true]}}"#, #""\u0041\ud83d\ude00\n\/\"""#, "\"é\u{7f}\"",
      "[[[[]]]]", #""\ud800""#,
    ])
  func accepted(text: String) throws {
    var cursor = JSONCursor(Array(text.utf8))
    _ = try cursor.value()
    try cursor.finish()
    var skipping = JSONCursor(Array(text.utf8))
    try skipping.skip()
    try skipping.finish()
  }

  @Test(
    "what is not JSON is refused with its byte",
    arguments: [
      ("", 0), ("nul", 0), ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{a:1}", 1), ("01", 0),
      ("1.", 0), (".5", 0), ("+1", 0), ("1e", 0), ("- 1", 0), ("NaN", 0), ("Infinity", 0),
      ("\"abc", 0), ("\"a\nb\"", 2), ("{\"a\":1", 6), ("[", 1), ("'a'", 0), ("tru", 0), ("1 1", 2),
      ("\"\\x\"", 1), ("\"\\u12g4\"", 3), ("\"\\", 0), ("{\"a\":1,}", 7), ("\u{FEFF}1", 0),
    ])
  func refused(text: String, offset: Int) {
    let problem = #expect(throws: JSONProblem.self) {
      var cursor = JSONCursor(Array(text.utf8))
      _ = try cursor.value()
      try cursor.finish()
    }
    #expect(problem?.offset == offset)
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    #expect(throws: JSONProblem.self) {
      var cursor = JSONCursor([0x22, 0xC3, 0x28, 0x22])
      _ = try cursor.string()
    }
  }

  @Test("nesting is bounded", arguments: ["[", "{\"a\":"])
  func depth(bracket: String) {
    let text = String(repeating: bracket, count: 10_000)
    let problem = #expect(throws: JSONProblem.self) {
      var cursor = JSONCursor(Array(text.utf8))
      try cursor.skip()
    }
    #expect(problem?.reason.hasPrefix("nested deeper") == true)
  }

  @Test("a text of ten megabytes is read")
  func longText() throws {
    let text = String(repeating: "é\\n", count: 2_500_000)
    var cursor = JSONCursor(Array("\"\(text)\"".utf8))
    #expect(try cursor.string().utf8.count == 7_500_000)
  }

  @Test("texts survive being written and read, here and by another reader")
  func texts() throws {
    var random = RandomRun(seed: 7)
    for _ in 0..<500 {
      let text = random.text()
      var writer = JSONWriter()
      writer.string(text)
      var cursor = JSONCursor(writer.bytes)
      #expect(try cursor.string() == text)
      let other = try JSONSerialization.jsonObject(
        with: Data(writer.bytes), options: .fragmentsAllowed)
      #expect(other as? String == text)
    }
  }

  @Test("numbers survive being written and read")
  func numbers() throws {
    var random = RandomRun(seed: 8)
    for _ in 0..<2000 {
      let number = random.double()
      var writer = JSONWriter()
      writer.number(number)
      var cursor = JSONCursor(writer.bytes)
      #expect(try cursor.number().bitPattern == number.bitPattern)
    }
    for number in [Int64.min, .min + 1, -1, 0, 9, 10, 999_999_999_999_999_999, .max] {
      var writer = JSONWriter()
      writer.integer(number)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(number)")
      var cursor = JSONCursor(writer.bytes)
      #expect(try cursor.integer() == number)
    }
  }

  @Test(
    "nanoseconds are written as the seconds that they are",
    arguments: [
      (0, "0.0"), (1, "0.000000001"), (1_500_000_000, "1.5"), (-20_000_000, "-0.02"),
      (4_641_650_677, "4.641650677"), (Int64.max, "9223372036.854775807"),
    ])
  func seconds(nanoseconds: Int64, text: String) {
    var writer = JSONWriter()
    writer.seconds(nanoseconds: nanoseconds)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    if abs(nanoseconds) < 1 << 53 { #expect(Double(text) == Double(nanoseconds) / 1e9) }
  }

  @Test("a problem tells its line")
  func position() {
    let bytes = Array("{\n\"a\":\n  nul}".utf8)
    let problem = #expect(throws: JSONProblem.self) {
      var cursor = JSONCursor(bytes)
      _ = try cursor.value()
    }
    #expect(problem?.position(in: bytes) == "line 3, byte 9, a")
  }
}
