/// The folder that an image is built from, as the tar file that the engine is sent.
///
///     folder ─► walk (sorted, .dockerignore) ─► [header][bytes][padding] … [end]
///
/// Symbolic links are kept as links and never followed; sockets, pipes and devices stay at home.
/// The archive is held in memory until it is sent, so it is bounded.
internal import CurlKit
internal import Glibc

struct BuildContext {
  let body: UploadBody
  /// How many files, folders and links it has.
  let entries: Int

  /// Bytes of the files of a context; more, and it is refused.
  static let byteLimit = 512 << 20
  static let entryLimit = 100_000

  /// Reads the folder.
  ///
  /// - Parameter dockerfile: Its path below the folder.
  static func read(
    _ folder: String, dockerfile: String, byteLimit: Int = byteLimit, entryLimit: Int = entryLimit
  ) throws(BuildContextError) -> BuildContext {
    var archive = ContextArchive(
      folder: folder, dockerfile: try checked(dockerfile, in: folder), byteLimit: byteLimit,
      entryLimit: entryLimit)
    archive.rules = try rules(of: folder)
    try archive.add(folder: [])
    return BuildContext(
      body: UploadBody(segments: archive.segments + [TarHeader.end]), entries: archive.entries)
  }

  /// The Dockerfile's path in the archive: below the folder, and there.
  private static func checked(
    _ dockerfile: String, in folder: String
  ) throws(BuildContextError) -> String {
    var facts = stat()
    guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw BuildContextError("\(folder) is no folder that can be built")
    }
    let parts = dockerfile.split(separator: "/").filter { $0 != "." }
    guard !dockerfile.hasPrefix("/"), !parts.isEmpty, !parts.contains("..") else {
      throw BuildContextError(
        "the Dockerfile \(dockerfile) has to lie in the folder that is built, \(folder); "
          + "name it by its path below that folder")
    }
    let path = parts.joined(separator: "/")
    guard stat("\(folder)/\(path)", &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw BuildContextError("there is no \(path) in \(folder); name the folder that holds it")
    }
    return path
  }

  private static func rules(of folder: String) throws(BuildContextError) -> IgnoreRules {
    let path = "\(folder)/.dockerignore"
    guard access(path, F_OK) == 0 else { return IgnoreRules() }
    let bytes = try ContextFile.bytes(Array(path.utf8), limit: 1 << 20)
    return IgnoreRules(String(decoding: bytes, as: UTF8.self))
  }
}

/// Why a folder cannot be sent to be built.
struct BuildContextError: Error, Equatable {
  let text: String

  init(_ text: String) { self.text = text }
}
