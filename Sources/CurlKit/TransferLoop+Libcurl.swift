/// What a loop has libcurl do: transfers with TLS from end to end, and connections for the others.
import CCurl

extension TransferLoop {
  /// Tells libcurl of news (`CURL_CSELECT` bits) on a socket, or that its timer has run out.
  func callLibcurl(_ descriptor: Int32, _ news: Int32) {
    guard news != 0 || descriptor == CURL_SOCKET_TIMEOUT else { return }
    var running: Int32 = 0
    curl_multi_socket_action(multi, descriptor, news, &running)
  }

  /// Hands a request to libcurl, or the making of its connection; says why it could not.
  func hand(_ request: HTTPRequest, of transfer: Transfer, dialing: Bool) -> String? {
    do throws(TransferOptions.Refusal) {
      try TransferOptions.apply(request, to: transfer, dialing: dialing)
    } catch {
      return error.message
    }
    return curl_multi_add_handle(multi, transfer.handle) == CURLM_OK
      ? nil : "libcurl did not take the request; do not call the loop from a hook"
  }

  /// Takes what libcurl has finished; true if a request must be sent again.
  func collect() -> Bool {
    var mustSend = false
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(multi, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else {
        continue
      }
      let code = message.pointee.data.result
      guard let transfer = transfer(of: handle) else { continue }
      if transfer.exchange != nil {
        takeConnection(of: transfer, code)
        continue
      }
      let now = MonotonicClock.now()
      curl_multi_remove_handle(multi, handle)
      if resend(transfer, after: code) {
        mustSend = true
      } else {
        complete(transfer, code, at: now)
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
}
