/// Many HTTP transfers at once on one thread: the owner of a `curl_multi` handle.
///
///     loop.start(request, tag: 7)                        hands it to libcurl
///     let ready = loop.poll(timeout:, alsoWaitingFor:)   sends, receives, waits
///     loop.takeCompleted(into: &results)
///
/// A loop belongs to the thread that made it; only its `waker` may leave that thread. Connections
/// are kept alive and reused between transfers, whatever their tags. Handles are reused as well,
/// so that a request costs libcurl no setting up once the loop is warm.
import CCurl
import Glibc

package final class TransferLoop {
  /// Receives pieces of an answer's body with the moment of their arrival.
  ///
  /// It runs inside `poll` and must not call the loop; the bytes are gone when it returns.
  package typealias ChunkHook = (UnsafeRawBufferPointer, UInt64) -> Void

  /// Wakes `poll` from any thread.
  package let waker = LoopWaker()
  /// How many transfers are under way.
  package private(set) var inFlight = 0

  private var multi: UnsafeMutableRawPointer
  private let ledger = SocketLedger()
  private let connectionLimit: Int
  private let uploadBufferSize: Int
  private let staleWindow: UInt64
  private var transfers: [Transfer] = []
  private var idle: [Transfer] = []
  private var completed: [TransferResult] = []
  private var waitList: [curl_waitfd] = []
  private var hasNews = false

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
    multi = Self.makeMulti(connectionLimit: connectionLimit)
    waker.attach(multi)
  }

  deinit {
    waker.attach(nil)
    for transfer in transfers where transfer.isRunning {
      curl_multi_remove_handle(multi, transfer.handle)
    }
    // Idle connections close here, on a ledger that is still there.
    curl_multi_cleanup(multi)
  }

  private static func makeMulti(connectionLimit: Int) -> UnsafeMutableRawPointer {
    guard let multi = curl_multi_init() else { fatalError("libcurl: out of memory") }
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
  @discardableResult
  package func start(_ request: HTTPRequest, tag: Int, onChunk: ChunkHook? = nil) -> UInt64 {
    let transfer = idle.popLast() ?? addTransfer()
    do throws(TransferOptions.Refusal) {
      try TransferOptions.apply(request, to: transfer)
    } catch {
      idle.append(transfer)
      return refuse(tag: tag, error.message)
    }
    transfer.begin(request, tag: tag, staleWindow: staleWindow, onChunk: onChunk)
    guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
      transfer.finish()
      idle.append(transfer)
      return refuse(tag: tag, "libcurl did not take the request; do not call the loop from a hook")
    }
    inFlight += 1
    hasNews = true
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
  package func poll(timeout: Duration, alsoWaitingFor descriptors: [Int32] = []) -> [Int32] {
    if hasNews { perform() }
    waitList.removeAll(keepingCapacity: true)
    for descriptor in descriptors {
      waitList.append(curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0))
    }
    let wait = completed.isEmpty && timeout > .zero ? Int32(timeout.wholeMilliseconds) : 0
    waitList.withUnsafeMutableBufferPointer { list in
      _ = curl_multi_poll(multi, list.baseAddress, UInt32(list.count), wait, nil)
    }
    if inFlight > 0 { perform() }
    var ready: [Int32] = []
    for entry in waitList where entry.revents != 0 { ready.append(entry.fd) }
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
  package var openConnections: Int { ledger.open }

  /// Closes all idle connections, if nothing is in flight; false if something is.
  @discardableResult
  package func closeIdleConnections() -> Bool {
    guard inFlight == 0 else { return false }
    // libcurl has no such call: connections live in the multi handle, so a new one takes over.
    let old = multi
    multi = Self.makeMulti(connectionLimit: connectionLimit)
    waker.attach(multi)
    curl_multi_cleanup(old)
    return true
  }

  // MARK: Private

  private func addTransfer() -> Transfer {
    let transfer = Transfer(
      slot: transfers.count, ledger: ledger, uploadBufferSize: uploadBufferSize)
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

  private func perform() {
    hasNews = false
    repeat {
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
    } while collect()
  }

  /// Takes what libcurl has finished; true if a request must be sent again.
  private func collect() -> Bool {
    var mustSend = false
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(multi, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else {
        continue
      }
      let code = message.pointee.data.result
      guard let transfer = transfer(of: handle) else { continue }
      let now = MonotonicClock.now()
      curl_multi_remove_handle(multi, handle)
      if resend(transfer, after: code) {
        mustSend = true
      } else {
        completed.append(transfer.result(code, at: now))
        retire(transfer)
      }
    }
    return mustSend
  }

  private func transfer(of handle: UnsafeMutableRawPointer) -> Transfer? {
    var slot: UnsafeMutableRawPointer?
    sb_getinfo_pointer(handle, CURLINFO_PRIVATE, &slot)
    let index = Int(bitPattern: slot) - 1
    return transfers.indices.contains(index) ? transfers[index] : nil
  }

  /// Sends a request again whose reused connection died in a way that libcurl gives up on.
  private func resend(_ transfer: Transfer, after code: CURLcode) -> Bool {
    switch code {
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING: break
    default: return false
    }
    guard transfer.prepareResend() else { return false }
    sb_setopt_long(transfer.handle, CURLOPT_FRESH_CONNECT, 1)
    return curl_multi_add_handle(multi, transfer.handle) == CURLM_OK
  }

  private func stop(_ transfer: Transfer) -> TransferResult {
    let result = transfer.abortedResult(at: MonotonicClock.now())
    curl_multi_remove_handle(multi, transfer.handle)
    retire(transfer)
    return result
  }

  private func retire(_ transfer: Transfer) {
    if transfer.hasResent { sb_setopt_long(transfer.handle, CURLOPT_FRESH_CONNECT, 0) }
    transfer.finish()
    idle.append(transfer)
    inFlight -= 1
  }
}
