/// The functions that libcurl calls, each one step from its `Transfer`.
///
/// The context pointers are unretained: a `TransferLoop` keeps its transfers, its schedule and its
/// sockets until after libcurl has let go of their handles, and calls libcurl on one thread only.
import CCurl

enum TransferCallbacks {
  /// Points every callback of the handle at its transfer; needed again after a reset.
  static func install(on transfer: Transfer) {
    let handle = transfer.handle
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    sb_setopt_write(handle, receiveBody)
    sb_setopt_pointer(handle, CURLOPT_WRITEDATA, context)
    sb_setopt_header(handle, receiveHeader)
    sb_setopt_pointer(handle, CURLOPT_HEADERDATA, context)
    sb_setopt_read(handle, readBody)
    sb_setopt_pointer(handle, CURLOPT_READDATA, context)
    sb_setopt_seek(handle, rewindBody)
    sb_setopt_pointer(handle, CURLOPT_SEEKDATA, context)
    sb_setopt_progress(handle, noteProgress)
    sb_setopt_pointer(handle, CURLOPT_XFERINFODATA, context)
    sb_setopt_long(handle, CURLOPT_NOPROGRESS, 0)
    sb_setopt_prerequest(handle, noteReadyToSend)
    sb_setopt_pointer(handle, CURLOPT_PREREQDATA, context)
    sb_setopt_open_socket(handle, openSocket)
    sb_setopt_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
    sb_setopt_close_socket(handle, closeSocket)
    sb_setopt_pointer(
      handle, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(transfer.sockets).toOpaque())
  }
}

/// The same for the two calls that concern all transfers of a loop.
extension TransferCallbacks {
  static func install(_ schedule: LoopSchedule, on multi: UnsafeMutableRawPointer) {
    let context = Unmanaged.passUnretained(schedule).toOpaque()
    sb_multi_setopt_socket(multi, awaitSocket)
    sb_multi_setopt_pointer(multi, CURLMOPT_SOCKETDATA, context)
    sb_multi_setopt_timer(multi, setTimer)
    sb_multi_setopt_pointer(multi, CURLMOPT_TIMERDATA, context)
  }
}

private func awaitSocket(
  _ handle: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ bits: Int32,
  _ context: UnsafeMutableRawPointer?, _ socketContext: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return -1 }
  Unmanaged<LoopSchedule>.fromOpaque(context).takeUnretainedValue()
    .setWanted(bits, on: socket)
  return 0
}

private func setTimer(
  _ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let context else { return -1 }
  Unmanaged<LoopSchedule>.fromOpaque(context).takeUnretainedValue().setTimer(milliseconds)
  return 0
}

private func transfer(_ context: UnsafeMutableRawPointer) -> Transfer {
  Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
}

private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(context).sink.receiveBody(piece) ? piece.count : 0
}

private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer(context).sink.receiveHeader(line) ? line.count : 0
}

private func readBody(
  _ target: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return Int(CURL_READFUNC_ABORT) }
  return transfer(context).cursor.read(
    into: UnsafeMutableRawBufferPointer(start: target, count: size * count))
}

private func rewindBody(
  _ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32
) -> Int32 {
  guard let context, origin == SEEK_SET else { return CURL_SEEKFUNC_FAIL }
  return transfer(context).rewind(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

private func noteProgress(
  _ context: UnsafeMutableRawPointer?, _ expectedDown: curl_off_t, _ down: curl_off_t,
  _ expectedUp: curl_off_t, _ up: curl_off_t
) -> Int32 {
  guard let context else { return 1 }
  transfer(context).noteProgress(uploaded: Int(up))
  return 0
}

private func noteReadyToSend(
  _ context: UnsafeMutableRawPointer?, _ remoteAddress: UnsafeMutablePointer<CChar>?,
  _ localAddress: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
  guard let context, transfer(context).noteReadyToSend() else { return CURL_PREREQFUNC_ABORT }
  return CURL_PREREQFUNC_OK
}

private func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let context, let address else { return CURL_SOCKET_BAD }
  return transfer(context).openSocket(for: address) ?? CURL_SOCKET_BAD
}

private func closeSocket(_ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t) -> Int32 {
  guard let context else { return -1 }
  return Unmanaged<SocketTable>.fromOpaque(context).takeUnretainedValue().closeSocket(socket)
}
