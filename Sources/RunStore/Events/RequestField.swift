/// The keys of a request's object, in the order in which they are written.
///
/// The first six are the guide's, in its meaning; the rest restores the record exactly. An element
/// of a result's `individual_results` and a journal's `request` are the same object.
enum RequestField: Int, HotField {
  case server, filename, success, latency, totalPages, error
  case sequence, round, phase, condition, document, block
  case intendedStart, start, bodySent, firstByte, end
  case nameLookup, connect, tls, connectionReused, staleRetries
  case bytesSent, bytesReceived, httpStatus, failure
  case serverSeconds, textDigest, textSimhash, dpiUsed, megapixels

  static let table = KeyTable<RequestField>()

  /// Without these an object is no request.
  static let required: [RequestField] = [
    .success, .sequence, .round, .phase, .condition, .document, .intendedStart, .start, .end,
  ]

  var name: String {
    switch self {
    case .server: "server"
    case .filename: "filename"
    case .success: "success"
    case .latency: "latency"
    case .totalPages: "total_pages"
    case .error: "error"
    case .sequence: "seq"
    case .round: "round"
    case .phase: "phase"
    case .condition: "condition"
    case .document: "document"
    case .block: "block"
    case .intendedStart: "intended_start_ns"
    case .start: "start_ns"
    case .bodySent: "body_sent_ns"
    case .firstByte: "first_byte_ns"
    case .end: "end_ns"
    case .nameLookup: "dns_ns"
    case .connect: "connect_ns"
    case .tls: "tls_ns"
    case .connectionReused: "connection_reused"
    case .staleRetries: "stale_retries"
    case .bytesSent: "bytes_sent"
    case .bytesReceived: "bytes_received"
    case .httpStatus: "http_status"
    case .failure: "failure"
    case .serverSeconds: "server_seconds"
    case .textDigest: "text_digest"
    case .textSimhash: "text_simhash"
    case .dpiUsed: "dpi_used"
    case .megapixels: "megapixels"
    }
  }
}

/// The keys of a `request_started` object.
enum RequestStartField: Int, HotField {
  case sequence, condition, document, round, phase

  static let table = KeyTable<RequestStartField>()

  var name: String {
    switch self {
    case .sequence: "seq"
    case .condition: "condition"
    case .document: "document"
    case .round: "round"
    case .phase: "phase"
    }
  }
}
