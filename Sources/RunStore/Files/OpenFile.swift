internal import Glibc

/// An open file that is closed when its owner goes.
struct OpenFile: ~Copyable, Sendable {
  private let descriptor: Int32
  /// As the user named it.
  let path: String

  /// Takes over an open descriptor.
  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { _ = Glibc.close(descriptor) }

  /// Opens a regular file for reading; refuses folders, pipes and devices without waiting on them.
  static func reading(_ path: String) throws(StoreError) -> OpenFile {
    // Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw StoreError.system(errno, "open it", path) }
    let file = OpenFile(descriptor: descriptor, path: path)
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw StoreError.system(errno, "look at it", path)
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: return file
    case S_IFDIR:
      throw StoreError(path, "is a folder", advice: "Name a result or a journal inside it")
    default:
      throw StoreError(path, "is no regular file", advice: "Save it to a file first")
    }
  }

  /// Creates a file that must not exist yet, readable by everybody as far as the umask allows.
  static func creating(_ path: String) throws(StoreError) -> OpenFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw StoreError.system(errno, "create it", path) }
    return OpenFile(descriptor: descriptor, path: path)
  }

  /// Keeps others from taking the file for abandoned, as long as it is open.
  ///
  /// - Returns: False where somebody else holds it; a file system without locks holds nobody up.
  @discardableResult
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }

  /// Size in bytes, as it is now.
  var size: Int {
    var facts = stat()
    return fstat(descriptor, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// Reads up to `count` bytes to `position` of `buffer`; 0 at the end of the file.
  func read(into buffer: inout [UInt8], at position: Int, count: Int) throws(StoreError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(
          descriptor, bytes[position...].baseAddressOfRest, min(count, bytes.count - position))
      }
      if count >= 0 { return count }
      if errno != EINTR { throw StoreError.system(errno, "read it", path) }
    }
  }

  /// Hands bytes to the kernel, as many as it takes.
  ///
  /// - Parameter written: Set to how many were handed over, also where it throws.
  func write(_ bytes: [UInt8], written: inout Int) throws(StoreError) {
    written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { content in
        Glibc.write(descriptor, content[written...].baseAddressOfRest, content.count - written)
      }
      if count > 0 {
        written += count
      } else if count < 0, errno != EINTR {
        throw StoreError.system(errno, "write to it", path)
      }
    }
  }

  /// Waits until everything written is on the disk.
  func synchronize() throws(StoreError) {
    // Pipes and devices cannot be synchronized, and need not be.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw StoreError.system(errno, "bring it to the disk", path)
    }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var baseAddressOfRest: UnsafeRawPointer? {
    UnsafeRawBufferPointer(rebasing: self).baseAddress
  }
}

extension Slice<UnsafeMutableRawBufferPointer> {
  fileprivate var baseAddressOfRest: UnsafeMutableRawPointer? {
    UnsafeMutableRawBufferPointer(rebasing: self).baseAddress
  }
}
