/// How a call becomes an HTTP request, and how its result becomes an answer or an error.
internal import CurlKit

struct EngineWire {
  let address: EngineAddress
  /// The version in the path; nil before it is known.
  let version: APIVersion?
  let transfers: TransferThread

  /// More than any answer that is read as a whole; the largest seen was an inspect of 120 KB.
  private static let answerLimit = 32 << 20
  private static let errorLimit = 64 << 10

  func call(_ call: EngineCall) async throws(EngineError) -> EngineAnswer {
    let result = await transfers.send(request(call, responseLimit: Self.answerLimit))
    try check(result, call)
    return EngineAnswer(status: result.status ?? 0, headers: result.headers, body: result.body)
  }

  func stream(
    _ call: EngineCall, onOpen: (@Sendable () -> Void)?,
    onChunk: @escaping TransferThread.ChunkHook
  ) async throws(EngineError) {
    var endless = call
    endless.timeout = nil
    let result = await transfers.send(
      request(endless, responseLimit: .max),
      onHead: { if (200...299).contains($0) { onOpen?() } }, onChunk: onChunk)
    try check(result, call)
  }

  private func check(_ result: TransferResult, _ call: EngineCall) throws(EngineError) {
    if let error = result.error {
      throw EngineDiagnosis(address: address).error(for: error, status: result.status)
    }
    let status = result.status ?? 0
    guard (200...299).contains(status) || status == 304 else {
      throw EngineDiagnosis(address: address).error(
        status: status, body: result.body, asked: "\(call.method) \(call.path)")
    }
  }

  private func request(_ call: EngineCall, responseLimit: Int) -> HTTPRequest {
    var url = address.origin
    if !call.isUnversioned, let version { url += "/v\(version)" }
    url += call.path
    let query = call.query.map { "\($0.name.escapedForEngine)=\($0.value.escapedForEngine)" }
    if !query.isEmpty { url += "?" + query.joined(separator: "&") }
    return HTTPRequest(
      method: call.method, url: url, headers: call.headers, body: call.body,
      timeout: call.timeout, connectTimeout: min(call.timeout ?? .seconds(2), .seconds(2)),
      unixSocket: address.unixPath, responseLimit: responseLimit,
      errorBodyLimit: Self.errorLimit)
  }
}
