/// Why a socket cannot be connected to: libcurl says only that it could not.
internal import Glibc

struct SocketProbe {
  private var path: String
  /// Zero where the connection was made.
  private var code: Int32
  private var owner: String?

  /// Tries to connect, and looks at the file where that is refused.
  static func look(at path: String) -> SocketProbe {
    let code = connect(to: path)
    return SocketProbe(path: path, code: code, owner: code == EACCES ? owner(of: path) : nil)
  }

  /// Nil if nothing is wrong (any more).
  func error(_ address: EngineAddress) -> EngineError? {
    switch code {
    case 0, EAGAIN, EINPROGRESS: nil
    case ENOENT, ENOTDIR:
      EngineError(.missing, "there is no socket at \(path)", advice: "is the engine running?")
    case EACCES, EPERM:
      EngineError(
        .permission, "\(path)\(owner.map { " is owned by \($0)" } ?? "") and not open to you",
        advice: "add yourself to its group (docker) and log in again, or use a rootless engine")
    case ECONNREFUSED:
      EngineError(
        .refused, "nobody listens at \(path): it was left behind by an engine that has ended",
        advice: "start the engine")
    case ENOTSOCK, EPROTOTYPE:
      EngineError(.foreign, "\(path) is no engine's socket", advice: "look at the path")
    default:
      EngineError(.unreachable, "\(path): \(Self.words(for: code))")
    }
  }

  private static func words(for code: Int32) -> String {
    guard let words = strerror(code) else { return "error \(code)" }
    return String(cString: words)
  }

  private static func connect(to path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1
    guard path.utf8.count <= room else { return ENAMETOOLONG }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return result == 0 ? 0 : errno
  }

  /// `root:docker, mode 660`.
  private static func owner(of path: String) -> String? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    let user = name(of: facts.st_uid) ?? "\(facts.st_uid)"
    let group = groupName(of: facts.st_gid) ?? "\(facts.st_gid)"
    return "\(user):\(group), mode \(String(facts.st_mode & 0o777, radix: 8)),"
  }

  private static func name(of user: uid_t) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { room in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard let buffer = room.baseAddress,
        getpwuid_r(user, &entry, buffer, room.count, &found) == 0, found != nil
      else { return nil }
      return String(cString: entry.pw_name)
    }
  }

  private static func groupName(of group: gid_t) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16384) { room in
      var entry = Glibc.group()
      var found: UnsafeMutablePointer<Glibc.group>?
      guard let buffer = room.baseAddress,
        getgrgid_r(group, &entry, buffer, room.count, &found) == 0, found != nil
      else { return nil }
      return String(cString: entry.gr_name)
    }
  }
}
