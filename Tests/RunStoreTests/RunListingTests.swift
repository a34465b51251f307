import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("The list of a folder's runs")
struct RunListingTests {
  private static func headlines(_ scratch: Scratch) throws -> [RunHeadline] {
    RunListing.ordered(try ResultsFolder(scratch.folder).files().map(ResultsFolder.headline))
  }

  /// A small run with an identity of its own.
  private static func events(id: String, at seconds: Double) -> [RunEvent] {
    var started = EventCodingTests.small
    started.runID = id
    started.wallClock = seconds
    return [
      RunEvent(.zero, .runStarted(started)),
      RunEvent(RunTime(nanoseconds: 9), .runFinished(RunFinished(.completed))),
    ]
  }

  @Test("the newest run comes first; folders below are looked into as deep as is said")
  func order() throws {
    let scratch = try Scratch()
    let deep = "1/2/3/4"
    try FileManager.default.createDirectory(
      atPath: scratch.path(deep), withIntermediateDirectories: true)
    for (name, seconds) in [("old", 10.0), ("1/2/3/new", 30), ("1/mid", 20), ("\(deep)/no", 99)] {
      _ = try JournalTests.write(
        Self.events(id: name, at: seconds), scratch.path("\(name).journal"))
    }
    #expect(try Self.headlines(scratch).map(\.runID) == ["1/2/3/new", "1/mid", "old"])
  }

  @Test("a journal that its result tells of is not told again; that of a later run is")
  func journalBesideResult() throws {
    let scratch = try Scratch()
    let path = scratch.path("r.journal")
    _ = try JournalTests.write(Self.events(id: "first", at: 1), path)
    #expect(try Self.headlines(scratch).map(\.state) == [.interrupted])
    _ = try ResultWriter.write(journal: path, to: scratch.path("r.json"))
    #expect(try Self.headlines(scratch).map(\.state) == [.complete])
    try FileManager.default.removeItem(atPath: path)
    _ = try JournalTests.write(Self.events(id: "second", at: 2), path)
    #expect(try Self.headlines(scratch).map(\.runID) == ["second", "first"])
  }

  @Test("a resumed run's journal is told as soon as it has more than its stopped result")
  func resumedJournal() throws {
    let scratch = try Scratch()
    let events =
      [RunEvent(.zero, .runStarted(EventCodingTests.small))]
      + (0..<4).map { sequence in
        let record = EventCodingTests.request(sequence: sequence)
        return RunEvent(record.end, .requestFinished(record))
      }
    let (early, journal) = (scratch.path("early"), scratch.path("r.journal"))
    _ = try JournalTests.write(Array(events.prefix(3)), early)
    _ = try JournalTests.write(events, journal)
    _ = try ResultWriter.write(journal: early, to: scratch.path("r.json"))
    let states = try Self.headlines(scratch).map(\.state)
    #expect(Set(states) == [.stopped, .interrupted] && states.count == 2)
    _ = try ResultWriter.write(journal: journal, to: scratch.path("r.json"), replacing: true)
    #expect(try Self.headlines(scratch).map(\.state) == [.stopped])
  }

  @Test("links in a circle end, hidden files stay hidden, a missing folder is an error")
  func folders() throws {
    let scratch = try Scratch()
    #expect(symlink(".", scratch.path("self")) == 0)
    _ = try scratch.file(".hidden.json", Array("{}".utf8))
    _ = try scratch.file("notes.txt", [])
    #expect(try Self.headlines(scratch).isEmpty)
    let error = #expect(throws: StoreError.self) { try ResultsFolder("/nowhere/at/all").files() }
    #expect(error?.description.contains("cannot list it: No such file") == true)
  }

  @Test("a headline as JSON is the same headline", arguments: 0..<12 as Range<UInt64>)
  func coding(seed: UInt64) throws {
    let scratch = try Scratch()
    let isSweep = seed.isMultiple(of: 2)
    _ = try JournalTests.write(
      RandomRun.events(seed: seed, requests: 150, isSweep: isSweep), scratch.path("r.journal"))
    _ = try scratch.file("x.json", Array("{".utf8))
    for headline in try Self.headlines(scratch) {
      var writer = JSONWriter()
      writer.headline(headline)
      var cursor = JSONCursor(writer.bytes)
      #expect(try cursor.members().headline() == headline)
    }
    let text = HeadlineJSON.text(try Self.headlines(scratch))
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((object?["runs"] as? [Any])?.count == 2)
  }
}

@Suite("The cache of headlines")
struct HeadlineCacheTests {
  /// A folder with one file that is long enough to be kept.
  private static func folder() throws -> (Scratch, ResultsFolder.File) {
    let scratch = try Scratch()
    let padding = [UInt8](repeating: 0x20, count: HeadlineCache.leastBytes)
    _ = try scratch.file("g.json", try Data(contentsOf: Fixture.guideResult) + padding)
    return (scratch, try #require(try ResultsFolder(scratch.folder).files().first))
  }

  @Test("what was read once is not read again, until the file or the program changes")
  func reuse() throws {
    let (scratch, file) = try Self.folder()
    let path = scratch.path("cache/slimbench/headlines.json")
    let cache = HeadlineCache(path: path, stamp: "1")
    let headline = cache.headline(of: file)
    #expect(headline.state == .guide)
    try cache.save()
    // Same size, same time, another content: only who does not read it is fooled.
    #expect(truncate(file.path, 0) == 0)
    #expect(HeadlineCache(path: path, stamp: "1").headline(of: file) == headline)
    var changed = file
    changed.modified += 1
    #expect(HeadlineCache(path: path, stamp: "1").headline(of: changed).isDamaged)
    changed = file
    changed.bytes += 1
    #expect(HeadlineCache(path: path, stamp: "1").headline(of: changed).isDamaged)
    #expect(HeadlineCache(path: path, stamp: "2").headline(of: file).isDamaged)
  }

  @Test("a lost or damaged cache costs nothing but time")
  func damaged() throws {
    let (scratch, file) = try Self.folder()
    let path = scratch.path("c")
    let cache = HeadlineCache(path: path, stamp: "1")
    let headline = cache.headline(of: file)
    try cache.save()
    let whole = try scratch.bytes("c")
    for percent in stride(from: 0, to: 100, by: 5) {
      _ = try scratch.file("c", whole[..<(whole.count * percent / 100)])
      #expect(HeadlineCache(path: path, stamp: "1").headline(of: file) == headline)
    }
    #expect(HeadlineCache(path: "", stamp: "1").headline(of: file) == headline)
    let unwritable = HeadlineCache(path: file.path + "/c", stamp: "1")
    #expect(unwritable.headline(of: file) == headline)
    #expect(throws: StoreError.self) { try unwritable.save() }
  }
}
