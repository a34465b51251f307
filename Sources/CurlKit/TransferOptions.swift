/// Puts requests on an easy handle, setting only what differs from the request before.
///
/// In a benchmark that is next to nothing: comparing shared strings and arrays is a glance at
/// their addresses, while setting a URL or a header list is an allocation each.
import CCurl

struct TransferOptions {
  /// The cause for which a request cannot be put on a handle.
  struct Refusal: Error {
    var message: String
  }

  private let uploadBufferSize: Int
  /// The request that the handle is set up for, without its body.
  private var current: HTTPRequest?
  private var currentBodyCount: Int?
  private var headerList = HeaderList()
  private var isDialing = false

  init(uploadBufferSize: Int) {
    self.uploadBufferSize = uploadBufferSize
  }

  /// Makes the handle of `transfer` ready to send `request`.
  ///
  /// - Parameter dialing: Libcurl is to connect only; what is sent is no concern of it.
  static func apply(
    _ request: HTTPRequest, to transfer: Transfer, dialing: Bool = false
  ) throws(Refusal) {
    try transfer.options.apply(request, to: transfer, dialing)
  }

  private mutating func apply(
    _ request: HTTPRequest, to transfer: Transfer, _ dialing: Bool
  ) throws(Refusal) {
    let handle = transfer.handle
    var known = current
    // Taken back on success only: a handle that refused a request is set up from the ground.
    current = nil
    if known == nil || dialing != isDialing || known?.tls != request.tls
      || known?.unixSocket != request.unixSocket
    {
      known = nil
      isDialing = dialing
      setUp(transfer, for: request)
      if dialing { sb_setopt_long(handle, CURLOPT_CONNECT_ONLY, 1) }
    }
    if known?.url != request.url {
      try Self.requirePlain(request.url, as: "URL", allowsSpace: false)
      guard sb_setopt_string(handle, CURLOPT_URL, request.url) == CURLE_OK else {
        throw Refusal(message: "the URL cannot be used: \(request.url)")
      }
    }
    let bodyCount = request.body?.count
    if dialing {
      // Neither method nor headers: there is no request.
    } else if known?.method != request.method || currentBodyCount != bodyCount || known == nil {
      try Self.requirePlain(request.method, as: "method", allowsSpace: false)
      setMethod(request.method, bodyCount: bodyCount, on: handle)
    }
    if !dialing, known == nil || known?.headers != request.headers {
      for header in request.headers {
        try Self.requirePlain(header, as: "header", allowsSpace: true)
      }
      headerList = HeaderList(request.headers)
      sb_setopt_list(handle, CURLOPT_HTTPHEADER, headerList.first)
    }
    if known == nil || known?.timeout != request.timeout
      || known?.connectTimeout != request.connectTimeout
    {
      // Zero is no limit for libcurl, and its own habit for connecting.
      let limit = request.timeout?.wholeMilliseconds ?? 0
      sb_setopt_long(handle, CURLOPT_TIMEOUT_MS, limit)
      sb_setopt_long(
        handle, CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout?.wholeMilliseconds ?? limit)
    }
    current = request
    current?.body = nil
    currentBodyCount = bodyCount
  }

  /// Sets everything that no request varies, and what only few vary.
  private func setUp(_ transfer: Transfer, for request: HTTPRequest) {
    let handle = transfer.handle
    curl_easy_reset(handle)
    TransferCallbacks.install(on: transfer)
    sb_setopt_pointer(
      handle, CURLOPT_PRIVATE, UnsafeMutableRawPointer(bitPattern: transfer.slot + 1))
    sb_setopt_pointer(handle, CURLOPT_ERRORBUFFER, transfer.errorBuffer)
    sb_setopt_long(handle, CURLOPT_NOSIGNAL, 1)
    // A name lookup that hangs must not hold up an abort or the end of the loop.
    sb_setopt_long(handle, CURLOPT_QUICK_EXIT, 1)
    sb_setopt_long(handle, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    sb_setopt_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    sb_setopt_string(handle, CURLOPT_PROXY, "")
    sb_setopt_long(handle, CURLOPT_TCP_NODELAY, 1)
    sb_setopt_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    sb_setopt_long(handle, CURLOPT_HTTP_CONTENT_DECODING, 0)
    sb_setopt_long(handle, CURLOPT_UPLOAD_BUFFERSIZE, uploadBufferSize)
    if let path = request.unixSocket {
      sb_setopt_string(handle, CURLOPT_UNIX_SOCKET_PATH, path)
    }
    if let caFile = request.tls.caFile {
      sb_setopt_string(handle, CURLOPT_CAINFO, caFile)
    }
    sb_setopt_long(handle, CURLOPT_SSL_VERIFYPEER, request.tls.insecure ? 0 : 1)
    sb_setopt_long(handle, CURLOPT_SSL_VERIFYHOST, request.tls.insecure ? 0 : 2)
  }

  private func setMethod(
    _ method: String, bodyCount: Int?, on handle: UnsafeMutableRawPointer
  ) {
    sb_setopt_string(handle, CURLOPT_CUSTOMREQUEST, nil)
    sb_setopt_long(handle, CURLOPT_NOBODY, 0)
    if let bodyCount {
      sb_setopt_long(handle, CURLOPT_POST, 1)
      sb_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bodyCount))
    } else if method == "POST" {
      sb_setopt_long(handle, CURLOPT_POST, 1)
      sb_setopt_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, 0)
    } else if method == "HEAD" {
      sb_setopt_long(handle, CURLOPT_NOBODY, 1)
    } else {
      sb_setopt_long(handle, CURLOPT_HTTPGET, 1)
    }
    let implied = bodyCount != nil ? "POST" : method == "POST" || method == "HEAD" ? method : "GET"
    if method != implied {
      sb_setopt_string(handle, CURLOPT_CUSTOMREQUEST, method)
    }
  }

  /// Refuses control bytes, which would end a line or a C string early.
  private static func requirePlain(
    _ text: String, as what: String, allowsSpace: Bool
  ) throws(Refusal) {
    let isPlain = text.utf8.allSatisfy { byte in
      byte > 0x20 && byte != 0x7F || allowsSpace && (byte == 0x20 || byte == 0x09)
    }
    guard isPlain, !text.isEmpty else {
      throw Refusal(message: "the \(what) is empty or has a space or a control character in it")
    }
  }
}

/// An owned list of header lines in libcurl's form.
private final class HeaderList {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  /// The lines, and those that switch off what libcurl would add by itself.
  init(_ headers: [String] = []) {
    for header in headers { append(header) }
    if !headers.contains(where: { Self.names($0, "expect") }) { append("Expect:") }
    if !headers.contains(where: { Self.names($0, "content-type") }) { append("Content-Type:") }
  }

  deinit {
    curl_slist_free_all(first)
  }

  private func append(_ line: String) {
    guard let longer = curl_slist_append(first, line) else { fatalError("libcurl: out of memory") }
    first = longer
  }

  private static func names(_ header: String, _ name: String) -> Bool {
    header.prefix { $0 != ":" }.lowercased() == name
  }
}

extension Duration {
  /// This duration in milliseconds, rounded up; at least 1, as 0 means "for ever" to libcurl.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 1 }
    guard seconds < Int64(Int32.max) / 1000 else { return Int(Int32.max) }
    let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return max(1, Int(seconds * 1000 + milliseconds))
  }
}
