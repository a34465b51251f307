import BenchCore
import Foundation
import Testing

@testable import RunStore

/// Whatever a file holds, reading it ends with a run or with a refusal that names the file.
@Suite("Hostile files", .timeLimit(.minutes(2)))
struct HostileFileTests {
  @Test("cut at every percent", arguments: ["r.json", "r.journal", "g.json"])
  func truncated(name: String) throws {
    let scratch = try Self.files()
    let whole = try scratch.bytes(name)
    for percent in 0..<100 {
      let path = try scratch.file("cut", whole[..<(whole.count * percent / 100)])
      let run = Self.load(path)
      // A journal is readable from its first line on; half a JSON is none.
      if name != "r.journal" { #expect(run == nil) }
    }
  }

  @Test("a bit turned", arguments: ["r.json", "r.journal", "g.json"])
  func bitFlips(name: String) throws {
    let scratch = try Self.files()
    let whole = try scratch.bytes(name)
    var random = RandomRun(seed: 99)
    for _ in 0..<400 {
      var bytes = whole
      bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
      _ = Self.load(try scratch.file("flip", bytes))
    }
  }

  @Test("every value replaced by another kind", arguments: ["r.json", "r.journal", "g.json"])
  func wrongTypes(name: String) throws {
    let scratch = try Self.files()
    let text = String(decoding: try scratch.bytes(name), as: UTF8.self)
    let values = ["null", "true", "-1", "1e400", "9223372036854775807", "\"x\"", "[]", "{}", "NaN"]
    let keys = text.matches(of: /"[a-z_]+" ?: ?/)
    for (index, key) in keys.enumerated().prefix(260) {
      let value = values[index % values.count]
      // Closes what the rest would have, so that the file ends there in well-formed JSON or not.
      let changed =
        text[..<key.range.upperBound] + value
        + text[key.range.upperBound...].drop { $0 != "," && $0 != "\n" }
      _ = Self.load(try scratch.file("typed", Array(changed.utf8)))
    }
  }

  @Test(
    "strange texts",
    arguments: [
      "", " ", "\u{0}", "nul", "{", "{\"t\":", "{\"t\":1", "{\"t\":1}\n", "NaN", "\u{FEFF}{}",
      "{\"slimbench\":{}}", "{\"slimbench\":[]}", "{\"slimbench\":{\"schema\":1}}",
      "{\"slimbench\":{\"schema\":0}}", "{\"slimbench\":{\"schema\":1,\"schema\":1}}",
      "{\"slimbench\":{\"schema\":1,\"run_id\":\"r\",\"plan\":{\"servers\":[{\"key\":\"a\",\"url\":\"\"}]}}}",
      "{\"slimbench\":{\"schema\":1,\"run_id\":\"r\",\"plan\":{\"dpis\":[1,2],\"concurrencies\":{}}}}",
      "{\"slimbench\":1,\"slimbench\":2}", "<html></html>", "name,value\n1,2\n",
    ])
  func strange(content: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("x", Array(content.utf8))
    #expect(Self.load(path) == nil)
  }

  @Test("deep nesting, long texts, many conditions")
  func large() throws {
    let scratch = try Scratch()
    let deep = String(repeating: "[", count: 10_000)
    #expect(Self.load(try scratch.file("deep", Array(deep.utf8))) == nil)
    let inside = "{\"a\":\(deep)\(String(repeating: "]", count: 10_000))}"
    #expect(Self.load(try scratch.file("inside", Array(inside.utf8))) == nil)
    let long = "{\"timestamp\":\"\(String(repeating: "x", count: 10_000_000))\"}"
    #expect(Self.load(try scratch.file("long", Array(long.utf8))) == nil)
    let many = "[\(String(repeating: "1,", count: 2000))1]"
    let sweep =
      "\"plan\":{\"servers\":[{\"key\":\"a\",\"url\":\"\"}],\"dpis\":\(many),\"concurrencies\":\(many)}"
    let bomb = "{\"slimbench\":{\"schema\":1,\"run_id\":\"r\",\(sweep)}}"
    #expect(Self.load(try scratch.file("bomb", Array(bomb.utf8))) == nil)
  }

  @Test("a folder, a pipe, a device and a missing file are refused without waiting")
  func specialFiles() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    let wanted = [
      (scratch.folder, "is a folder"), (scratch.path("pipe"), "is no regular file"),
      ("/dev/null", "is no regular file"), (scratch.path("none"), "No such file"),
    ]
    for (path, reason) in wanted {
      let error = #expect(throws: StoreError.self) { _ = try SavedRun.load(path) }
      #expect(error?.reason.contains(reason) == true)
      #expect(error?.path == path)
    }
  }

  @Test("a file without permission is refused")
  func noPermission() throws {
    let scratch = try Self.files()
    let allowed = try OtherUser.reads { Self.load(scratch.path("g.json")) }
    #expect(allowed != nil)
    #expect(chmod(scratch.path("g.json"), 0) == 0)
    let error = #expect(throws: StoreError.self) {
      try OtherUser.reads { _ = try SavedRun.load(scratch.path("g.json")) }
    }
    #expect(error?.reason.contains("Permission denied") == true)
  }

  @Test("a file that grows and grows while it is read is given up, one that grows a little is not")
  func growth() throws {
    // The system tells a size of 0 for this one, and writes it as it is read.
    let path = "/proc/self/maps"
    #expect(try FileBytes.read(path).count > 1000)
    #expect(throws: StoreError(path, "grows while it is read")) {
      try FileBytes.read(path, growth: 1000)
    }
  }

  @Test("a journal that grows while it is read is the run as far as it has come")
  func growing() async throws {
    let scratch = try Scratch()
    let whole = try JournalTests.write(
      RandomRun.events(seed: 33, requests: 1500), scratch.path("whole.journal"))
    let all = try SavedRun.load(scratch.path("whole.journal")).events.count
    let first = (whole.firstIndex(of: 0x0A) ?? 0) + 1
    let path = try scratch.file("r.journal", whole[..<first])
    let writer = Task.detached {
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.seekToEnd()
      // In pieces that end anywhere.
      for start in stride(from: first, to: whole.count, by: 211) {
        try file.write(contentsOf: whole[start..<min(start + 211, whole.count)])
      }
      try file.close()
    }
    var counts: [Int] = []
    let deadline = ContinuousClock.now + .seconds(60)
    while counts.last != all, ContinuousClock.now < deadline {
      counts.append(try #require(Self.load(path)).events.count)
      await Task.yield()
    }
    try await writer.value
    #expect(counts.last == all && counts == counts.sorted())
  }

  // MARK: Parts

  /// Nil where the file is refused; any other error than our own fails the test.
  private static func load(_ path: String) -> SavedRun? {
    do throws(StoreError) {
      let run = try SavedRun.load(path)
      // Whatever was read can be folded.
      #expect(run.figures != nil)
      return run
    } catch {
      #expect(error.path == path)
      #expect(!error.reason.isEmpty)
      return nil
    }
  }

  /// One good file of each kind.
  private static func files() throws -> Scratch {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(RandomRun.events(seed: 31, requests: 30), scratch)
    _ = try scratch.file("g.json", try Data(contentsOf: Fixture.guideResult))
    return scratch
  }
}
