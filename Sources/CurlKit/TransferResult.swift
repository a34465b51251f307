/// What became of one request: answer or error, with its own stamps.

/// When things happened to a transfer, in nanoseconds of `MonotonicClock`.
///
/// They are our own. libcurl's clock starts when its loop first runs the handle, not when the
/// request was due, and its "start of transfer" is the start of the upload.
package struct TransferStamps: Sendable, Equatable {
  /// Right before the request was handed to libcurl; after a stale retry, when that began.
  package var start: UInt64
  /// The last byte of the body was written to the socket; nil without a body or before that.
  package var bodySent: UInt64?
  /// The first line of the answer was there; interim (1xx) answers do not count.
  package var firstByte: UInt64?
  /// The last byte was there, or the transfer failed.
  package var end: UInt64

  package init(start: UInt64, bodySent: UInt64? = nil, firstByte: UInt64? = nil, end: UInt64) {
    self.start = start
    self.bodySent = bodySent
    self.firstByte = firstByte
    self.end = end
  }

  /// Service time: from start to end, in nanoseconds.
  package var duration: UInt64 { end >= start ? end - start : 0 }
}

/// How long making the connection took, phase by phase, in nanoseconds; all zero when reused.
package struct ConnectionPhases: Sendable, Equatable {
  package var nameLookup: UInt64
  package var connect: UInt64
  package var tls: UInt64

  package init(nameLookup: UInt64 = 0, connect: UInt64 = 0, tls: UInt64 = 0) {
    self.nameLookup = nameLookup
    self.connect = connect
    self.tls = tls
  }
}

/// The end of a transfer.
///
/// An answer was complete exactly if `error` is nil; its `status` may still be any number.
package struct TransferResult: Sendable {
  /// The number given at the start.
  package var tag: Int
  /// The status of the final answer, also of one that broke off later.
  package var status: Int?
  /// The header of the final answer as it came, from the status line to the empty line.
  package var head: [UInt8] = []
  /// The body, as far as it came; empty when it was handed out in chunks or was too large.
  package var body: [UInt8] = []
  package var stamps: TransferStamps
  package var phases = ConnectionPhases()
  /// The request went over a connection that had served another before.
  package var connectionReused = false
  /// How often a reused connection died before its first byte and the request was sent again.
  package var staleRetries = 0
  /// The time lost to those attempts, in nanoseconds; not part of `stamps`.
  package var staleNanoseconds: UInt64 = 0
  /// Bytes of request header and body of the last attempt (before TLS).
  package var bytesSent = 0
  /// Bytes of answer header and body, without chunk framing (before TLS).
  package var bytesReceived = 0
  package var error: TransferError?
  /// The address connected to; nil on a reused connection, or when there was none.
  package var primaryAddress: String?

  package init(
    tag: Int, status: Int? = nil, stamps: TransferStamps, error: TransferError? = nil
  ) {
    self.tag = tag
    self.status = status
    self.stamps = stamps
    self.error = error
  }
}

extension TransferResult {
  /// The header fields of the final answer, in order.
  package var headers: [(name: String, value: String)] {
    let text = String(decoding: head, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      return (String(line[..<colon]), String(value))
    }
  }

  /// The value of the first header field of that name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  package var contentType: String? { header("Content-Type") }
}
