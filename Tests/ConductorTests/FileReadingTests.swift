import Foundation
import Glibc
import Testing

@testable import Conductor

@Suite(.timeLimit(.minutes(1)))
struct FileReadingTests {
  private func failure(_ path: String) -> String? {
    if case .failure(let reason) = FileReading.bytes(path: path) { reason.text } else { nil }
  }

  @Test("A file's bytes are read whole", arguments: [0, 1, 65_536, 3_000_001])
  func whole(size: Int) throws {
    let scratch = try Scratch()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(filePath: scratch.path("x")))
    #expect(try FileReading.bytes(path: scratch.path("x")).get() == bytes)
  }

  @Test("A pipe without a writer is refused, not waited for")
  func pipe() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.path("p"), 0o600) == 0)
    #expect(failure(scratch.path("p")) == "is not a regular file")
  }

  @Test(
    "Why a file cannot be read is told",
    arguments: [
      ("/", "is not a regular file"), ("/dev/zero", "is not a regular file"),
      ("/no/such/file", "No such file or directory"), ("", "No such file or directory"),
    ])
  func reasons(path: String, reason: String) {
    #expect(failure(path) == reason)
  }

  @Test("A corpus that leaves no memory is refused with advice")
  func budget() throws {
    let error = #expect(throws: CorpusError.self) {
      try MemoryBudget.check(bytes: 1 << 60, folder: "pdfs")
    }
    #expect(error?.description.contains("--max-files") == true)
    try MemoryBudget.check(bytes: 1 << 20, folder: "pdfs")
  }
}
