/// One connection of a scripted server, walking its steps.
import Glibc

struct ScriptedConnection {
  let socket: Int32
  let number: Int
  let log: ServerLog
  private var buffer: [UInt8] = []
  private var lastRead: UInt64 = 0
  private var lastRequest: ServerLog.Request?

  init(socket: Int32, number: Int, log: ServerLog) {
    self.socket = socket
    self.number = number
    self.log = log
  }

  /// Walks the steps; a connection that breaks ends the walk.
  ///
  /// The socket stays open: its owner closes it.
  ///
  /// - Returns: Whether the connection is still of use.
  @discardableResult
  mutating func run(_ steps: [ScriptedServer.Step]) -> Bool {
    var index = 0
    while index < steps.count {
      let step = steps[index]
      index += 1
      switch step {
      case .readRequest:
        guard readRequest(bodyLimit: .max) else { return false }
      case .respond(let answer):
        guard readRequest(bodyLimit: .max), let request = lastRequest, run(answer(request)) else {
          return false
        }
      case .relay(let relay):
        guard relay.run(on: socket) else { return false }
      case .readPart(let bodyBytes):
        guard readRequest(bodyLimit: bodyBytes) else { return false }
      case .send(let bytes):
        log.append(.replyBegun, connection: number)
        guard send(bytes) else { return false }
        log.append(.replySent, connection: number)
      case .flood(let count):
        let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
        var left = count
        while left > 0 {
          guard send(left >= filler.count ? filler : [UInt8](filler[..<left])) else { return false }
          left -= filler.count
        }
      case .drip(let bytes, let milliseconds):
        for byte in bytes {
          guard send([byte]) else { return false }
          Self.sleep(until: monotonicNow() + UInt64(milliseconds) * 1_000_000)
        }
      case .wait(let milliseconds):
        Self.sleep(until: lastRead + UInt64(milliseconds) * 1_000_000)
      case .pass(let gate):
        gate.wait()
      case .waitForClient:
        var byte: UInt8 = 0
        while recv(socket, &byte, 1, 0) > 0 {}
      case .close:
        return false
      case .reset:
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        return false
      case .again:
        index = 0
      }
    }
    return true
  }

  /// Reads a request's header and up to `bodyLimit` bytes of its body.
  private mutating func readRequest(bodyLimit: Int) -> Bool {
    var head: [UInt8] = []
    while true {
      if let end = Self.endOfHead(buffer) {
        head = [UInt8](buffer[..<end])
        buffer.removeSubrange(..<end)
        break
      }
      guard receive() else { return false }
    }
    let wanted = min(Self.contentLength(head), bodyLimit)
    buffer.reserveCapacity(wanted)
    while buffer.count < wanted {
      guard receive() else { return false }
    }
    let body = [UInt8](buffer[..<wanted])
    buffer.removeSubrange(..<wanted)
    lastRead = monotonicNow()
    let request = ServerLog.Request(connection: number, head: head, body: body)
    lastRequest = request
    log.append(request)
    log.append(.requestRead, connection: number, time: lastRead)
    return true
  }

  private mutating func receive() -> Bool {
    let count = withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { chunk in
      let count = recv(socket, chunk.baseAddress, chunk.count, 0)
      if count > 0 { buffer.append(contentsOf: chunk[..<count]) }
      return count
    }
    return count > 0
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          socket, $0.baseAddress?.advanced(by: offset), bytes.count - offset,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }

  private static func sleep(until time: UInt64) {
    var target = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &target, nil) == EINTR {}
  }

  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for end in 4...bytes.count where bytes[(end - 4)..<end].elementsEqual([13, 10, 13, 10]) {
      return end
    }
    return nil
  }

  private static func contentLength(_ head: [UInt8]) -> Int {
    for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      return Int(parts[1].filter { $0 != " " }) ?? 0
    }
    return 0
  }
}
