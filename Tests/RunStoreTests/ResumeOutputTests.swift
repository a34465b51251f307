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
    _ = try JournalTests.write(Array(events.prefix(9)), output.writtenJournal)
    #expect(try scratch.bytes("r.journal") == old)
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

  @Test("A journal that is still written is held, and free when it is closed")
  func held() throws {
    let journal = scratch.path("r.journal")
    do {
      var writer = try JournalWriter(path: journal)
      try writer.append(events)
      #expect(throws: StoreError.self) { _ = try RunLock.taking(journal) }
      try writer.close()
    }
    let lock = try RunLock.taking(journal)
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
