/// One reusable easy handle and what it is doing: the request in flight, its stamps, its answer.
///
///     idle ──begin──► running ──(stale retry)──► running ──finish──► idle
///
/// It is the object behind libcurl's callbacks, which run on the loop's thread only. The loop owns
/// it for as long as the handle exists, so the callbacks hold it unretained.
import CCurl

final class Transfer {
  let handle: UnsafeMutableRawPointer
  let slot: Int
  let ledger: SocketLedger
  let errorBuffer: UnsafeMutablePointer<CChar>
  /// What of the request is already set on the handle.
  var options: TransferOptions

  private(set) var tag = 0
  private(set) var isRunning = false
  private(set) var start: UInt64 = 0
  private(set) var bodySent: UInt64?
  private(set) var bodyCount = 0
  var cursor = UploadCursor()
  var sink = ResponseSink(limit: 0)

  /// How many times a connection was ready for the request, stale ones included.
  private(set) var attempts = 0
  private(set) var staleRetries = 0
  private(set) var staleNanoseconds: UInt64 = 0
  private(set) var openedSocket = false
  private(set) var hasResent = false
  /// A reused connection died, but so late that the request may have killed it: not sent again.
  private(set) var refusedRetry = false
  /// What libcurl had counted as request bytes before this attempt.
  private(set) var requestBytesBefore = 0
  private var isBetweenAttempts = false
  private var staleWindow: UInt64 = 0

  init(slot: Int, ledger: SocketLedger, uploadBufferSize: Int) {
    guard let handle = curl_easy_init() else { fatalError("libcurl: out of memory") }
    self.handle = handle
    self.slot = slot
    self.ledger = ledger
    errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    options = TransferOptions(uploadBufferSize: uploadBufferSize)
  }

  deinit {
    curl_easy_cleanup(handle)
    errorBuffer.deallocate()
  }

  /// Takes a request on; the stamp of the start is this moment.
  func begin(
    _ request: HTTPRequest, tag: Int, staleWindow: UInt64, onChunk: ResponseSink.ChunkHook?
  ) {
    self.tag = tag
    self.staleWindow = staleWindow
    isRunning = true
    cursor = UploadCursor(request.body)
    bodyCount = request.body?.count ?? 0
    sink = ResponseSink(limit: request.responseLimit, onChunk: onChunk)
    bodySent = nil
    attempts = 0
    staleRetries = 0
    staleNanoseconds = 0
    openedSocket = false
    hasResent = false
    refusedRetry = false
    requestBytesBefore = 0
    isBetweenAttempts = false
    errorBuffer[0] = 0
    start = MonotonicClock.now()
  }

  /// Lets go of the request, so that an idle handle keeps no document alive.
  func finish() {
    isRunning = false
    cursor = UploadCursor()
    sink = ResponseSink(limit: 0)
  }

  // MARK: Stale connections

  /// The connection of the current attempt had served another request before.
  var connectionReused: Bool { attempts > 0 && !openedSocket }

  /// Books the death of a reused connection and starts the clock anew for the next attempt.
  ///
  /// libcurl tries such a request again by itself and tells nobody; it shows in a rewind, a new
  /// socket or a second "ready to send". Whichever comes first calls this. False forbids the
  /// attempt: idle connections die within moments of a request, so a server that held one longer
  /// died of the request, which must be seen.
  func noteRetry() -> Bool {
    guard attempts > 0, !isBetweenAttempts else { return !refusedRetry }
    let now = MonotonicClock.now()
    guard now - start <= staleWindow else {
      refusedRetry = true
      return false
    }
    isBetweenAttempts = true
    staleRetries += 1
    staleNanoseconds += now - start
    start = now
    openedSocket = false
    bodySent = nil
    sb_getinfo_long(handle, CURLINFO_REQUEST_SIZE, &requestBytesBefore)
    sink.reset()
    return cursor.seek(to: 0)
  }

  /// Prepares the one attempt that we make ourselves; false if this death was not a stale one.
  func prepareResend() -> Bool {
    guard !hasResent, !refusedRetry, connectionReused, sink.headBytes == 0, noteRetry()
    else { return false }
    hasResent = true
    // libcurl starts counting anew when it is handed the request again.
    requestBytesBefore = 0
    return true
  }

  // MARK: Called back by libcurl

  /// A connection is ready and the request goes out next.
  func noteReadyToSend() -> Bool {
    guard noteRetry() else { return false }
    attempts += 1
    isBetweenAttempts = false
    return true
  }

  func openSocket(for address: UnsafePointer<curl_sockaddr>) -> curl_socket_t? {
    guard noteRetry() else { return nil }
    openedSocket = true
    return ledger.openSocket(for: address)
  }

  func rewind(to offset: Int) -> Bool {
    noteRetry() && cursor.seek(to: offset)
  }

  func noteProgress(uploaded: Int) {
    if bodySent == nil, bodyCount > 0, uploaded >= bodyCount { bodySent = MonotonicClock.now() }
    sink.noteProgress()
  }
}
