import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("The journal")
struct JournalTests {
  @Test("what is written is read, whatever the batches", arguments: [1, 3, 1000])
  func roundTrip(batch: Int) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 21, requests: 300)
    var writer = try JournalWriter(path: scratch.path("a.journal"))
    for start in stride(from: 0, to: events.count, by: batch) {
      try writer.append(Array(events[start..<min(start + batch, events.count)]))
      if start.isMultiple(of: 2) { try writer.flush() }
    }
    try writer.synchronize()
    let (read, damage) = try Self.read(scratch.path("a.journal"))
    #expect(read == events)
    #expect(damage == JournalDamage())
  }

  @Test("the start is on the disk at once, the rest after a flush")
  func flushing() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 22)
    var writer = try JournalWriter(path: scratch.path("a.journal"))
    try writer.append([events[0]])
    #expect(try Self.read(scratch.path("a.journal")).events == [events[0]])
    try writer.append(Array(events[1...]))
    #expect(try Self.read(scratch.path("a.journal")).events.count == 1)
    try writer.flush()
    #expect(try Self.read(scratch.path("a.journal")).events == events)
  }

  @Test("a batch of any length is written where the disk takes it", arguments: [1, 500, 3000])
  func longBatch(limit: Int) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 27, requests: 300)
    let path = scratch.path("a.journal")
    var writer = JournalWriter(try OpenFile.creating(path), pendingLimit: limit)
    try writer.append(events)
    #expect(writer.lost == 0)
    try writer.synchronize()
    let (read, damage) = try Self.read(path)
    #expect(read == events)
    #expect(damage == JournalDamage())
  }

  @Test("an existing file is never written to")
  func exclusive() throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.journal", Array("precious".utf8))
    let error = #expect(throws: StoreError.self) { _ = try JournalWriter(path: path) }
    #expect(error?.description.contains("exists") == true)
    #expect(try scratch.bytes("a.journal") == Array("precious".utf8))
  }

  @Test("a full disk is told with path and advice, and what was refused is kept and counted")
  func fullDisk() throws {
    // /dev/full refuses every write with ENOSPC.
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    var writer = JournalWriter(
      OpenFile(descriptor: descriptor, path: "x.journal"), pendingLimit: 2000)
    let events = RandomRun.events(seed: 23)
    let error = #expect(throws: StoreError.self) { try writer.append(Array(events.prefix(1))) }
    #expect(error?.path == "x.journal")
    #expect(error?.reason.contains("No space left") == true)
    #expect(error?.advice.contains("Free space") == true)
    #expect(throws: StoreError.self) { try writer.append(Array(events.dropFirst())) }
    #expect(writer.lost > 0)
    #expect(throws: StoreError.self) { try writer.synchronize() }
  }

  @Test("cut anywhere, it gives every whole line, and tells of the torn one")
  func torn() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 24, requests: 12)
    let whole = try Self.write(events, scratch.path("whole.journal"))
    let firstLine = try #require(whole.firstIndex(of: 0x0A))
    let coarse = Array(stride(from: firstLine, to: whole.count, by: 29))
    let ends = whole.indices.filter { $0 >= firstLine && whole[$0] == 0x0A }.flatMap {
      [$0, $0 + 1]
    }
    for length in coarse + ends.dropLast() {
      let path = try scratch.file("cut.journal", whole[..<length])
      let (read, damage) = try Self.read(path)
      let complete = whole[..<length].filter { $0 == 0x0A }.count
      // The line break itself may be all that is missing.
      let isWhole = length < whole.count && whole[length] == 0x0A
      #expect(read == Array(events.prefix(complete + (isWhole ? 1 : 0))))
      let isTorn = !isWhole && whole[length - 1] != 0x0A
      #expect(damage.tornLine == (isTorn ? complete + 1 : nil))
      #expect(damage.damagedLines == 0)
    }
  }

  @Test("damaged lines in the middle are passed over and told by number")
  func damaged() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 25, requests: 10)
    let whole = try Self.write(events, scratch.path("whole.journal"))
    var lines = whole.split(separator: 0x0A).map(Array.init)
    lines[3] = Array("{\"t\":1,".utf8)
    lines[5] = [0, 0, 0, 0xFF]
    lines.insert(Array("{\"t\":1,\"comet\":{}}".utf8), at: 7)
    lines.insert(lines[0], at: 8)
    let path = try scratch.file("damaged.journal", lines.joined(separator: [0x0A]) + [0x0A])
    let (read, damage) = try Self.read(path)
    var wanted = events
    wanted.remove(at: 5)
    wanted.remove(at: 3)
    #expect(read == wanted)
    #expect(damage.damagedLines == 3)
    #expect(damage.examples.map { $0.prefix(6) } == ["line 4", "line 6", "line 9"])
    #expect(damage.unknownEvents == ["comet": 1])
    #expect(damage.warnings.count == 2)
  }

  @Test("a line over the limit is passed over in bounded memory")
  func longLine() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 26, requests: 4)
    let whole = try Self.write(events, scratch.path("whole.journal"))
    let lines = whole.split(separator: 0x0A).map(Array.init)
    let long = Array(
      "{\"t\":1,\"note\":{\"text\":\"\(String(repeating: "x", count: 200_000))\"}}".utf8)
    let content = [lines[0], long] + lines.dropFirst() + [long]
    let path = try scratch.file("long.journal", content.joined(separator: [0x0A]))
    var reader = try JournalReader(LineReader(OpenFile.reading(path), limit: 50_000))
    var read: [RunEvent] = []
    while let event = try reader.next() { read.append(event) }
    #expect(read == events)
    #expect(reader.damage.damagedLines == 2)
  }

  @Test("lines are found wherever the buffer ends", arguments: [1, 2, 7, 16, 17, 63, 4096])
  func lines(limit: Int) throws {
    let scratch = try Scratch()
    var random = RandomRun(seed: UInt64(limit))
    let lines = (0..<200).map { _ in
      [UInt8](repeating: 0x61, count: random.below(limit))
    }
    let path = try scratch.file("lines", lines.joined(separator: [0x0A]) + [0x0A])
    var reader = LineReader(try OpenFile.reading(path), limit: limit)
    for (index, line) in lines.enumerated() {
      let next = try #require(try reader.next())
      #expect(next.number == index + 1)
      #expect(Array(reader.bytes[next.range]) == line)
      #expect(next.isComplete && !next.isTooLong)
    }
    let end = try reader.next()
    #expect(end?.number == nil)
  }

  @Test(
    "what is no journal is refused",
    arguments: ["", "\n", "{}", "hello\n", "{\"t\":1,\"note\":{\"text\":\"x\"}}\n"])
  func refused(content: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("x.journal", Array(content.utf8))
    let error = #expect(throws: StoreError.self) { _ = try JournalReader(path: path) }
    #expect(error?.path == path)
  }

  // MARK: Parts

  @discardableResult
  static func write(_ events: [RunEvent], _ path: String) throws -> [UInt8] {
    var writer = try JournalWriter(path: path)
    try writer.append(events)
    try writer.synchronize()
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  static func read(_ path: String) throws -> (events: [RunEvent], damage: JournalDamage) {
    var reader = try JournalReader(path: path)
    var events: [RunEvent] = []
    while let event = try reader.next() { events.append(event) }
    return (events, reader.damage)
  }
}
