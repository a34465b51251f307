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

  /// Returns when the client has closed its side.
  ///
  /// When the client sends more instead, which then
  /// belongs to its next request, it waits until it is cancelled.
  func waitUntilClosed(pool: some AsyncSocketPool) async {
    // Readable means: more bytes, the end, or an error. Only more bytes are no goodbye.
    try? await pool.suspendSocket(socket, untilReadyFor: .read)
    if Task.isCancelled || isClosed { return }
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(1)) }
  }

  /// Answers the client and ends the conversation, however much the client goes on sending.
  ///
  /// For answers that come before the end of a body. FlyingFox would read the rest of that body as
  /// the next request, looking for the end of a line with effort that grows with the square of
  /// its length. After this its own attempt to answer fails, and it closes the connection.
  ///
  /// - Parameter linger: how long what the client still sends is read and thrown away; closing at
  ///   once would send a reset, which the client might see instead of the answer.
  func end(with answer: [UInt8], linger: Duration) async {
    let deadline = ContinuousClock.now + linger
    var rest = answer[...]
    while !rest.isEmpty, ContinuousClock.now < deadline {
      let sent = rest.withUnsafeBytes {
        send(socket.file.rawValue, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent > 0 { rest.removeFirst(sent) } else if !(await isWorthWaiting(errno)) { break }
    }
    _ = shutdown(socket.file.rawValue, Int32(SHUT_WR))
    var scrap = [UInt8](repeating: 0, count: 1 << 16)
    while ContinuousClock.now < deadline {
      let count = recv(socket.file.rawValue, &scrap, scrap.count, Int32(MSG_DONTWAIT))
      if count == 0 { return }
      if count < 0, !(await isWorthWaiting(errno)) { return }
    }
  }

  private func isWorthWaiting(_ code: Int32) async -> Bool {
    guard code == EAGAIN || code == EINTR else { return false }
    return (try? await Task.sleep(for: .milliseconds(5))) != nil
  }

  private var isClosed: Bool {
    var byte: UInt8 = 0
    let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
    let count = recv(socket.file.rawValue, &byte, 1, flags)
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }
}
