import Foundation
import Testing

@testable import ReferenceServer

@Suite struct JSONWriterTests {
  @Test func `writes what Foundation reads back`() throws {
    let text =
      String((0...0x2FF).compactMap(Unicode.Scalar.init).map(Character.init))
      + "\u{2028}😀\"\\/\u{7F}"
    var json = JSONWriter()
    json.object { json in
      json.field(text, text)
      json.field("int", Int.min)
      json.field("whole", 150.0)
      json.field("fraction", 0.1)
      json.field("small", 1.5e-7)
      json.field("yes", true)
      json.key("empty")
      json.object { _ in }
      json.key("list")
      json.array(["a", "b", ""]) { $0.string($1) }
      json.key("none")
      json.array([String]()) { $0.string($1) }
    }
    let read = try #require(
      JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: any Sendable])
    #expect(read[text] as? String == text)
    #expect(read["int"] as? Int == Int.min)
    #expect(read["fraction"] as? Double == 0.1)
    #expect(read["small"] as? Double == 1.5e-7)
    #expect(read["yes"] as? Bool == true)
    #expect((read["empty"] as? [String: any Sendable])?.isEmpty == true)
    #expect(read["list"] as? [String] == ["a", "b", ""])
    #expect((read["none"] as? [String])?.isEmpty == true)
    #expect(String(decoding: json.bytes, as: UTF8.self).contains("\"whole\":150,"))
  }
}
