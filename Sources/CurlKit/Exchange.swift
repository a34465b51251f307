/// One request and its answer over a connection of ours: what is sent, and where the answer stands.
///
///     idle ──► dialing ──► connected ──► (answer done, or failed)
///      └────── pooled ────────▲ └─ stale: from the start
import CCurl
import Glibc

struct Exchange {
  enum State: Equatable {
    /// Waits for a connection.
    case idle
    /// libcurl is making one.
    case dialing
    case connected(Int32)
  }

  /// What one turn of sending has led to.
  enum Turn {
    /// There is more to send, and probably room for it.
    case more
    /// The socket is full.
    case blocked
    /// Everything is out.
    case done
    /// The connection is broken; what it still brings may tell why.
    case broken
  }

  /// The most bytes of one turn.
  ///
  /// Between turns the others have theirs, so that a long body does not keep the loop from seeing
  /// their answers; and the receiver, on another core, empties what the last turn has filled.
  static let turnLimit = 1 << 20

  /// The request's head, which goes out in front of the body.
  let head: [UInt8]
  /// What its connections are told apart by.
  let origin: String
  private let isHead: Bool

  var state = State.idle
  /// Waits for its next turn.
  var isQueued = false
  var isSent = false
  var framing: AnswerFraming
  /// When the time allowed is over, nanoseconds of `MonotonicClock`.
  var deadline = UInt64.max
  var phases = ConnectionPhases()
  var primaryAddress: String?

  init(head: RequestHead, isHead: Bool) {
    self.head = head.bytes
    self.isHead = isHead
    origin = head.target.origin
    framing = AnswerFraming(isHead: isHead)
  }

  /// Forgets what the last connection brought.
  mutating func reset() {
    state = .idle
    isSent = false
    framing = AnswerFraming(isHead: isHead)
    deadline = .max
  }

  /// Sends up to `turnLimit` bytes from `cursor`.
  static func send(from cursor: inout UploadCursor, on descriptor: Int32) -> Turn {
    while true {
      var offered = 0
      let sent = cursor.withVectors(limit: turnLimit) { vectors in
        offered = vectors.reduce(0) { $0 + $1.iov_len }
        var message = msghdr()
        message.msg_iov = vectors.baseAddress
        message.msg_iovlen = vectors.count
        return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if sent < 0 {
        if errno == EINTR { continue }
        return errno == EAGAIN ? .blocked : .broken
      }
      cursor.skip(sent)
      if cursor.isAtEnd { return .done }
      // What did not go in at once tells that the socket is full.
      return sent < offered ? .blocked : .more
    }
  }

  /// What a read has led to.
  enum Reading {
    /// Nothing there yet.
    case nothing
    case more
    /// The answer is over, well (`CURLE_OK`) or badly.
    case over(CURLcode)
  }

  /// Reads once and passes on what came.
  mutating func receive(
    on descriptor: Int32, through buffer: UnsafeMutableRawBufferPointer,
    into sink: inout ResponseSink
  ) -> Reading {
    while true {
      let count = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        let verdict = framing.receive(piece, into: &sink)
        if verdict != .fine || framing.isDone { return .over(verdict.code) }
        return count < buffer.count ? .nothing : .more
      }
      if count == 0 { return .over(framing.end().code) }
      if errno == EINTR { continue }
      return errno == EAGAIN ? .nothing : .over(CURLE_RECV_ERROR)
    }
  }
}

extension AnswerFraming.Verdict {
  /// The name that libcurl has for it, so that all failures are sorted in one place.
  fileprivate var code: CURLcode {
    switch self {
    case .fine: CURLE_OK
    case .nothing: CURLE_GOT_NOTHING
    case .cutOff: CURLE_PARTIAL_FILE
    case .malformed: CURLE_WEIRD_SERVER_REPLY
    case .refused: CURLE_WRITE_ERROR
    }
  }
}
