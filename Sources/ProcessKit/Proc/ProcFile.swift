internal import Glibc

/// Small files that the kernel makes up when they are read.
enum ProcFile {
  /// Longest file read, bytes.
  private static let limit = 65_536

  /// The whole text; nil where it is not there, or not ours to read.
  static func text(_ path: String) -> String? {
    guard let bytes = bytes(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while result.count < limit {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return errno == EINTR ? result : nil }
      guard count > 0 else { break }
      result += buffer[..<count]
    }
    return result
  }

  /// Every process that there is.
  static func processes() -> [Int32] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var processes: [Int32] = []
    while let entry = readdir(folder) {
      let number: Int32? = withUnsafeBytes(of: entry.pointee.d_name) { name in
        let digits = name.prefix { $0 != 0 }
        guard let first = digits.first, (48...57).contains(first) else { return nil }
        return Int32(String(decoding: digits, as: UTF8.self))
      }
      if let number { processes.append(number) }
    }
    return processes
  }
}
