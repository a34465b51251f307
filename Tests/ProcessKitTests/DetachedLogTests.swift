import Foundation
import Glibc
import ProcessKit
import Testing

@Suite("The log of a process that outlives us", .timeLimit(.minutes(1)))
final class DetachedLogTests {
  private let folder: String
  private let path: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "slimbench-log-\(UUID().uuidString)").path
    path = folder + "/own.log"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// Appends as the process does, which keeps its file open for ever.
  private func withWriter(_ body: ((String) -> Void) throws -> Void) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    try body { text in
      let bytes = Array(text.utf8)
      #expect(write(file, bytes, bytes.count) == bytes.count)
    }
  }

  @Test("stays as it is until it is too long")
  func short() throws {
    try withWriter { append in
      append("one\ntwo\n")
      #expect(!DetachedLog.shorten(path, limit: 8))
      #expect(text(path) == "one\ntwo\n")
      #expect(!FileManager.default.fileExists(atPath: DetachedLog.older(path)))
      append("x")
      #expect(DetachedLog.shorten(path, limit: 8))
    }
  }

  @Test("begins anew when it is too long, and its end stands in the file beside it")
  func long() throws {
    try withWriter { append in
      for number in 10..<100 { append("line \(number)\n") }
      // Eight bytes a line: two whole ones, and a half that nobody could read.
      #expect(DetachedLog.shorten(path, limit: 700, keeping: 20))
      #expect(text(DetachedLog.older(path)) == "line 98\nline 99\n")
      append("after\n")
      #expect(text(path) == "after\n", "the writer goes on at the beginning, without a hole")
      // The end of an earlier one is replaced.
      #expect(DetachedLog.shorten(path, limit: 5, keeping: 100))
      #expect(text(DetachedLog.older(path)) == "after\n")
    }
  }

  @Test("is nothing else than a regular file of its own")
  func others() throws {
    try withWriter { append in append("one\n") }
    let link = folder + "/link.log"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(!DetachedLog.shorten(link, limit: 0))
    #expect(!DetachedLog.shorten(folder, limit: 0))
    #expect(!DetachedLog.shorten(folder + "/none.log", limit: 0))
    #expect(text(path) == "one\n")
  }

  @Test("is written on by the process itself, whose file was emptied under its hands")
  func process() async throws {
    let script = "echo first; while [ ! -e '\(folder)/go' ]; do sleep 0.02; done; echo second"
    let number = try DetachedProcess.launch(shell(script), log: path)
    defer { DetachedProcess.reap(number) }
    #expect(await eventually { text(path) == "first\n" })
    #expect(DetachedLog.shorten(path, limit: 0))
    #expect(FileManager.default.createFile(atPath: folder + "/go", contents: nil))
    #expect(await eventually { text(path) == "second\n" })
    #expect(text(DetachedLog.older(path)) == "first\n")
  }
}
