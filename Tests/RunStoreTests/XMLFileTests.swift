import Testing

@testable import RunStore

@Suite("A report's file")
struct XMLFileTests {
  @Test("appears whole, and takes the place of an older report")
  func written() throws {
    let scratch = try Scratch()
    try XMLFile.write("<?xml version=\"1.0\"?><a/>", to: scratch.path("a.xml"))
    try XMLFile.write("<?xml version=\"1.0\"?><b/>", to: scratch.path("a.xml"))
    #expect(try scratch.bytes("a.xml").elementsEqual("<?xml version=\"1.0\"?><b/>".utf8))
    #expect(try scratch.names == ["a.xml"], "nothing else is left")
  }

  @Test("never takes the place of anything else")
  func kept() throws {
    let scratch = try Scratch()
    let path = try scratch.file("r.json", Array("{}".utf8))
    let error = #expect(throws: StoreError.self) { try XMLFile.write("<?xml?>", to: path) }
    #expect(error?.reason == "exists already, and is no XML")
    #expect(try scratch.bytes("r.json") == Array("{}".utf8))
    let empty = try scratch.file("empty", [])
    try XMLFile.write("<?xml?>", to: empty)
    #expect(try scratch.bytes("empty").count == 7)
  }

  @Test(
    "is refused in places where there can be none", arguments: ["", "/", "/no/such/x", "/dev/null"])
  func places(path: String) {
    #expect(throws: StoreError.self) { try XMLFile.check(path) }
  }
}
