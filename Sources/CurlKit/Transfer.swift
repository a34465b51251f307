/// One reusable easy handle and what it is doing: the request in flight, its stamps, its answer.
///
/// With TLS, libcurl does all of it. Otherwise libcurl makes connections, and the exchange itself
/// is ours (`Transfer+Exchange`).
///
///     idle ──begin──► running ──(stale retry)──► running ──finish──► idle
///
/// It is the object behind libcurl's callbacks, which run on the loop's thread only. The loop owns
/// it for as long as the handle exists, so the callbacks hold it unretained.
import CCurl

final class Transfer {
  let handle: UnsafeMutableRawPointer
  let slot: Int
  let sockets: SocketTable
  let errorBuffer: UnsafeMutablePointer<CChar>
  /// What of the request is already set on the handle.
  var options: TransferOptions

  private(set) var tag = 0
  private(set) var isRunning = false
  private(set) var start: UInt64 = 0
  var bodySent: UInt64?
  private(set) var bodyCount = 0
  var cursor = UploadCursor()
  var sink = ResponseSink(limit: 0)
  private(set) var request: HTTPRequest?
  /// The exchange, if it is ours.
  var exchange: Exchange?
  /// The head of the newest request whose exchange was ours.
  private var head: RequestHead?

  /// How many times a connection was ready for the request, stale ones included.
  var attempts = 0
  private(set) var staleRetries = 0
  private(set) var staleNanoseconds: UInt64 = 0
  var openedSocket = false
  private(set) var hasResent = false
  /// A reused connection died, but so late that the request may have killed it: not sent again.
  var refusedRetry = false
  /// What libcurl had counted as request bytes before this attempt.
  private(set) var requestBytesBefore = 0
  private var isBetweenAttempts = false
  private var staleWindow: UInt64 = 0

  init(slot: Int, sockets: SocketTable, uploadBufferSize: Int) {
    guard let handle = curl_easy_init() else { fatalError("libcurl: out of memory") }
    self.handle = handle
    self.slot = slot
    self.sockets = sockets
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
    _ request: HTTPRequest, tag: Int, staleWindow: UInt64, onHead: ResponseSink.HeadHook?,
    onChunk: ResponseSink.ChunkHook?
  ) {
    self.tag = tag
    self.staleWindow = staleWindow
    isRunning = true
    self.request = request
    beginExchange(request)
    cursor = UploadCursor(request.body, after: exchange?.head ?? [])
    bodyCount = request.body?.count ?? 0
    sink = ResponseSink(
      limit: request.responseLimit, errorLimit: request.errorBodyLimit, onHead: onHead,
      onChunk: onChunk)
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

  private func beginExchange(_ request: HTTPRequest) {
    if head?.fits(request) != true { head = RequestHead(request) }
    head?.adopt(bodyOf: request)
    exchange = head.map { Exchange(head: $0, isHead: request.method == "HEAD") }
  }

  /// Lets go of the request, so that an idle handle keeps no document alive.
  func finish() {
    isRunning = false
    exchange = nil
    request = nil
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

  /// The same for an exchange of ours.
  ///
  /// - Parameter isForgivable: Nothing came before the connection died.
  func noteStale(at now: UInt64, isForgivable: Bool) -> Bool {
    guard isForgivable, connectionReused else { return false }
    guard now - start <= staleWindow else {
      refusedRetry = true
      return false
    }
    staleRetries += 1
    staleNanoseconds += now - start
    start = now
    bodySent = nil
    sink.reset()
    return cursor.seek(to: 0)
  }

  // MARK: Called back by libcurl

  /// A connection is ready and the request goes out next.
  func noteReadyToSend() -> Bool {
    guard exchange == nil else { return true }
    guard noteRetry() else { return false }
    attempts += 1
    isBetweenAttempts = false
    return true
  }

  func openSocket(for address: UnsafePointer<curl_sockaddr>) -> curl_socket_t? {
    guard exchange != nil || noteRetry() else { return nil }
    openedSocket = true
    return sockets.openSocket(for: address)
  }

  func rewind(to offset: Int) -> Bool {
    noteRetry() && cursor.seek(to: offset)
  }

  func noteProgress(uploaded: Int) {
    if bodySent == nil, bodyCount > 0, uploaded >= bodyCount { bodySent = MonotonicClock.now() }
    sink.noteProgress()
  }
}
