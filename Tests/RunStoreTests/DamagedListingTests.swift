import BenchCore
import Foundation
import Testing

@testable import RunStore

/// A list of runs tells of every file what it is, whatever it holds, and always ends.
@Suite("Damaged files in a list", .timeLimit(.minutes(2)))
struct DamagedListingTests {
  /// The only file of a folder as the list tells it.
  private static func only(_ scratch: Scratch) throws -> RunHeadline {
    let files = try ResultsFolder(scratch.folder).files()
    #expect(files.count == 1)
    return ResultsFolder.headline(try #require(files.first))
  }

  private static func reason(_ headline: RunHeadline) -> String? {
    if case .damaged(let reason) = headline.state { reason } else { nil }
  }

  private static func damage(_ name: String, _ content: some Sequence<UInt8>) throws -> String? {
    let scratch = try Scratch()
    _ = try scratch.file(name, content)
    return reason(try only(scratch))
  }

  @Test("a recorded file cut at every percent is damaged, with the place where it ends")
  func truncated() throws {
    let whole = [UInt8](try Data(contentsOf: Fixture.guideResult))
    for percent in 0..<100 {
      let reason = try Self.damage("g.json", whole[..<(whole.count * percent / 100)])
      #expect(percent == 0 ? reason == "is empty" : reason?.hasPrefix("line ") == true)
    }
  }

  @Test("a journal cut anywhere is a run cut short, or damaged with its place")
  func truncatedJournal() throws {
    let scratch = try Scratch()
    let whole = try JournalTests.write(
      RandomRun.events(seed: 71, requests: 20), scratch.path("r.journal"))
    let first = (whole.firstIndex(of: 0x0A) ?? 0) + 1
    for percent in stride(from: 1, to: 100, by: 3) {
      let count = whole.count * percent / 100
      _ = try scratch.file("r.journal", whole[..<count])
      let headline = try Self.only(scratch)
      if count >= first {
        #expect(headline.state == .interrupted)
      } else if let reason = Self.reason(headline) {
        #expect(reason.hasPrefix("line 1, byte "), "\(reason)")
      }
    }
  }

  @Test("flipped bits never make a list fail")
  func bitFlips() throws {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(RandomRun.events(seed: 72, requests: 20), scratch)
    for name in ["r.json", "r.journal"] {
      let whole = try scratch.bytes(name)
      var random = RandomRun(seed: 73)
      for _ in 0..<40 {
        var bytes = whole
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        let other = try Scratch()
        _ = try other.file(name, bytes)
        let headline = try Self.only(other)
        #expect(Self.reason(headline)?.isEmpty != true)
      }
    }
  }

  @Test(
    "what is no run says where and why",
    arguments: [
      ("", "is empty"), ("\u{0}\u{1}\u{2}\u{FF}", "line 1, byte 0: expected an object"),
      ("{\"timestamp\":5}", "line 1, byte 13, timestamp: expected text, found a number"),
      ("{\"p\":{},\"p\":{}}", "line 1, byte 9, p: the key stands twice"),
      (
        #"{"p":{"individual_results":[{"success":true,"filename":"a","latency":NaN}]}}"#,
        "line 1, byte 69, p: expected a number"
      ),
      ("[1]", "line 1, byte 0: expected an object"), ("{}\nx", "line 2, byte 3: unexpected text"),
    ])
  func strange(content: String, told: String) throws {
    let reason = try #require(try Self.damage("x.json", Array(content.utf8)))
    #expect(reason.hasPrefix(told), "\(reason)")
  }

  @Test("long texts and deep nesting are told by their place")
  func large() throws {
    let text = "{\"timestamp\":\"\(String(repeating: "x", count: 10_000_000))\"}"
    #expect(try Self.damage("long.json", Array(text.utf8))?.contains("no server") == true)
    let deep = String(repeating: "[", count: 10_000)
    let nested = "{\"a\":\(deep)\(String(repeating: "]", count: 10_000))}"
    let reason = try #require(try Self.damage("deep.json", Array(nested.utf8)))
    #expect(reason.hasPrefix("line 1, byte 68, a: nested deeper than 64"), "\(reason)")
    let many = "{\"slimbench\":{\"a\":[\(String(repeating: "1,", count: 1_000_000))1]}}"
    let tree = try #require(try Self.damage("many.json", Array(many.utf8)))
    #expect(tree.contains("more than \(JSONCursor.valueLimit) values"), "\(tree)")
  }

  @Test("a folder, a pipe and a link to nowhere are in the list, and nobody waits for them")
  func special() throws {
    let scratch = try Scratch()
    #expect(mkdir(scratch.path("a.json"), 0o700) == 0)
    #expect(mkfifo(scratch.path("b.json"), 0o600) == 0)
    #expect(symlink("nowhere", scratch.path("c.journal")) == 0)
    let reasons = try ResultsFolder(scratch.folder).files().sorted { $0.path < $1.path }
      .map { Self.reason(ResultsFolder.headline($0)) ?? "" }
    #expect(reasons.count == 3)
    #expect(reasons[0] == "is a folder")
    #expect(reasons[1] == "is no regular file")
    #expect(reasons[2].contains("No such file"))
  }

  @Test("a file without permission is told so")
  func noPermission() throws {
    let scratch = try Scratch()
    #expect(chmod(try scratch.file("s.json", Array("{}".utf8)), 0) == 0)
    let headline = try OtherUser.reads { try Self.only(scratch) }
    #expect(Self.reason(headline)?.contains("Permission denied") == true)
  }

  @Test("a file that is too long for a list is not read")
  func tooLong() throws {
    let scratch = try Scratch()
    let path = try scratch.file("long.json", [])
    // Sparse: no byte of it is on the disk.
    #expect(truncate(path, ResultsFolder.byteLimit + 1) == 0)
    #expect(Self.reason(try Self.only(scratch))?.hasPrefix("larger than 256 MiB") == true)
  }

  @Test("a file that grew since it was listed is read as it is now")
  func grown() throws {
    let scratch = try Scratch()
    _ = try scratch.file("g.json", [])
    let file = try #require(try ResultsFolder(scratch.folder).files().first)
    _ = try scratch.file("g.json", try Data(contentsOf: Fixture.guideResult))
    #expect(ResultsFolder.headline(file).state == .guide)
  }
}
