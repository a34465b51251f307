import FlyingFox
import FlyingSocks
import Glibc

/// The client's connection behind a FlyingFox request, found by the client's address.
///
/// FlyingFox gives a handler no hold on its socket and does not look at it while the handler runs,
/// so a client that goes away would not be noticed. The descriptor of the connection is the one of
/// this process whose peer has the request's remote address; it stays open and the same as long as
/// the handler runs, because FlyingFox closes it only afterwards.
struct PeerConnection: Sendable {
  private let socket: Socket

  /// Nil when no open descriptor of this process leads to the address.
  init?(_ address: HTTPRequest.Address) {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let descriptor = Int32(name) else { continue }
      let candidate = Socket(file: .init(rawValue: descriptor))
      if let peer = try? candidate.remotePeer(), HTTPRequest.Address.make(from: peer) == address {
        socket = candidate
        return
      }
    }
    return nil
  }

  /// Returns when the client has closed its side. When the client sends more instead, which then
  /// belongs to its next request, it waits until it is cancelled.
  func waitUntilClosed(pool: some AsyncSocketPool) async {
    // Readable means: more bytes, the end, or an error. Only more bytes are no goodbye.
    try? await pool.suspendSocket(socket, untilReadyFor: .read)
    if Task.isCancelled || isClosed { return }
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(1)) }
  }

  /// Makes FlyingFox see the end of the connection after the answer that is about to be sent.
  func stopReceiving() {
    _ = shutdown(socket.file.rawValue, Int32(SHUT_RD))
  }

  private var isClosed: Bool {
    var byte: UInt8 = 0
    let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
    let count = recv(socket.file.rawValue, &byte, 1, flags)
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }
}
