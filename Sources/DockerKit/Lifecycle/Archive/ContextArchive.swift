/// The walk through a build context, and what has been put into the archive so far.
///
/// Names are bytes here: a file system promises nothing about them but that they hold neither a
/// slash nor a zero.
internal import Glibc

struct ContextArchive {
  let folder: String
  /// Sent whatever the rules say, as the engine reads it.
  let dockerfile: String
  let byteLimit: Int
  let entryLimit: Int
  var rules = IgnoreRules()
  private(set) var segments: [[UInt8]] = []
  private(set) var entries = 0
  private var bytes = 0

  init(folder: String, dockerfile: String, byteLimit: Int, entryLimit: Int) {
    self.folder = folder
    self.dockerfile = dockerfile
    self.byteLimit = byteLimit
    self.entryLimit = entryLimit
  }

  /// Adds what a folder holds, sorted, so that the same folder gives the same archive.
  ///
  /// - Parameter relative: The folder below the context; empty for the context itself.
  mutating func add(folder relative: [UInt8]) throws(BuildContextError) {
    for name in try names(in: relative) {
      let path = relative.isEmpty ? name : relative + [UInt8(ascii: "/")] + name
      try add(path)
    }
  }

  private mutating func add(_ path: [UInt8]) throws(BuildContextError) {
    var facts = stat()
    // What has gone since the folder was listed was not meant to be sent.
    guard lstat(Self.terminated(absolute(path)), &facts) == 0 else { return }
    let text = String(decoding: path, as: UTF8.self)
    let isWanted = text == dockerfile || text == ".dockerignore" || !rules.ignores(text)
    let mode = facts.st_mode & 0o7777
    let modified = Int(facts.st_mtim.tv_sec)
    switch facts.st_mode & S_IFMT {
    case S_IFDIR:
      if isWanted {
        try append(TarHeader(path: path, kind: .folder, mode: mode, modified: modified))
      }
      // The Dockerfile may lie in an ignored folder.
      if isWanted || rules.hasExceptions || dockerfile.hasPrefix(text + "/") {
        try add(folder: path)
      }
    case S_IFLNK where isWanted:
      guard let target = ContextFile.target(absolute(path)) else { return }
      try append(TarHeader(path: path, kind: .link(to: target), mode: 0o777, modified: modified))
    case S_IFREG where isWanted:
      try check(adding: Int(facts.st_size), of: text)
      let content = try ContextFile.bytes(absolute(path), limit: byteLimit - bytes)
      try append(
        TarHeader(path: path, kind: .file(size: content.count), mode: mode, modified: modified))
      segments += [content, TarHeader.padding(after: content.count)]
      bytes += content.count
    default: break
    }
  }

  private mutating func append(_ header: TarHeader) throws(BuildContextError) {
    entries += 1
    guard entries <= entryLimit else {
      throw BuildContextError(
        "\(folder) holds more than \(entryLimit) files; name what the image does not need in "
          + "\(folder)/.dockerignore")
    }
    segments.append(header.bytes)
  }

  private func check(adding size: Int, of path: String) throws(BuildContextError) {
    guard size > byteLimit - bytes else { return }
    throw BuildContextError(
      "\(folder) is more than \(byteLimit >> 20) MiB to send (at \(path)); name what the image "
        + "does not need, such as models and data, in \(folder)/.dockerignore, or build it with "
        + "docker build and name the image instead")
  }

  private func absolute(_ path: [UInt8]) -> [UInt8] {
    Array(folder.utf8) + (path.isEmpty ? [] : [UInt8(ascii: "/")] + path)
  }

  private func names(in relative: [UInt8]) throws(BuildContextError) -> [[UInt8]] {
    let path = absolute(relative)
    guard let stream = opendir(Self.terminated(path)) else {
      throw BuildContextError(
        "\(String(decoding: path, as: UTF8.self)) cannot be listed: "
          + String(cString: strerror(errno)))
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
      if names.count > entryLimit { break }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  static func terminated(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }
}

/// One file of a context.
enum ContextFile {
  /// All bytes of a regular file.
  static func bytes(_ path: [UInt8], limit: Int) throws(BuildContextError) -> [UInt8] {
    // Neither a link that was put there meanwhile nor a pipe without a writer is followed.
    let descriptor = open(
      ContextArchive.terminated(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      guard count > 0 else { return content }
      content += piece[..<count]
      guard content.count <= limit else {
        throw BuildContextError(
          "\(String(decoding: path, as: UTF8.self)) grows while it is read, or is too large")
      }
    }
  }

  /// What a symbolic link says.
  static func target(_ path: [UInt8]) -> [UInt8]? {
    var target = [CChar](repeating: 0, count: 4096)
    let count = readlink(ContextArchive.terminated(path), &target, target.count)
    return count > 0 ? target[..<count].map { UInt8(bitPattern: $0) } : nil
  }

  private static func unreadable(_ path: [UInt8]) -> BuildContextError {
    BuildContextError(
      "\(String(decoding: path, as: UTF8.self)) cannot be read: "
        + "\(String(cString: strerror(errno))); name it in .dockerignore if the image does not need it"
    )
  }
}
