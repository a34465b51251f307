import BenchCore
import Foundation
import Synchronization
import Testing

@testable import RunStore

@Suite("The recorder", .timeLimit(.minutes(1)))
struct RunRecorderTests {
  @Test("events of many threads are all there, each thread's in its order")
  func manyThreads() throws {
    let scratch = try Scratch()
    let recorder = try RunRecorder(path: scratch.path("r.journal"), interval: 0.002)
    recorder.record([RunEvent(.zero, .runStarted(EventCodingTests.small))])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in 0..<2000 {
        recorder.record([RunEvent(RunTime(nanoseconds: Int64(number)), Self.note(thread))])
      }
    }
    try recorder.finish()
    let (events, damage) = try JournalTests.read(scratch.path("r.journal"))
    #expect(damage == JournalDamage())
    #expect(events.count == 16_001)
    for thread in 0..<8 {
      let times = events.filter { $0.payload == Self.note(thread) }.map(\.time)
      #expect(times.map(\.nanoseconds) == Array(0..<2000))
    }
  }

  @Test("what is recorded is in the file soon, without finishing")
  func flushes() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 2)
    let recorder = try RunRecorder(path: scratch.path("r.journal"), interval: 0.005)
    recorder.record(events)
    try eventually { try !scratch.bytes("r.journal").isEmpty }
    recorder.record([RunEvent(.zero, Self.note(1))])
    try eventually {
      try JournalTests.read(scratch.path("r.journal")).events.count == events.count + 1
    }
    try recorder.finish()
  }

  @Test("the start is in the file at once, whatever the interval")
  func startAtOnce() throws {
    let scratch = try Scratch()
    let recorder = try RunRecorder(path: scratch.path("r.journal"), interval: 3600)
    recorder.record([RunEvent(.zero, .runStarted(EventCodingTests.small))])
    try eventually { try !scratch.bytes("r.journal").isEmpty }
    try recorder.finish()
  }

  @Test("a flood is written before the interval is over")
  func flood() throws {
    let scratch = try Scratch()
    let recorder = try RunRecorder(path: scratch.path("r.journal"), interval: 3600)
    recorder.record([RunEvent(.zero, .runStarted(EventCodingTests.small))])
    recorder.record((0..<20_000).map { RunEvent(.zero, Self.note($0)) })
    try eventually { try scratch.bytes("r.journal").filter { $0 == 0x0A }.count == 20_001 }
    try recorder.finish()
  }

  @Test("a full disk is told once while the run goes on, and again at the end")
  func fullDisk() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    let journal = JournalWriter(OpenFile(descriptor: descriptor, path: "x.journal"))
    let told = Told()
    let recorder = RunRecorder(journal, interval: 0.001) { told.add($0) }
    recorder.record(RandomRun.events(seed: 3))
    try eventually { !told.errors.isEmpty }
    recorder.record(RandomRun.events(seed: 5))
    let error = #expect(throws: StoreError.self) { try recorder.finish() }
    #expect(error?.reason.contains("No space left") == true)
    #expect(told.errors.count == 1)
    #expect(throws: Never.self) { try recorder.finish() }
  }

  @Test("a disk that takes again gets everything, in order")
  func recovers() throws {
    let scratch = try Scratch()
    // A full pipe that nobody waits on refuses with EAGAIN, as a full disk does with ENOSPC.
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    #expect(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    let events = RandomRun.events(seed: 4, requests: 2000)
    let told = Told()
    let recorder = RunRecorder(
      JournalWriter(OpenFile(descriptor: writing, path: "x.journal")), interval: 0.001
    ) { told.add($0) }
    recorder.record(events)
    try eventually { !told.errors.isEmpty }
    var received: [UInt8] = []
    var lines = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    #expect(fcntl(reading, F_SETFL, O_NONBLOCK) == 0)
    try eventually {
      let count = max(0, read(reading, &buffer, buffer.count))
      received += buffer[..<count]
      lines += buffer[..<count].filter { $0 == 0x0A }.count
      return lines == events.count
    }
    try recorder.finish()
    let path = try scratch.file("r.journal", received)
    #expect(try JournalTests.read(path).events == events)
  }

  @Test("one that has lost events does not settle, though the disk takes again")
  func gap() throws {
    // What it holds can take the place of no other journal: a full pipe stands for a full disk.
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    for end in ends { #expect(fcntl(end, F_SETFL, O_NONBLOCK) == 0) }
    let journal = JournalWriter(
      OpenFile(descriptor: writing, path: "x.journal"), pendingLimit: 4096)
    let recorder = RunRecorder(journal, interval: 3600, onFailure: nil)
    recorder.record(RandomRun.events(seed: 4, requests: 2000))
    #expect(throws: StoreError.self) { try recorder.settle() }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while read(reading, &buffer, buffer.count) > 0 {}
    let error = #expect(throws: StoreError.self) { try recorder.settle() }
    #expect(error?.reason.contains("events are missing") == true)
  }

  @Test("a journal that exists is refused")
  func exclusive() throws {
    let scratch = try Scratch()
    let path = try scratch.file("r.journal", [])
    #expect(throws: StoreError.self) { _ = try RunRecorder(path: path) }
  }

  // MARK: Parts

  /// Waits for what another thread brings about, for as long as a test may take.
  private func eventually(_ holds: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(50)
    while try !holds() {
      try #require(ContinuousClock.now < deadline, "nothing came")
      sched_yield()
    }
  }

  private static func note(_ number: Int) -> RunEvent.Payload {
    .note(Note(.note, "thread \(number)"))
  }

  private final class Told: Sendable {
    private let heard = Mutex<[StoreError]>([])
    var errors: [StoreError] { heard.withLock { $0 } }
    func add(_ error: StoreError) { heard.withLock { $0.append(error) } }
  }
}
