internal import Glibc

/// An XML report, written as results are: complete or not at all.
package enum XMLFile {
  /// Makes sure that a report can be written in this place; what is there stays as it is.
  ///
  /// Only a report gives way to a report: a slip of the keyboard must not cost a result.
  package static func check(_ path: String) throws(StoreError) {
    guard !path.isEmpty, !path.hasSuffix("/"), !path.utf8.contains(0) else {
      throw StoreError(
        path.isEmpty ? "\"\"" : path, "names no file", advice: "Name one, such as report.xml")
    }
    var facts = stat()
    if stat(path, &facts) == 0 {
      guard facts.st_mode & S_IFMT == S_IFREG else {
        throw StoreError(path, "is no regular file", advice: "Name one, such as report.xml")
      }
      let head = try FileBytes.head(path, count: 5)
      guard head.isEmpty || head.elementsEqual("<?xml".utf8) else {
        throw StoreError(
          path, "exists already, and is no XML", advice: "Remove it, or name another file")
      }
    }
    // Permissions, quotas and read-only mounts are only known by trying.
    _ = try AtomicFile(path)
  }

  /// Writes the file; a report that is there gives way.
  package static func write(_ text: String, to path: String) throws(StoreError) {
    try check(path)
    var file = try AtomicFile(path)
    try file.write(Array(text.utf8))
    try file.commit(replacing: true)
  }
}
