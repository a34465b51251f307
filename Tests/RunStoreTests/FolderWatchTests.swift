import Foundation
import Testing

@testable import RunStore

@Suite("Watching a folder", .timeLimit(.minutes(2)))
struct FolderWatchTests {
  /// The changes of a folder as a stream, for as long as the stream is read.
  private static func changes(
    of scratch: Scratch
  ) throws -> (watch: FolderWatch, changes: AsyncStream<Void>) {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let watch = try FolderWatch(scratch.folder, pause: 1) { continuation.yield() }
    return (watch, stream)
  }

  @Test("a new run, a new folder and a run in it, and its end are told")
  func changes() async throws {
    let scratch = try Scratch()
    let (watch, stream) = try Self.changes(of: scratch)
    var changes = stream.makeAsyncIterator()
    _ = try scratch.file("a.json", [1])
    await changes.next()
    try FileManager.default.createDirectory(
      atPath: scratch.path("below"), withIntermediateDirectories: true)
    await changes.next()
    // Creating and closing a file may be told once or twice; each step waits until it was seen.
    while try !ResultsFolder(scratch.folder).files().contains(where: { $0.path.hasSuffix("b.json") }
    ) {
      _ = try scratch.file("below/b.json", [1])
      await changes.next()
    }
    try FileManager.default.removeItem(atPath: scratch.path("below/b.json"))
    await changes.next()
    withExtendedLifetime(watch) {}
  }

  @Test("a folder that is not there, and a file, are refused")
  func refused() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.json", [])
    for path in [scratch.path("none"), file] {
      let error = #expect(throws: StoreError.self) { try FolderWatch(path) {} }
      #expect(error?.path == path)
      #expect(error?.reason.hasPrefix("cannot watch it: ") == true)
    }
  }

  /// An event as the kernel writes it.
  private static func event(_ mask: Int, _ name: String) -> [UInt8] {
    let padded = Array(name.utf8) + [UInt8](repeating: 0, count: 16 - name.utf8.count % 16)
    let words = [UInt32(1), UInt32(mask), 0, UInt32(name.isEmpty ? 0 : padded.count)]
    let head = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    return head + (name.isEmpty ? [] : padded)
  }

  @Test(
    "only runs, folders and lost events are changes",
    arguments: [
      (0x100, "a.json", true), (0x100, "a.journal", true), (0x100, "a.txt", false),
      (0x100, ".a.json.1.tmp", false), (0x100, ".a.json", false), (0x4000_0100, "folder", true),
      (0x4000, "", true), (0x400, "", true), (0x8000, "", false),
    ])
  func relevance(mask: Int, name: String, isChange: Bool) {
    let event = Self.event(mask, name)
    let other = Self.event(0x100, "note.txt")
    #expect(WatchedTree.isChange(event[...]) == isChange)
    #expect(WatchedTree.isChange((other + event)[...]) == isChange)
    #expect(!WatchedTree.isChange(event.prefix(15)))
  }
}
