/// Finds out in a stream of bytes where the parts of an HTTP/1 answer begin and end.
///
///     line ──head complete──► length ──────────────────────────► done
///      ▲                   ├─► untilClose                         ▲
///      │                   └─► chunkSize ─► chunk ─► chunkEnd ─┐  │
///      └── 1xx: next head          ▲   └─0─► trailer ──────────┼──┘
///                                  └───────────────────────────┘
///
/// What the parts say is the sink's.
struct AnswerFraming {
  /// What is to be said of an answer so far, or at its end.
  enum Verdict: Equatable {
    case fine
    /// Closed without a byte.
    case nothing
    /// Closed before the end that the head announced.
    case cutOff
    /// Not an answer of HTTP/1.
    case malformed
    /// The sink takes no more.
    case refused
  }

  private enum State: Equatable {
    case line
    case length(Int)
    case untilClose
    case chunkSize
    case chunk(Int)
    case chunkEnd
    case trailer
    case done
  }

  private var state = State.line
  /// The beginning of a line whose end has not come yet.
  private var partial: [UInt8] = []
  private var announced: Int?
  private var isChunked = false
  private var keepsAlive = true
  private var hasBytes = false
  private let isHead: Bool

  /// - Parameter isHead: The request's method is HEAD, so that no body follows whatever is said.
  init(isHead: Bool = false) {
    self.isHead = isHead
  }

  var isDone: Bool { state == .done }
  /// Whether anything has come at all.
  var hasStarted: Bool { hasBytes }
  /// Whether the connection may carry another request after this answer.
  var isReusable: Bool { isDone && keepsAlive }

  /// Takes the next bytes; an error ends the answer.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, into sink: inout ResponseSink) -> Verdict {
    hasBytes = true
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .line, .chunkSize, .chunkEnd, .trailer:
        guard let end = rest.firstIndex(of: 10) else { return keep(rest, &sink) }
        let piece = rest[...end]
        rest = rest[(end + 1)...]
        let verdict: Verdict
        if partial.isEmpty {
          verdict = takeLine(UnsafeRawBufferPointer(rebasing: piece), &sink)
        } else {
          partial.append(contentsOf: piece)
          let line = partial
          partial.removeAll(keepingCapacity: true)
          verdict = line.withUnsafeBytes { takeLine($0, &sink) }
        }
        guard verdict == .fine else { return verdict }
      case .length(let left), .chunk(let left):
        let piece = rest.prefix(left)
        rest = rest.dropFirst(piece.count)
        guard sink.receiveBody(UnsafeRawBufferPointer(rebasing: piece)) else {
          return .refused
        }
        advance(left - piece.count)
      case .untilClose:
        let isTaken = sink.receiveBody(UnsafeRawBufferPointer(rebasing: rest))
        return isTaken ? .fine : .refused
      case .done:
        // Nobody asked for more: what is said next on this connection cannot be trusted.
        keepsAlive = false
        return .fine
      }
    }
    return .fine
  }

  /// The verdict on an answer after which the connection was closed in order.
  func end() -> Verdict {
    switch state {
    case .line: hasBytes ? .fine : .nothing
    case .untilClose, .done: .fine
    case .length, .chunkSize, .chunk, .chunkEnd, .trailer: .cutOff
    }
  }

  private mutating func advance(_ left: Int) {
    switch state {
    case .length: state = left == 0 ? .done : .length(left)
    case .chunk: state = left == 0 ? .chunkEnd : .chunk(left)
    default: break
    }
  }

  /// Puts the beginning of a line aside.
  private mutating func keep(
    _ rest: Slice<UnsafeRawBufferPointer>, _ sink: inout ResponseSink
  ) -> Verdict {
    partial.append(contentsOf: rest)
    guard partial.count <= ResponseSink.headLimit else {
      sink.refuse()
      return .refused
    }
    // Another protocol shows before its first line ends, if that ever comes.
    if state == .line, sink.headState == .waiting, !partial.starts(as: "HTTP/") {
      return .malformed
    }
    return .fine
  }

  private mutating func takeLine(
    _ line: UnsafeRawBufferPointer, _ sink: inout ResponseSink
  ) -> Verdict {
    switch state {
    case .line: return takeHeadLine(line, &sink)
    case .chunkSize:
      guard let size = AnswerLine.chunkSize(line) else { return .malformed }
      state = size == 0 ? .trailer : .chunk(size)
    case .chunkEnd:
      guard line.isEmptyLine else { return .malformed }
      state = .chunkSize
    case .trailer:
      guard sink.receiveHeader(line) else { return .refused }
      if line.isEmptyLine {
        state = .done
        sink.noteProgress()
      }
    case .length, .chunk, .untilClose, .done: break
    }
    return .fine
  }

  private mutating func takeHeadLine(
    _ line: UnsafeRawBufferPointer, _ sink: inout ResponseSink
  ) -> Verdict {
    if sink.headState == .waiting {
      guard let isVersion11 = AnswerLine.isVersion11(line) else { return .malformed }
      keepsAlive = isVersion11
      announced = nil
      isChunked = false
    }
    guard sink.receiveHeader(line) else { return .refused }
    switch sink.headState {
    case .open: return takeField(line)
    case .complete: beginBody(status: sink.status ?? 0)
    case .waiting, .interim: break
    }
    return .fine
  }

  /// Notes what a header field says about the framing.
  private mutating func takeField(_ line: UnsafeRawBufferPointer) -> Verdict {
    if line.hasPrefix("content-length:") {
      guard let length = AnswerLine.number(line, from: 15) else { return .malformed }
      announced = length
    } else if line.hasPrefix("transfer-encoding:") {
      isChunked = line.contains("chunked", from: 18)
    } else if line.hasPrefix("connection:") {
      if line.contains("close", from: 11) {
        keepsAlive = false
      } else if line.contains("keep-alive", from: 11) {
        keepsAlive = true
      }
    }
    return .fine
  }

  private mutating func beginBody(status: Int) {
    if isHead || status == 204 || status == 304 {
      state = .done
    } else if isChunked {
      state = .chunkSize
    } else if let announced {
      state = announced == 0 ? .done : .length(announced)
    } else {
      state = .untilClose
      keepsAlive = false
    }
  }
}
