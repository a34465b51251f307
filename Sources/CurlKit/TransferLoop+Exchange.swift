/// The exchanges without TLS: request and answer pass between the shared bodies and the sockets
/// without libcurl, in three or four system calls.
///
///     start ──► queue ──► pool, or libcurl dials ──► send in turns ──► read ──► pool or close
import CCurl

/// What a loop keeps for its own exchanges.
struct ExchangeState {
  var pool: ConnectionPool
  /// The transfers that go on in the next turn; each at most once.
  var queue: [Transfer] = []
  /// No exchange runs out of time before this; there may be none that does then.
  var earliestDeadline = UInt64.max
  /// Answers are read into it, whoever they are for.
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)

  init(connectionLimit: Int, sockets: SocketTable) {
    pool = ConnectionPool(limit: connectionLimit, sockets: sockets)
  }
}

extension TransferLoop {
  /// As many stale connections in a row are tried before a new one is made; libcurl's number.
  private static let staleLimit = 5
  /// Reads of one turn: a flood of an answer must not keep the others waiting.
  private static let readLimit = 8

  var hasQueued: Bool { !exchanges.queue.isEmpty }

  /// Gives an exchange its next turn soon.
  func enqueue(_ transfer: Transfer) {
    guard transfer.exchange?.isQueued == false else { return }
    transfer.exchange?.isQueued = true
    exchanges.queue.append(transfer)
  }

  /// One turn for each exchange that waits for it; those who go on after it are put behind.
  func sendQueued() {
    let count = exchanges.queue.count
    guard count > 0 else { return }
    for index in 0..<count { takeTurn(exchanges.queue[index]) }
    exchanges.queue.removeFirst(count)
  }

  private func takeTurn(_ transfer: Transfer) {
    transfer.exchange?.isQueued = false
    switch transfer.exchange?.state {
    case .connected(let descriptor): send(transfer, on: descriptor)
    case .idle: connect(transfer)
    // Stopped since it was put in line.
    case .dialing, nil: break
    }
  }

  // MARK: Connections

  private func connect(_ transfer: Transfer) {
    guard let exchange = transfer.exchange, let request = transfer.request else { return }
    if transfer.staleRetries <= Self.staleLimit,
      let descriptor = exchanges.pool.take(exchange.origin)
    {
      attach(transfer, to: descriptor, isReused: true)
      return
    }
    transfer.attempts = 0
    transfer.exchange?.state = .dialing
    if hand(request, of: transfer, dialing: true) != nil {
      complete(transfer, CURLE_URL_MALFORMAT, at: MonotonicClock.now())
    }
  }

  /// Takes over the connection that libcurl has made for an exchange, or its failure.
  func takeConnection(of transfer: Transfer, _ code: CURLcode) {
    let now = MonotonicClock.now()
    var descriptor = CURL_SOCKET_BAD
    sb_getinfo_socket(transfer.handle, CURLINFO_ACTIVESOCKET, &descriptor)
    if code == CURLE_OK, descriptor >= 0 {
      let known = transfer.connection()
      transfer.exchange?.phases = known.phases
      transfer.exchange?.primaryAddress = known.address
      sockets.keep(descriptor)
      // libcurl would now close the connection; it is kept in the table's name.
      curl_multi_remove_handle(multi, transfer.handle)
      attach(transfer, to: descriptor, isReused: false)
    } else {
      curl_multi_remove_handle(multi, transfer.handle)
      transfer.exchange?.state = .idle
      complete(transfer, code == CURLE_OK ? CURLE_COULDNT_CONNECT : code, at: now)
    }
  }

  private func attach(_ transfer: Transfer, to descriptor: Int32, isReused: Bool) {
    guard let request = transfer.request else { return }
    transfer.attempts += 1
    transfer.openedSocket = !isReused
    if let timeout = request.timeout {
      let deadline = transfer.start + UInt64(timeout.wholeMilliseconds) * 1_000_000
      transfer.exchange?.deadline = deadline
      exchanges.earliestDeadline = min(exchanges.earliestDeadline, deadline)
    }
    transfer.exchange?.state = .connected(descriptor)
    sockets.setOwner(transfer, of: descriptor)
    send(transfer, on: descriptor)
  }

  /// Breaks the connection of an exchange, or the making of it.
  func dropConnection(of transfer: Transfer) {
    switch transfer.exchange?.state {
    case .connected(let descriptor): sockets.closeKept(descriptor)
    case .dialing: curl_multi_remove_handle(multi, transfer.handle)
    case .idle, nil: break
    }
    transfer.exchange?.state = .idle
  }

  // MARK: Sending and receiving

  private func send(_ transfer: Transfer, on descriptor: Int32) {
    guard transfer.exchange?.isSent == false else { return }
    switch Exchange.send(from: &transfer.cursor, on: descriptor) {
    case .more: enqueue(transfer)
    case .blocked: sockets.setBlocked(true, on: descriptor)
    case .done:
      transfer.exchange?.isSent = true
      if transfer.bodyCount > 0 { transfer.bodySent = MonotonicClock.now() }
      sockets.setBlocked(false, on: descriptor)
    case .broken:
      // Not sent again; an answer that came before the end is still to be read.
      transfer.exchange?.isSent = true
      sockets.setBlocked(false, on: descriptor)
      receive(transfer, on: descriptor, isBroken: true)
    }
  }

  /// Reads what has come for an exchange.
  func receive(_ transfer: Transfer, on descriptor: Int32, isBroken: Bool = false) {
    for _ in 0..<Self.readLimit {
      let reading = transfer.exchange?.receive(
        on: descriptor, through: exchanges.buffer, into: &transfer.sink)
      switch reading {
      case .more: continue
      case .over(let code): return end(transfer, code, on: descriptor)
      case .nothing, nil:
        if isBroken { end(transfer, CURLE_SEND_ERROR, on: descriptor) }
        return
      }
    }
  }

  /// Ends an exchange with its answer or without; or starts it anew where its connection was stale.
  private func end(_ transfer: Transfer, _ code: CURLcode, on descriptor: Int32) {
    let now = MonotonicClock.now()
    guard let exchange = transfer.exchange else { return }
    sockets.setOwner(nil, of: descriptor)
    // An answer may come before the end of the request: the rest of the body would then be read as
    // the next request.
    let isWhole = transfer.cursor.isAtEnd && exchange.isSent
    if code == CURLE_OK, exchange.framing.isReusable, isWhole {
      exchanges.pool.put(descriptor, exchange.origin)
    } else {
      sockets.closeKept(descriptor)
    }
    transfer.exchange?.state = .idle
    switch code {
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
      if transfer.noteStale(at: now, isForgivable: !exchange.framing.hasStarted) {
        transfer.exchange?.reset()
        return enqueue(transfer)
      }
    default: break
    }
    complete(transfer, code, at: now)
  }

  // MARK: Time

  /// Ends the exchanges whose time is over.
  func endOverdue() {
    guard exchanges.earliestDeadline < .max else { return }
    let now = MonotonicClock.now()
    guard exchanges.earliestDeadline <= now else { return }
    exchanges.earliestDeadline = .max
    for transfer in transfers {
      guard let exchange = transfer.exchange, case .connected(let descriptor) = exchange.state
      else { continue }
      if exchange.deadline <= now {
        end(transfer, CURLE_OPERATION_TIMEDOUT, on: descriptor)
      } else {
        exchanges.earliestDeadline = min(exchanges.earliestDeadline, exchange.deadline)
      }
    }
  }
}
