/// Turns libcurl's verdict on a transfer into a `TransferResult`.
import CCurl

extension Transfer {
  /// The result of a transfer that libcurl ended with `code`.
  func result(_ code: CURLcode, at now: UInt64) -> TransferResult {
    var result = outcome(error: error(for: code), at: now)
    if result.error == nil, let lastByte = sink.lastByte { result.stamps.end = lastByte }
    if let exchange {
      result.phases = exchange.phases
      result.primaryAddress = exchange.primaryAddress
      result.bytesSent = cursor.offset
    } else {
      if openedSocket, attempts > 0 { (result.phases, result.primaryAddress) = connection() }
      var requestBytes = 0
      sb_getinfo_long(handle, CURLINFO_REQUEST_SIZE, &requestBytes)
      var bodyBytes: curl_off_t = 0
      sb_getinfo_offset(handle, CURLINFO_SIZE_UPLOAD_T, &bodyBytes)
      result.bytesSent = max(0, requestBytes - requestBytesBefore) + Int(bodyBytes)
    }
    let bytes = sink.takeBytes()
    result.head = bytes.head
    if result.error?.kind != .tooLarge { result.body = bytes.body }
    return result
  }

  /// The result of a transfer that we stop ourselves: how long it ran, and how far it came.
  func abortedResult(at now: UInt64) -> TransferResult {
    var result = outcome(
      error: TransferError(kind: .aborted, message: "stopped by us \(activity)"), at: now)
    result.bytesSent = cursor.offset
    return result
  }

  private func outcome(error: TransferError?, at now: UInt64) -> TransferResult {
    var result = TransferResult(
      tag: tag,
      stamps: TransferStamps(
        start: start, bodySent: bodySent, firstByte: sink.firstByte, end: now),
      error: error)
    result.status = sink.status
    result.connectionReused = connectionReused
    result.staleRetries = staleRetries
    result.staleNanoseconds = staleNanoseconds
    result.bytesReceived = sink.headBytes + sink.bodyBytes
    return result
  }

  /// What libcurl knows of a connection that it has just made.
  func connection() -> (phases: ConnectionPhases, address: String?) {
    var name: curl_off_t = 0
    var connect: curl_off_t = 0
    var tls: curl_off_t = 0
    sb_getinfo_offset(handle, CURLINFO_NAMELOOKUP_TIME_T, &name)
    sb_getinfo_offset(handle, CURLINFO_CONNECT_TIME_T, &connect)
    sb_getinfo_offset(handle, CURLINFO_APPCONNECT_TIME_T, &tls)
    // libcurl counts microseconds from the start; a phase it skipped stays 0.
    let phases = ConnectionPhases(
      nameLookup: UInt64(max(0, name)) * 1000,
      connect: UInt64(max(0, connect - name)) * 1000,
      tls: UInt64(max(0, tls - connect)) * 1000)
    var address: UnsafePointer<CChar>?
    sb_getinfo_string(handle, CURLINFO_PRIMARY_IP, &address)
    guard let address, address.pointee != 0 else { return (phases, nil) }
    return (phases, String(cString: address))
  }

  // MARK: Failures

  /// What the transfer was doing, for the end of a message.
  private var activity: String {
    if attempts == 0 { return "while connecting" }
    if sink.headState == .complete {
      return "while receiving the answer (\(sink.bodyBytes) bytes of body)"
    }
    if sink.firstByte != nil { return "in the middle of the answer's header" }
    if bodyCount > 0, bodySent == nil {
      let sent = max(0, cursor.offset - (exchange?.head.count ?? 0))
      return "while sending the body (\(sent) of \(bodyCount) bytes)"
    }
    return "while waiting for the answer"
  }

  private func error(for code: CURLcode) -> TransferError? {
    if refusedRetry {
      return TransferError(
        kind: .reset,
        message: "the server held a reused connection and then closed it without an answer")
    }
    if code == CURLE_OK {
      // libcurl passes a header that breaks off between two lines for an answer.
      if sink.headState == .complete { return nil }
      return TransferError(kind: .reset, message: "the server closed the connection \(activity)")
    }
    var words = String(cString: errorBuffer)
    if words.isEmpty { words = String(cString: curl_easy_strerror(code)) }
    let kind = kind(for: code, words: words)
    if kind == .tooLarge {
      return TransferError(
        kind: kind, message: "the answer is larger than allowed, stopped \(activity)")
    }
    return TransferError(kind: kind, message: "\(words), \(activity)")
  }

  private func kind(for code: CURLcode, words: String) -> TransferError.Kind {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .dns
    case CURLE_COULDNT_CONNECT: .connect
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CRL_BADFILE:
      .tls
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_PARTIAL_FILE: sink.headState == .complete ? .truncated : .reset
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR: .reset
    case CURLE_RECV_ERROR:
      // One code for a broken connection and for chunks that are not chunks.
      words.contains("chunked-encoding") ? .malformed : sink.bodyBytes > 0 ? .truncated : .reset
    case CURLE_WRITE_ERROR where sink.overflowed: .tooLarge
    case CURLE_ABORTED_BY_CALLBACK: .aborted
    case CURLE_WEIRD_SERVER_REPLY: .malformed
    case CURLE_UNSUPPORTED_PROTOCOL: attempts > 0 ? .malformed : .unsupported
    case CURLE_URL_MALFORMAT: .unsupported
    default: .other
    }
  }
}
