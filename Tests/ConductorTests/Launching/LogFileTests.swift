import Foundation
import ProcessKit
import Testing

@testable import Conductor

/// The log of a process that stays, as it is read and followed.
@Suite(.timeLimit(.minutes(2)))
struct LogFileTests {
  private let scratch: Scratch
  private let path: String

  init() throws {
    scratch = try Scratch()
    path = scratch.path("own.log")
    try scratch.write("", to: "own.log")
  }

  private func append(_ text: String) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
  }

  @Test("The last lines are those of the log, and before them those that were moved beside it")
  func tail() throws {
    try append("three\nfour\n")
    try scratch.write("one\ntwo\n", to: "own.log.1")
    #expect(LogTail.lines(path, count: 1) == ["four"])
    #expect(LogTail.lines(path, count: 3) == ["two", "three", "four"])
    #expect(LogTail.lines(path, count: 100) == ["one", "two", "three", "four"])
    #expect(LogTail.lines(path, count: 0) == [])
    #expect(LogTail.lines(scratch.path("none.log"), count: 5) == [])
  }

  @Test("New lines are told as they are whole, also of a log that was emptied, until it is removed")
  func follow() async throws {
    try append("zero\none\n")
    let lines = Collected<String>()
    let following = Task {
      await LogFileFollower(path: path).run(1) { new in
        lines.add(new)
        return true
      }
    }
    #expect(await eventually { lines.elements == ["one"] })
    try append("two\nth")
    #expect(await eventually { lines.elements == ["one", "two"] })
    try append("ree\n\nfour\n")
    #expect(await eventually { lines.elements == ["one", "two", "three", "", "four"] })
    #expect(DetachedLog.shorten(path, limit: 0))
    try append("five\n")
    #expect(await eventually { lines.elements.last == "five" })
    #expect(lines.elements == ["one", "two", "three", "", "four", "five"])
    try FileManager.default.removeItem(atPath: path)
    await following.value
  }

  @Test("Many lines at once come all, in their order")
  func many() async throws {
    try append("begin\n")
    let lines = Collected<String>()
    let following = Task {
      await LogFileFollower(path: path).run(1) { new in
        lines.add(new)
        return new.last != "line 50000"
      }
    }
    #expect(await eventually { lines.elements == ["begin"] })
    let many = (1...50_000).map { "line \($0)" }
    try append(many.map { $0 + "\n" }.joined())
    await following.value
    #expect(lines.elements == ["begin"] + many)
  }

  @Test("Following ends at once where nobody takes the lines")
  func refused() async throws {
    try append("one\n")
    await LogFileFollower(path: path).run(10) { _ in false }
    await LogFileFollower(path: scratch.path("none.log")).run(10) { _ in true }
  }

  @Test("Of the log of a launched process that grows too long, the end is kept, with whole lines")
  func bounded() throws {
    let log = ProcessLog(path, limit: 1000, keeping: 300)
    log.append("before the file is open")
    log.open()
    for line in 1...200 { log.append("line \(line)") }
    let lines = LogTail.lines(path, count: 1000)
    #expect(lines.last == "line 200")
    let first = try #require(lines.first.flatMap { Int($0.dropFirst("line ".count)) })
    #expect(lines == (first...200).map { "line \($0)" })
    let files = [path, DetachedLog.older(path)]
    let sizes = try files.map {
      try #require(FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int)
    }
    #expect(sizes[0] <= 2000 && sizes[1] <= 600, "\(sizes)")
  }

  @Test("A log that cannot be begun costs its lines and nothing else")
  func impossible() {
    let log = ProcessLog(scratch.path("no/such/folder/own.log"))
    log.open()
    log.append("lost")
    #expect(LogTail.lines(scratch.path("no/such/folder/own.log"), count: 1).isEmpty)
  }
}
