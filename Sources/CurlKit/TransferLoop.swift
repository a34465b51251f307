/// Many HTTP transfers at once on one thread: the owner of a `curl_multi` handle.
///
///     loop.start(request, tag: 7)                        hands it over
///     let ready = loop.poll(timeout:, alsoWaitingFor:)   sends, receives, waits
///     loop.takeCompleted(into: &results)
///
/// A loop belongs to the thread that made it; only its `waker` may leave that thread. Connections
/// are kept alive and reused between transfers, whatever their tags. Handles are reused as well,
/// so that a request costs no setting up once the loop is warm.
///
/// libcurl makes every connection and speaks TLS. Where there is no TLS, the loop itself sends the
/// request and reads the answer (`TransferLoop+Exchange`; why: decision 9).
import CCurl
import Glibc

package final class TransferLoop {
  /// Receives pieces of an answer's body with the moment of their arrival.
  ///
  /// It runs inside `poll` and must not call the loop; the bytes are gone when it returns.
  package typealias ChunkHook = (UnsafeRawBufferPointer, UInt64) -> Void
  /// Receives an answer's status before its body, with the same duties.
  package typealias HeadHook = (Int) -> Void

  /// Wakes `poll` from any thread.
  package let waker = LoopWaker()
  /// How many transfers are under way.
  package private(set) var inFlight = 0

  private(set) var multi: UnsafeMutableRawPointer
  let sockets = SocketTable()
  private let schedule: LoopSchedule
  private let connectionLimit: Int
  private let uploadBufferSize: Int
  private let staleWindow: UInt64
  private(set) var transfers: [Transfer] = []
  private var idle: [Transfer] = []
  private var completed: [TransferResult] = []
  var exchanges: ExchangeState

  /// A loop without connections.
  ///
  /// - Parameters:
  ///   - expectedConcurrency: How many transfers will mostly be in flight. More are possible; it
  ///     sets how many idle connections are kept and how large the upload buffers are.
  ///   - staleWindow: A reused connection that dies within this time, before its first byte, was
  ///     idle too long and the request is sent again. One that dies later died of the request.
  package init(expectedConcurrency: Int, staleWindow: Duration = .seconds(1)) {
    GlobalCurl.prepare()
    connectionLimit = max(1, expectedConcurrency) * 8 + 16
    // Few large writes beat many small ones, as long as the buffers of all transfers together
    // stay small beside the memory that the allocator keeps (see `GlobalCurl`).
    uploadBufferSize = expectedConcurrency > 64 ? 128 << 10 : 256 << 10
    self.staleWindow = UInt64(staleWindow.wholeMilliseconds) * 1_000_000
    schedule = LoopSchedule(sockets: sockets)
    exchanges = ExchangeState(connectionLimit: connectionLimit, sockets: sockets)
    multi = Self.makeMulti(connectionLimit: connectionLimit, schedule)
    waker.attach(sockets.bellDescriptor)
  }

  deinit {
    waker.attach(nil)
    for transfer in transfers where transfer.isRunning { drop(transfer) }
    exchanges.pool.closeAll()
    exchanges.buffer.deallocate()
    // Idle connections of libcurl's close here, in a table that is still there.
    curl_multi_cleanup(multi)
  }

  private static func makeMulti(
    connectionLimit: Int, _ schedule: LoopSchedule
  ) -> UnsafeMutableRawPointer {
    guard let multi = curl_multi_init() else { fatalError("libcurl: out of memory") }
    TransferCallbacks.install(schedule, on: multi)
    sb_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, connectionLimit)
    return multi
  }

  // MARK: Transfers

  /// Starts a request and returns the stamp of its start; the next `poll` sends it.
  ///
  /// A request that cannot be sent at all is among the completed ones at once.
  /// - Parameters:
  ///   - tag: Comes back in the result; unique among the transfers in flight, if `abort` is used.
  ///   - onChunk: Takes the body piece by piece; the result's body is then empty.
  ///   - onHead: Takes the status of the final answer as soon as its header is there.
  @discardableResult
  package func start(
    _ request: HTTPRequest, tag: Int, onChunk: ChunkHook? = nil, onHead: HeadHook? = nil
  ) -> UInt64 {
    let transfer = idle.popLast() ?? addTransfer()
    transfer.begin(request, tag: tag, staleWindow: staleWindow, onHead: onHead, onChunk: onChunk)
    if transfer.exchange != nil {
      enqueue(transfer)
    } else if let refusal = hand(request, of: transfer, dialing: false) {
      transfer.finish()
      idle.append(transfer)
      return refuse(tag: tag, refusal)
    }
    inFlight += 1
    return transfer.start
  }

  /// Stops a transfer and returns how far it came, with its age; nil if none has that tag.
  package func abort(tag: Int) -> TransferResult? {
    guard let transfer = transfers.first(where: { $0.isRunning && $0.tag == tag }) else {
      return nil
    }
    return stop(transfer)
  }

  /// Stops every transfer in flight; completed ones are still there to be taken.
  package func abortAll() -> [TransferResult] {
    transfers.filter(\.isRunning).map(stop)
  }

  /// Sends, receives, and waits for whatever comes first; returns the readable `descriptors`.
  ///
  /// That may be bytes, a transfer's timeout, the waker, one of `descriptors`, or the end of
  /// `timeout`, which counts whole milliseconds, rounded up. It does not wait at all while there
  /// are results to take.
  /// - Parameter moment: Ends the waiting as well, exactly then: nanoseconds of `MonotonicClock`.
  package func poll(
    timeout: Duration, until moment: UInt64? = nil, alsoWaitingFor descriptors: [Int32] = []
  ) -> [Int32] {
    advance()
    var wait = waitLimit(timeout)
    sockets.setAlarm(at: moment)
    let ready = descriptors.isEmpty ? [] : waitAlso(for: descriptors, &wait)
    sockets.wait(milliseconds: wait) { event in
      if let (owner, canRead, canSend) = sockets.owner(of: event) {
        if canSend { enqueue(owner) }
        if canRead { receive(owner, on: event.descriptor) }
      } else {
        callLibcurl(event.descriptor, sockets.news(in: event))
      }
    }
    advance()
    return ready
  }

  /// The results since the last call, in the order of completion.
  package func takeCompleted() -> [TransferResult] {
    var results: [TransferResult] = []
    takeCompleted(into: &results)
    return results
  }

  /// Replaces the content of `results` by the results since the last call.
  ///
  /// The two lists change places, so that a loop in steady state allocates neither.
  package func takeCompleted(into results: inout [TransferResult]) {
    results.removeAll(keepingCapacity: true)
    swap(&results, &completed)
  }

  // MARK: Connections

  /// How many sockets are open, idle ones included.
  package var openConnections: Int { sockets.openCount }

  /// Closes all idle connections, if nothing is in flight; false if something is.
  @discardableResult
  package func closeIdleConnections() -> Bool {
    guard inFlight == 0 else { return false }
    exchanges.pool.closeAll()
    // libcurl has no such call: connections live in the multi handle, so a new one takes over.
    let old = multi
    multi = Self.makeMulti(connectionLimit: connectionLimit, schedule)
    curl_multi_cleanup(old)
    schedule.forget()
    return true
  }

  // MARK: Waiting

  /// Does all that can be done without waiting, except for bodies that have had their turn.
  private func advance() {
    sendQueued()
    repeat {
      if schedule.takeDue() { callLibcurl(CURL_SOCKET_TIMEOUT, 0) }
    } while collect()
    endOverdue()
  }

  /// How many milliseconds nothing need be done.
  private func waitLimit(_ timeout: Duration) -> Int32 {
    guard completed.isEmpty, !hasQueued, timeout > .zero else { return 0 }
    let limit = Int32(clamping: timeout.wholeMilliseconds)
    let deadline = min(exchanges.earliestDeadline, schedule.deadline ?? .max)
    guard deadline < .max else { return limit }
    let now = MonotonicClock.now()
    guard deadline > now else { return 0 }
    return min(limit, Int32(clamping: (deadline - now + 999_999) / 1_000_000))
  }

  /// Waits for the descriptors as well as for the sockets; the sockets' news is not taken yet.
  private func waitAlso(for descriptors: [Int32], _ wait: inout Int32) -> [Int32] {
    var list = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    list.append(pollfd(fd: sockets.waitDescriptor, events: Int16(POLLIN), revents: 0))
    _ = Glibc.poll(&list, nfds_t(list.count), wait)
    wait = 0
    return list.dropLast().filter { $0.revents != 0 }.map(\.fd)
  }

  // MARK: Private

  private func addTransfer() -> Transfer {
    let transfer = Transfer(
      slot: transfers.count, sockets: sockets, uploadBufferSize: uploadBufferSize)
    transfers.append(transfer)
    return transfer
  }

  private func refuse(tag: Int, _ message: String) -> UInt64 {
    let now = MonotonicClock.now()
    completed.append(
      TransferResult(
        tag: tag, stamps: TransferStamps(start: now, end: now),
        error: TransferError(kind: .unsupported, message: message)))
    return now
  }

  /// Ends a transfer whose connection has been seen to.
  func complete(_ transfer: Transfer, _ code: CURLcode, at now: UInt64) {
    completed.append(transfer.result(code, at: now))
    retire(transfer)
  }

  private func stop(_ transfer: Transfer) -> TransferResult {
    let result = transfer.abortedResult(at: MonotonicClock.now())
    drop(transfer)
    retire(transfer)
    return result
  }

  /// Breaks the connection of a transfer, or the making of it.
  private func drop(_ transfer: Transfer) {
    if transfer.exchange == nil {
      curl_multi_remove_handle(multi, transfer.handle)
    } else {
      dropConnection(of: transfer)
    }
  }

  private func retire(_ transfer: Transfer) {
    if transfer.hasResent { sb_setopt_long(transfer.handle, CURLOPT_FRESH_CONNECT, 0) }
    transfer.finish()
    idle.append(transfer)
    inFlight -= 1
  }
}
