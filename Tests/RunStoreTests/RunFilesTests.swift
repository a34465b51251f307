import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("Moving the files of runs")
struct RunFilesTests {
  private static let trash = RunFiles.trash

  private static func headline(_ path: String, id: String = "") -> RunHeadline {
    var headline = RunHeadline(path: path, bytes: 0, modified: 0, state: .complete)
    headline.runID = id
    return headline
  }

  @Test("what is thrown away is out of the list, and comes back as it was")
  func trash() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.json", Array("1".utf8))
    let moves = try RunFiles.trash(Self.headline(path), in: scratch.folder)
    #expect(!scratch.exists("a.json"))
    #expect(try ResultsFolder(scratch.folder).files().isEmpty)
    // Another one of that name does not take its place.
    _ = try scratch.file("a.json", Array("2".utf8))
    let more = try RunFiles.trash(Self.headline(path), in: scratch.folder)
    #expect(try scratch.bytes("\(Self.trash)/a.json") == Array("1".utf8))
    #expect(try scratch.bytes("\(Self.trash)/a_2.json") == Array("2".utf8))
    try RunFiles.undo(moves)
    #expect(try scratch.bytes("a.json") == Array("1".utf8))
    let error = #expect(throws: StoreError.self) { try RunFiles.undo(more) }
    #expect(error?.reason == "exists already")
    #expect(try scratch.bytes("a.json") == Array("1".utf8))
    #expect(try scratch.bytes("\(Self.trash)/a_2.json") == Array("2".utf8))
  }

  @Test("a new name keeps the ending, and is never that of another file")
  func rename() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.json", Array("1".utf8))
    _ = try scratch.file("b.json", Array("2".utf8))
    let error = #expect(throws: StoreError.self) {
      try RunFiles.rename(Self.headline(path), to: "b.json")
    }
    #expect(error?.description.contains("b.json: exists already") == true)
    #expect(try scratch.bytes("b.json") == Array("2".utf8))
    let moves = try RunFiles.rename(Self.headline(path), to: "c")
    #expect(try scratch.names == ["b.json", "c.json"])
    try RunFiles.undo(moves)
    #expect(try scratch.names == ["a.json", "b.json"])
    #expect(try RunFiles.rename(Self.headline(path), to: "a.json").isEmpty)
  }

  @Test(
    "what is no name is refused",
    arguments: ["", "a/b", "../a", ".json", ".a", "x\u{0}y", String(repeating: "x", count: 250)])
  func badNames(name: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.json", [])
    #expect(throws: StoreError.self) { try RunFiles.rename(Self.headline(path), to: name) }
    #expect(try scratch.names == ["a.json"])
  }

  @Test("a result takes the journal of its run along, and no other")
  func together() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.json", [])
    _ = try JournalTests.write(RandomRun.events(seed: 3), scratch.path("a.journal"))
    let id = RandomRun.started(seed: 3).runID
    let later = Date().timeIntervalSince1970 + 60
    let own = Self.headline(path, id: id)
    let moves = try RunFiles.rename(own, to: "b", now: later)
    #expect(try scratch.names == ["b.journal", "b.json"])
    try RunFiles.undo(moves)
    _ = try RunFiles.rename(Self.headline(path, id: id + "x"), to: "b", now: later)
    #expect(try scratch.names == ["a.journal", "b.json"])
    try RunFiles.undo([RunFiles.Move(from: path, to: scratch.path("b.json"))])
    // Where one cannot move, none does.
    _ = try scratch.file("c.journal", [])
    #expect(throws: StoreError.self) { try RunFiles.rename(own, to: "c", now: later) }
    #expect(try scratch.names == ["a.journal", "a.json", "c.journal"])
  }

  @Test("the journal of a run that goes on stays where it is")
  func goingOn() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.journal", [])
    let now = Date().timeIntervalSince1970
    let error = #expect(throws: StoreError.self) {
      try RunFiles.trash(Self.headline(path), in: scratch.folder, now: now)
    }
    #expect(error?.reason.contains("its run goes on") == true)
    _ = try RunFiles.trash(Self.headline(path), in: scratch.folder, now: now + 60)
    #expect(!scratch.exists("a.journal"))
  }

  @Test("a journal that is held stays where it is, however long nothing was written to it")
  func held() throws {
    let scratch = try Scratch()
    let (journal, result) = (scratch.path("a.journal"), try scratch.file("a.json", []))
    let later = Date().timeIntervalSince1970 + 3600
    let own = Self.headline(result, id: RandomRun.started(seed: 3).runID)
    do {
      var writer = try JournalWriter(path: journal)
      try writer.append(RandomRun.events(seed: 3))
      for headline in [Self.headline(journal), own] {
        #expect(throws: StoreError.self) {
          try RunFiles.trash(headline, in: scratch.folder, now: later)
        }
        #expect(throws: StoreError.self) { try RunFiles.rename(headline, to: "b", now: later) }
      }
      try writer.synchronize()
    }
    #expect(try scratch.names == ["a.journal", "a.json"])
    // A stopped run goes on from its result, which is held so long.
    do {
      let lock = try RunLock.taking(result)
      #expect(throws: StoreError.self) { try RunFiles.rename(own, to: "b", now: later) }
      _ = consume lock
    }
    _ = try RunFiles.rename(own, to: "b", now: later)
    #expect(try scratch.names == ["b.journal", "b.json"])
  }

  @Test("a journal with more in it than the result of its stopped run does not go with that")
  func resumed() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.json", [])
    _ = try JournalTests.write(RandomRun.events(seed: 3), scratch.path("a.journal"))
    let later = Date().timeIntervalSince1970 + 60
    var result = Self.headline(path, id: RandomRun.started(seed: 3).runID)
    result.state = .stopped
    result.succeeded = 3
    let moves = try RunFiles.rename(result, to: "b", now: later)
    #expect(try scratch.names == ["a.journal", "b.json"])
    try RunFiles.undo(moves)
    result.succeeded = 60
    _ = try RunFiles.rename(result, to: "b", now: later)
    #expect(try scratch.names == ["b.journal", "b.json"])
  }

  @Test("a folder that is named like a run moves too; a missing file is told")
  func unusual() throws {
    let scratch = try Scratch()
    #expect(mkdir(scratch.path("d.json"), 0o700) == 0)
    let headline = Self.headline(scratch.path("d.json"))
    try RunFiles.undo(try RunFiles.trash(headline, in: scratch.folder))
    #expect(scratch.exists("d.json"))
    let error = #expect(throws: StoreError.self) {
      try RunFiles.trash(Self.headline(scratch.path("none.json")), in: scratch.folder)
    }
    #expect(error?.reason.contains("No such file") == true)
  }
}
