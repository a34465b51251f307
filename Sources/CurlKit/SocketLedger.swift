/// Counts the sockets that a loop's connections hold open.
///
/// libcurl asks us to open and close them. An idle connection outlives the transfer that opened
/// it, so closing is booked here, on an object that lives as long as the loop.
import CCurl
import Glibc

final class SocketLedger {
  private(set) var open = 0

  /// Opens a socket that children of this process do not inherit; nil if the system refuses.
  func openSocket(for address: UnsafePointer<curl_sockaddr>) -> curl_socket_t? {
    let wanted = address.pointee
    let type = wanted.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(wanted.family, type, wanted.protocol)
    guard descriptor >= 0 else { return nil }
    open += 1
    return descriptor
  }

  func closeSocket(_ descriptor: curl_socket_t) -> Int32 {
    open -= 1
    return close(descriptor)
  }
}
