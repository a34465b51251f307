import BenchCore
import Testing

@testable import RunStore

@Suite("The files of a run that is resumed")
struct ResumeOutputTests {
  private let scratch: Scratch
  private let events: [RunEvent]
  private let started: RunStarted

  init() throws {
    scratch = try Scratch()
    events = RandomRun.events(seed: 3, ends: false)
    guard case .runStarted(let started) = events.first?.payload else { throw StoreError("", "") }
    self.started = started
  }

  @Test("The old journal stays as it is until the new one, which is whole, takes its place")
  func takesOver() throws {
    let journal = scratch.path("r.journal")
    _ = try JournalTests.write(events, journal)
    let old = try scratch.bytes("r.journal")
    var output = try RunOutput.resume(started, from: journal, result: nil, force: false)
    #expect(output.results == [scratch.path("r.json")] && output.journal == journal)
    let recorder = try output.openJournal()
    recorder.record(Array(events.prefix(9)))
    try recorder.finish()
    #expect(try scratch.bytes("r.journal") == old)
    #expect(try scratch.names == [".r.journal.resuming", "r.journal"])
    // Nothing was sent: only what is new goes.
    output.discard()
    #expect(try scratch.names == ["r.journal"] && scratch.bytes("r.journal") == old)

    output = try RunOutput.resume(started, from: journal, result: nil, force: false)
    _ = try JournalTests.write(Array(events.prefix(9)), output.writtenJournal)
    try output.takeOver()
    #expect(try scratch.names == ["r.journal"] && scratch.bytes("r.journal") != old)
    _ = try output.writeResult(force: false)
    #expect(try scratch.names == ["r.json"])
  }

  @Test("Its own result gives way, another run's does not")
  func replaces() throws {
    let result = try own(started)
    // Killed while it was resumed from its result, the run has left both.
    let journal = scratch.path("r.journal")
    _ = try JournalTests.write(events, journal)
    #expect(throws: StoreError.self) {
      try RunOutput.resume(started, from: result, result: nil, force: false)
    }
    _ = try RunOutput.resume(started, from: journal, result: nil, force: false)
    var other = started
    other.runID += "x"
    #expect(throws: StoreError.self) {
      try RunOutput.resume(other, from: journal, result: nil, force: false)
    }
    _ = try RunOutput.resume(other, from: journal, result: nil, force: true)
  }

  private func own(_ started: RunStarted) throws -> String {
    let output = try RunOutput.prepare(
      started.plan, result: scratch.path("r.json"), force: false)
    _ = try JournalTests.write(events, output.journal)
    return try #require(try output.writeResult(force: false).paths.first)
  }

  @Test("What was left by a resumption that was killed before it sent anything is no obstacle")
  func leftOver() throws {
    let journal = scratch.path("r.journal")
    _ = try JournalTests.write(events, journal)
    let first = try RunOutput.resume(started, from: journal, result: nil, force: false)
    _ = try JournalTests.write(Array(events.prefix(3)), first.writtenJournal)
    let second = try RunOutput.resume(started, from: journal, result: nil, force: false)
    _ = try JournalTests.write(Array(events.prefix(3)), second.writtenJournal)
  }

  @Test("A name that another program resumes a run to is refused, and its journal stays")
  func resumedElsewhere() throws {
    let (one, other) = (scratch.path("a.journal"), scratch.path("b.journal"))
    for path in [one, other] { _ = try JournalTests.write(events, path) }
    let result = scratch.path("c.json")
    var first = try RunOutput.resume(started, from: one, result: result, force: false)
    let recorder = try first.openJournal()
    recorder.record(Array(events.prefix(9)))
    try recorder.settle()
    let error = #expect(throws: StoreError.self) {
      try RunOutput.resume(started, from: other, result: result, force: true)
    }
    #expect(error?.path == scratch.path("c.journal"))
    // A run from the start would find its journal replaced later.
    #expect(throws: StoreError.self) {
      try RunOutput.prepare(started.plan, result: result, force: true)
    }
    try recorder.finish()
    try first.takeOver()
    _ = try first.writeResult(force: false)
    #expect(try scratch.names == ["a.journal", "b.journal", "c.json"])
  }

  @Test("Of two that begin at once, the second takes nothing of the first away")
  func atOnce() throws {
    let (one, other) = (scratch.path("a.journal"), scratch.path("b.journal"))
    for path in [one, other] { _ = try JournalTests.write(events, path) }
    let result = scratch.path("c.json")
    var first = try RunOutput.resume(started, from: one, result: result, force: false)
    var second = try RunOutput.resume(started, from: other, result: result, force: false)
    let recorder = try first.openJournal()
    recorder.record(events)
    try recorder.settle()
    #expect(throws: StoreError.self) { try second.openJournal() }
    second.discard()
    #expect(try SavedRun.load(first.writtenJournal).started == started)
    try recorder.finish()
  }

  @Test("A journal that was put into the place meanwhile is not replaced, and nothing is lost")
  func placeTaken() throws {
    let source = scratch.path("a.journal")
    _ = try JournalTests.write(events, source)
    var output = try RunOutput.resume(
      started, from: source, result: scratch.path("c.json"), force: false)
    let hidden = output.writtenJournal
    let new = try JournalTests.write(Array(events.prefix(9)), hidden)
    _ = try scratch.file("c.journal", Array("other".utf8))
    let error = #expect(throws: StoreError.self) { try output.takeOver() }
    #expect(error?.advice.contains(hidden) == true)
    #expect(output.writtenJournal == hidden)
    #expect(try scratch.bytes("c.journal") == Array("other".utf8))
    #expect(try scratch.bytes(".c.journal.resuming") == new)
  }

  @Test("What is hidden of a run is not what its resumption removes")
  func fromHidden() throws {
    let source = scratch.path(".c.journal.resuming")
    _ = try JournalTests.write(events, source)
    #expect(throws: StoreError.self) {
      try RunOutput.resume(started, from: source, result: scratch.path("c.json"), force: false)
    }
    #expect(try scratch.names == [".c.journal.resuming"])
  }

  @Test("An old journal with damaged lines is kept beside the new one, and that is said")
  func keepsDamaged() throws {
    let journal = scratch.path("r.journal")
    let whole = try JournalTests.write(events, scratch.path("whole"))
    var lines = whole.split(separator: 0x0A).map(Array.init)
    lines[4] = Array("{\"t\":1,".utf8)
    _ = try scratch.file("r.journal", lines.joined(separator: [0x0A]) + [0x0A])
    let damaged = try scratch.bytes("r.journal")
    // One of another run has the name already.
    _ = try scratch.file("r.journal.damaged", Array("other".utf8))
    var output = try RunOutput.resume(started, from: journal, result: nil, force: false)
    let new = try JournalTests.write(Array(events.prefix(9)), output.writtenJournal)
    try output.takeOver()
    #expect(try scratch.bytes("r.journal") == new)
    let written = try output.writeResult(force: false)
    #expect(written.warnings.count == 1)
    #expect(written.warnings.first?.hasSuffix("r.journal.damaged_2") == true)
    #expect(
      try scratch.names == ["r.journal.damaged", "r.journal.damaged_2", "r.json", "whole"])
    #expect(try scratch.bytes("r.journal.damaged") == Array("other".utf8))
    #expect(try scratch.bytes("r.journal.damaged_2") == damaged)
  }

  @Test("An old journal whose last line is cut off has nothing to be kept for")
  func cutOff() throws {
    let whole = try JournalTests.write(events, scratch.path("whole"))
    let journal = try scratch.file("r.journal", whole.dropLast(9))
    var output = try RunOutput.resume(started, from: journal, result: nil, force: false)
    _ = try JournalTests.write(Array(events.prefix(9)), output.writtenJournal)
    try output.takeOver()
    #expect(try output.writeResult(force: false).warnings.isEmpty)
    #expect(try scratch.names == ["r.json", "whole"])
  }

  @Test("A journal that is still written is held, and free when it is closed")
  func held() throws {
    let journal = scratch.path("r.journal")
    do {
      var writer = try JournalWriter(path: journal)
      try writer.append(events)
      #expect(throws: StoreError.self) { _ = try RunLock.taking(journal) }
      #expect(RunLock.isHeld(journal))
      try writer.synchronize()
    }
    #expect(!RunLock.isHeld(journal) && !RunLock.isHeld(scratch.path("none")))
    let lock = try RunLock.taking(journal)
    #expect(RunLock.isHeld(journal))
    #expect(throws: StoreError.self) { _ = try RunLock.taking(journal) }
    _ = consume lock
    _ = try RunLock.taking(journal)
  }

  @Test(
    "The name of the result follows from that of the file",
    arguments: [
      ("a/r.journal", "a/r.json"), ("a/r.json", "a/r.json"), ("r", nil), (".journal", nil),
      (".json", nil),
    ] as [(String, String?)])
  func names(saved: String, result: String?) {
    #expect(OutputNaming.resultPath(ofSaved: saved) == result)
  }

  @Test("A recorder that has settled has everything on the disk")
  func settled() throws {
    let recorder = try RunRecorder(path: scratch.path("r.journal"), interval: 3600)
    recorder.record(events)
    try recorder.settle()
    let saved = try SavedRun.load(scratch.path("r.journal"))
    #expect(saved.events == CanonicalOrder.events(events))
    try recorder.finish()
  }
}
