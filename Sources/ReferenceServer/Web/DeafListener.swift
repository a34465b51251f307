import Glibc

/// Ends the listening of this process on a port, without its owner noticing.
///
/// FlyingFox can only close its listening socket, and when somebody connects in that moment, its next
/// `accept` fails and takes every request in flight along. Here a socket that nobody can reach is put
/// under the same descriptor: the port is free, new clients are refused, and `accept` has nothing to do.
enum DeafListener {
  static func replace(port: Int) {
    guard let folder = opendir("/proc/self/fd") else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let descriptor = Int32(name), isListening(descriptor, on: port) {
        return deafen(descriptor)
      }
    }
  }

  private static func isListening(_ descriptor: Int32, on port: Int) -> Bool {
    var flag: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &flag, &size) == 0, flag != 0 else {
      return false
    }
    // Of both families: the port is at the same place.
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isKnown = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length) == 0
      }
    }
    let family = Int32(address.sin6_family)
    return isKnown && (family == AF_INET || family == AF_INET6)
      && Int(in_port_t(bigEndian: address.sin6_port)) == port
  }

  private static func deafen(_ descriptor: Int32) {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let deaf = socket(AF_UNIX, kind, 0)
    guard deaf >= 0 else { return }
    defer { close(deaf) }
    // An address of the family alone asks the kernel for a name that is nowhere written down.
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isListening = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(deaf, $0, socklen_t(MemoryLayout<sa_family_t>.size)) == 0 && listen(deaf, 1) == 0
      }
    }
    guard isListening else { return }
    dup2(deaf, descriptor)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }
}
