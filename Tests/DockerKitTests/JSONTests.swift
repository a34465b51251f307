import DockerKit
import Testing

@Suite("JSON of an engine")
struct JSONTests {
  @Test("keeps counters of 64 bits whole")
  func counters() {
    let value = json(
      #"{"max":18446744073709551615,"big":9223372036854771712,"odd":9007199254740993,"zero":0,"#
        + #""negative":-1,"real":1e30,"text":"5","null":null}"#)
    #expect(value["max"].counter == .max)
    #expect(value["big"].counter == 9_223_372_036_854_771_712)
    #expect(value["odd"].counter == 9_007_199_254_740_993)
    #expect(value["zero"].counter == 0)
    #expect(value["negative"].counter == nil)
    #expect(value["negative"].integer == -1)
    #expect(value["real"].counter == .max)
    #expect(value["real"].integer == nil)
    #expect(value["text"].counter == nil)
    #expect(value["null"].counter == nil)
  }

  @Test("says nothing where a field is missing or of another kind")
  func absence() {
    let value = json(#"{"list":[1,"a",{"b":2}],"name":"x","empty":""}"#)
    #expect(value["none"]["deeper"].string == nil)
    #expect(!value["none"].exists)
    #expect(value["name"]["deeper"].exists == false)
    #expect(value["name"].elements.isEmpty)
    #expect(value["list"].strings == ["a"])
    #expect(value["list"].elements.count == 3)
    #expect(value["empty"].text == nil)
    #expect(value["empty"].string == "")
  }

  @Test("refuses what is none, and survives a bomb of brackets")
  func hostile() {
    #expect(JSON([UInt8]("{".utf8)) == nil)
    #expect(JSON([]) == nil)
    #expect(JSON([0xFF, 0xFE]) == nil)
    _ = JSON([UInt8](repeating: UInt8(ascii: "["), count: 100_000))
  }

  @Test("is cut into the same lines wherever the pieces end")
  func lines() {
    let bytes = [UInt8]("{\"a\":1}\r\n\n{\"b\":2}\n{\"c\"".utf8)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        var splitter = LineSplitter()
        var lines: [String] = []
        bytes.feed(splitAt: [first, second]) {
          splitter.feed($0) { lines.append(String(decoding: $0, as: UTF8.self)) }
        }
        #expect(lines == ["{\"a\":1}", "{\"b\":2}"])
        #expect(splitter.end() == [UInt8]("{\"c\"".utf8))
      }
    }
  }

  @Test("keeps no more of a line than its limit, and goes on with the next one")
  func lineLimit() {
    var splitter = LineSplitter(limit: 8)
    var lines: [String] = []
    for piece in ["123456", "789\nok\n", "12345678\n", "123456789", "0"] {
      [UInt8](piece.utf8).withUnsafeBytes {
        splitter.feed($0) { lines.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    #expect(lines == ["ok", "12345678"])
    #expect(splitter.end() == nil)
    #expect(splitter.dropped == 2)
  }
}
