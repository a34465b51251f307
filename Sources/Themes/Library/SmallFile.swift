internal import Glibc

/// Reads small text files whole, and refuses everything that is none.
enum SmallFile {
  /// The bytes of a regular file of at most `limit` bytes.
  ///
  /// - Parameter advice: what to do where there is no such file.
  static func read(_ path: String, limit: Int, advice: String) throws(ThemeError) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(errno, "open it", path, advice: advice) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw .system(errno, "look at it", path, advice: advice)
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw ThemeError(file: path, "is no regular file", advice: advice)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(errno, "read it", path, advice: advice) }
      bytes.append(contentsOf: chunk[..<count])
    }
    throw tooLarge(path, limit: limit)
  }

  static func tooLarge(_ path: String, limit: Int) -> ThemeError {
    ThemeError(
      file: path, "is larger than \(limit >> 10) KB",
      advice: "Expected a base16 or base24 scheme file; they have about 1 KB")
  }
}
