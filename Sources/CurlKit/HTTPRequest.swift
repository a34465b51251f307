/// What is asked of a server: one HTTP/1.1 request with its limits.
///
/// Sent are the headers named here and `Host`, `Accept` and `Content-Length`; nothing else.
/// Redirects are not followed, compressed answers stay compressed, proxies of the environment are
/// ignored: what is measured is the server that the URL names.
package struct HTTPRequest: Sendable {
  /// The method, such as `GET` or `POST`.
  package var method: String
  /// An `http` or `https` URL, already escaped.
  package var url: String
  /// Header lines: `Name: value`; `Name;` sends an empty one, `Name:` leaves out one of ours.
  package var headers: [String]
  /// The body; nil sends none (a `POST` then says `Content-Length: 0`).
  package var body: UploadBody?
  /// From start to last byte, to the millisecond, at least one; nil: it may last for ever.
  package var timeout: Duration?
  /// From start to an established connection (with TLS); nil leaves it to `timeout`.
  package var connectTimeout: Duration?
  /// The path of a Unix socket to connect to, instead of the URL's host and port.
  package var unixSocket: String?
  /// How the server's certificate is checked.
  package var tls: TLSOptions
  /// The most bytes of answer body that are accepted; one more, and the transfer is aborted.
  package var responseLimit: Int
  /// The most bytes of the body of an answer that is no success (2xx), which then stays in the
  /// result where others are handed out in pieces; nil hands out every body.
  package var errorBodyLimit: Int?

  package init(
    method: String = "GET", url: String, headers: [String] = [], body: UploadBody? = nil,
    timeout: Duration? = .seconds(30), connectTimeout: Duration? = nil, unixSocket: String? = nil,
    tls: TLSOptions = TLSOptions(), responseLimit: Int = 64 << 20, errorBodyLimit: Int? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.connectTimeout = connectTimeout
    self.unixSocket = unixSocket
    self.tls = tls
    self.responseLimit = responseLimit
    self.errorBodyLimit = errorBodyLimit
  }
}

/// How the certificate of an HTTPS server is checked.
package struct TLSOptions: Sendable, Equatable {
  /// A PEM file of trusted authorities in place of the system's; nil uses the system's.
  package var caFile: String?
  /// Accepts any certificate for any name.
  package var insecure: Bool

  package init(caFile: String? = nil, insecure: Bool = false) {
    self.caFile = caFile
    self.insecure = insecure
  }
}
