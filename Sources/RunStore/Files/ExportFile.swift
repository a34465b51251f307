internal import Glibc

/// A report made of a saved run, written as results are: complete or not at all.
package enum ExportFile {
  /// Writes the file, or into the pipe or device of that name.
  ///
  /// - Parameter replacing: Lets an older report give way. A result or a journal never does: a slip
  ///   of the keyboard must not cost a run.
  package static func write(
    _ text: String, to path: String, replacing: Bool
  ) throws(StoreError) {
    guard !path.isEmpty, !path.hasSuffix("/"), !path.utf8.contains(0) else {
      throw StoreError(
        path.isEmpty ? "\"\"" : path, "names no file", advice: "Name one, such as report.html")
    }
    var facts = stat()
    if stat(path, &facts) == 0 {
      switch facts.st_mode & S_IFMT {
      case S_IFREG: try check(path, replacing)
      case S_IFIFO, S_IFCHR: return try stream(text, to: path)
      case S_IFDIR:
        throw StoreError(path, "is a folder", advice: "Name a file in it with --output")
      default: throw StoreError(path, "is no file", advice: "Name another with --output")
      }
    } else if lstat(path, &facts) == 0 {
      throw StoreError(
        path, "is a link to nowhere", advice: "Remove it, or name another file with --output")
    }
    var file = try AtomicFile(path)
    try file.write(Array(text.utf8))
    try file.commit(replacing: replacing)
  }

  /// Writes the report for whoever reads standard output.
  ///
  /// A reader that has seen enough, such as head, ends the program like any other.
  package static func writeToStandardOutput(_ text: String) throws(StoreError) {
    let descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw StoreError.system(errno, "open it", "standard output") }
    let file = OpenFile(descriptor: descriptor, path: "standard output")
    var written = 0
    try file.write(Array(text.utf8), written: &written)
  }

  /// Whether the report may take the place of what is there.
  private static func check(_ path: String, _ replacing: Bool) throws(StoreError) {
    guard replacing else {
      throw StoreError(
        path, "exists already", advice: "Name another file with --output, or add --force")
    }
    // Results, journals and the guide's files are objects; no report begins like one.
    let head = try FileBytes.head(path, count: 64)
    guard head.first(where: { !" \t\r\n".utf8.contains($0) }) != UInt8(ascii: "{") else {
      throw StoreError(
        path, "looks like a saved run, which no report replaces",
        advice: "Name another file with --output")
    }
  }

  private static func stream(_ text: String, to path: String) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw StoreError.system(errno, "open it", path) }
    let file = OpenFile(descriptor: descriptor, path: path)
    var written = 0
    try file.write(Array(text.utf8), written: &written)
  }
}
