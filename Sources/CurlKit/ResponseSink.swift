/// What a transfer has received so far, and when.
///
///     waiting ──1xx──► interim ──empty line──► waiting
///        └───status──► open ────empty line──► complete ──► body (then trailers)
///
/// It is filled by libcurl's callbacks, one header line or one piece of body at a time, keeps the
/// stamps of the first and the last byte, and refuses what goes beyond its limits.
struct ResponseSink {
  /// Takes pieces of the body as they come, in place of `body`.
  typealias ChunkHook = (UnsafeRawBufferPointer, UInt64) -> Void
  /// Takes the status once the head is complete, before any piece of the body.
  typealias HeadHook = (Int) -> Void

  enum HeadState { case waiting, interim, open, complete }

  /// More header than any server sends; libcurl itself bounds only single lines.
  static let headLimit = 256 << 10
  /// How far an announced length is believed before the bytes are there.
  private static let largestReservation = 4 << 20

  private(set) var headState = HeadState.waiting
  private(set) var head: [UInt8] = []
  private(set) var body: [UInt8] = []
  /// Of the final answer; nil until its first line is there.
  private(set) var status: Int?
  private(set) var firstByte: UInt64?
  private(set) var lastByte: UInt64?
  private(set) var headBytes = 0
  private(set) var bodyBytes = 0
  /// Something was refused because it went beyond a limit.
  private(set) var overflowed = false
  private var announcedLength = 0
  private var isChunked = false
  private let limit: Int
  /// See `HTTPRequest.errorBodyLimit`.
  private let errorLimit: Int?
  private let onHead: HeadHook?
  private let onChunk: ChunkHook?

  init(
    limit: Int, errorLimit: Int? = nil, onHead: HeadHook? = nil, onChunk: ChunkHook? = nil
  ) {
    self.limit = limit
    self.errorLimit = errorLimit
    self.onHead = onHead
    self.onChunk = onChunk
  }

  /// Forgets everything received: the request is sent again.
  mutating func reset() {
    self = ResponseSink(limit: limit, errorLimit: errorLimit, onHead: onHead, onChunk: onChunk)
  }

  /// Takes one header line with its line end; false refuses it.
  mutating func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    headBytes += line.count
    guard headBytes <= Self.headLimit else {
      overflowed = true
      return false
    }
    if headState == .waiting, line.hasPrefix("http/") {
      // "HTTP/1.1 100 Continue": the first digit of the status tells interim answers.
      if line.count > 9, line[9] == UInt8(ascii: "1") {
        headState = .interim
        return true
      }
      headState = .open
      status = Self.status(in: line)
      firstByte = MonotonicClock.now()
      head.reserveCapacity(512)
    }
    let isEmpty = line.isEmptyLine
    switch headState {
    case .waiting, .complete: break
    case .interim: if isEmpty { headState = .waiting }
    case .open:
      head.append(contentsOf: line)
      if isEmpty {
        headState = .complete
        lastByte = MonotonicClock.now()
        onHead?(status ?? 0)
      } else if line.hasPrefix("content-length:") {
        announcedLength = Self.number(in: line, from: 15)
      } else if line.hasPrefix("transfer-encoding:") {
        isChunked = true
      }
    }
    return true
  }

  /// Takes a piece of the body; false refuses it.
  mutating func receiveBody(_ piece: UnsafeRawBufferPointer) -> Bool {
    let now = MonotonicClock.now()
    lastByte = now
    guard piece.count <= bodyLimit - bodyBytes else {
      overflowed = true
      return false
    }
    bodyBytes += piece.count
    if let onChunk, !keepsBody {
      onChunk(piece, now)
      return true
    }
    if body.isEmpty {
      body.reserveCapacity(min(max(announcedLength, piece.count), limit, Self.largestReservation))
    }
    body.append(contentsOf: piece)
    return true
  }

  /// Whether the body tells of an error and stays here, although there is a hook.
  private var keepsBody: Bool { errorLimit != nil && !(200...299).contains(status ?? 0) }

  private var bodyLimit: Int { keepsBody ? min(limit, errorLimit ?? limit) : limit }

  /// Notes that something went beyond a limit before it could be handed over.
  mutating func refuse() { overflowed = true }

  /// Notes that libcurl made progress: the end of a chunked body shows in no other way.
  mutating func noteProgress() {
    if isChunked, headState == .complete { lastByte = MonotonicClock.now() }
  }

  /// Hands the head and the body over and keeps nothing of them.
  mutating func takeBytes() -> (head: [UInt8], body: [UInt8]) {
    var bytes: (head: [UInt8], body: [UInt8]) = ([], [])
    swap(&bytes.head, &head)
    swap(&bytes.body, &body)
    return bytes
  }

  /// The three digits after the version; nil if something else is there.
  private static func status(in line: UnsafeRawBufferPointer) -> Int? {
    guard let space = line.firstIndex(of: 32), line.count > space + 3 else { return nil }
    let digits = line[(space + 1)...(space + 3)]
    guard digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// The decimal number after `offset`; it stops growing long before it could overflow.
  private static func number(in line: UnsafeRawBufferPointer, from offset: Int) -> Int {
    var value = 0
    for index in offset..<line.count {
      let byte = line[index]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { continue }
      if value > Int.max / 100 { return value }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
