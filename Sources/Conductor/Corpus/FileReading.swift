internal import Glibc

/// Reads whole regular files; never waits on a FIFO, never follows a device.
package enum FileReading {
  /// The file's bytes, or why they cannot be had.
  package static func bytes(path: String) -> Result<[UInt8], Reason> {
    // Without O_NONBLOCK, opening a FIFO would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(Reason(errno)) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return .failure(Reason(errno)) }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      return .failure(Reason(text: "is not a regular file"))
    }
    let size = Int(facts.st_size)
    var failure: Int32?
    let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        guard let base = buffer.baseAddress else { return }
        let got = read(descriptor, base + count, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        count += got
      }
    }
    if let failure { return .failure(Reason(failure)) }
    return .success(content)
  }

  /// Why a file cannot be read.
  package struct Reason: Error {
    package var text: String

    init(text: String) { self.text = text }
    init(_ number: Int32) { text = String(cString: strerror(number)) }
  }
}
