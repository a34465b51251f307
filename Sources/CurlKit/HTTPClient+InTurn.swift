/// Requests one after the other over one kept connection, for questions about a server.
internal import Dispatch

extension HTTPClient {
  /// Sends requests in turn; ends after the first that got no complete answer.
  ///
  /// The connection is kept open between them, as far as the server lets it be. Failures are told in
  /// the results. Cancelling the task stops the transfer at once, which its result tells as
  /// `.aborted`.
  package func sendInTurn(_ requests: [HTTPRequest]) async -> [TransferResult] {
    let cancellation = Cancellation()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        DispatchQueue(label: "http requests").async {
          continuation.resume(returning: Self.perform(requests, cancellation))
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
  }

  private static func perform(
    _ requests: [HTTPRequest], _ cancellation: Cancellation
  ) -> [TransferResult] {
    let loop = TransferLoop(expectedConcurrency: 1)
    cancellation.attach(loop.waker)
    var results: [TransferResult] = []
    for (tag, request) in requests.enumerated() {
      loop.start(request, tag: tag)
      var result: TransferResult?
      while result == nil {
        result = loop.takeCompleted().first
        if result == nil, cancellation.isCancelled { result = loop.abort(tag: tag) }
        guard result == nil, loop.inFlight > 0 else { break }
        _ = loop.poll(timeout: .seconds(1))
      }
      guard let result else { break }
      results.append(result)
      if result.error != nil || cancellation.isCancelled { break }
    }
    return results
  }
}
