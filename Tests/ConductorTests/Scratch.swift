import Foundation
import Synchronization

/// A folder for one test, gone when the test is over.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "slimbench-conductor-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  /// Writes a shell script that can stand in for the program itself.
  func script(_ lines: String) throws -> String {
    let path = self.path("stand-in-\(UUID().uuidString).sh")
    try Data("#!/bin/bash\n\(lines)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// An inspector that answers every NUL-ended path with a good document of a page, but for those that
  /// `cases` (of a shell's `case "$path" in`) say otherwise of.
  func inspector(_ cases: String = "") throws -> String {
    try script(
      """
      while IFS= read -r -d '' path; do
        case "$path" in
          \(cases)
          *) echo '{"pages":1,"pageSizes":[{"count":1,"height":792,"width":612}]}' ;;
        esac
      done
      """)
  }
}

/// Collects what callbacks of any thread bring.
final class Collected<Element: Sendable>: Sendable {
  private let list = Mutex<[Element]>([])

  func add(_ element: Element) { list.withLock { $0.append(element) } }
  func add(_ elements: [Element]) { list.withLock { $0.append(contentsOf: elements) } }
  var elements: [Element] { list.withLock { $0 } }
}
