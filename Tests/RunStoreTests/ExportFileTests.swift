import Foundation
import Testing

@testable import RunStore

@Suite("An export's file")
struct ExportFileTests {
  private static let text = "server,latency\r\nrust,0.5\r\n"

  private func refusal(
    _ path: String, replacing: Bool = false, _ text: String = text
  ) -> StoreError? {
    #expect(throws: StoreError.self) {
      try ExportFile.write(text, to: path, replacing: replacing)
    }
  }

  @Test("appears whole, and nothing else is left beside it")
  func written() throws {
    let scratch = try Scratch()
    try ExportFile.write(Self.text, to: scratch.path("r.csv"), replacing: false)
    #expect(try scratch.bytes("r.csv").elementsEqual(Self.text.utf8))
    #expect(try scratch.names == ["r.csv"])
  }

  @Test("takes the place of an older export only where that was asked for")
  func replaced() throws {
    let scratch = try Scratch()
    let path = try scratch.file("r.csv", Array("older".utf8))
    #expect(refusal(path)?.reason == "exists already")
    #expect(try scratch.bytes("r.csv").elementsEqual("older".utf8))
    try ExportFile.write(Self.text, to: path, replacing: true)
    #expect(try scratch.bytes("r.csv").elementsEqual(Self.text.utf8))
    #expect(try scratch.names == ["r.csv"])
  }

  @Test(
    "never takes the place of a saved run, whatever was asked for",
    arguments: ["{\"slimbench\":{}}", "\n \t{\"python\": {}}", "{\"t\":0}\n{\"t\":1}\n"])
  func keepsRuns(content: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("r.json", Array(content.utf8))
    #expect(
      refusal(path, replacing: true)?.reason == "looks like a saved run, which no report replaces")
    #expect(try scratch.bytes("r.json").elementsEqual(content.utf8))
  }

  @Test("is refused in places where there can be none", arguments: ["", "/", "/no/such/x", "a\0b"])
  func places(path: String) {
    #expect(refusal(path)?.advice.isEmpty == false)
    #expect(refusal(path, replacing: true) != nil)
  }

  @Test("is refused where a folder is, through a link too, and on a link to nowhere")
  func folders() throws {
    let scratch = try Scratch()
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: scratch.path("folder"), withDestinationPath: scratch.folder)
    try manager.createSymbolicLink(
      atPath: scratch.path("nowhere"), withDestinationPath: scratch.path("gone"))
    #expect(refusal(scratch.folder, replacing: true)?.reason == "is a folder")
    #expect(refusal(scratch.path("folder"), replacing: true)?.reason == "is a folder")
    #expect(refusal(scratch.path("nowhere"), replacing: true)?.reason == "is a link to nowhere")
    #expect(try scratch.names == ["folder", "nowhere"])
  }

  @Test("that finds no room leaves the older one as it was, and no half of itself")
  func noRoom() throws {
    let scratch = try Scratch()
    let path = try scratch.file("r.csv", Array("older".utf8))
    // What the writer's half-written file is called, taken by a folder that cannot be unlinked.
    let taken = scratch.path(".r.csv.\(ProcessInfo.processInfo.processIdentifier).tmp")
    try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
    #expect(refusal(path, replacing: true)?.path == path)
    #expect(try scratch.bytes("r.csv").elementsEqual("older".utf8))
    try FileManager.default.removeItem(atPath: taken)
    #expect(try scratch.names == ["r.csv"])
  }

  @Test("goes into a device as it is, and a full one is told")
  func devices() throws {
    try ExportFile.write(Self.text, to: "/dev/null", replacing: false)
    #expect(refusal("/dev/full")?.advice.hasPrefix("Free space") == true)
  }
}
