/// Why a transfer has no complete answer.
package struct TransferError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The class of failure.
  ///
  /// An HTTP status is none: an answer with status 500 is an answer.
  package enum Kind: String, Sendable, CaseIterable {
    /// The host name has no address.
    case dns
    /// No connection: refused, unreachable, no such socket.
    case connect
    /// The TLS handshake or the certificate failed.
    case tls
    /// The time allowed was over, whatever the transfer was doing.
    case timeout
    /// The server closed or reset the connection before any byte of the answer's body.
    case reset
    /// The answer broke off inside its body.
    case truncated
    /// The answer was larger than allowed; the transfer was stopped.
    case tooLarge
    /// We stopped it ourselves.
    case aborted
    /// What came is not HTTP/1.
    case malformed
    /// The request itself cannot be sent: its URL, method or headers.
    case unsupported
    /// Anything else; the message says what.
    case other
  }

  package var kind: Kind
  /// libcurl's own words, and what the transfer was doing.
  package var message: String

  package init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { "\(kind.rawValue): \(message)" }
}
