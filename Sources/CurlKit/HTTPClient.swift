/// One request, one answer, for everything that is not being measured.
///
/// Each request has a connection of its own. It never blocks the threads of Swift's tasks: the
/// waiting happens on a thread of its own.
import Dispatch
import Synchronization

package struct HTTPClient: Sendable {
  /// Takes pieces of a body as they come; runs on the request's own thread.
  package typealias ChunkHook = @Sendable (UnsafeRawBufferPointer, UInt64) -> Void

  package init() {}

  /// Sends a request and waits for the end of the answer.
  ///
  /// Failures are not thrown but told in the result. Cancelling the task stops the transfer at
  /// once, which the result tells as `.aborted`.
  ///
  /// - Parameter onChunk: Takes the body piece by piece; the result's body is then empty.
  package func send(_ request: HTTPRequest, onChunk: ChunkHook? = nil) async -> TransferResult {
    let cancellation = Cancellation()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        DispatchQueue(label: "http request").async {
          continuation.resume(returning: perform(request, onChunk: onChunk, cancellation))
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
  }

  /// The same on the calling thread, which it blocks.
  package func perform(_ request: HTTPRequest, onChunk: ChunkHook? = nil) -> TransferResult {
    perform(request, onChunk: onChunk, Cancellation())
  }

  private func perform(
    _ request: HTTPRequest, onChunk: ChunkHook?, _ cancellation: Cancellation
  ) -> TransferResult {
    let loop = TransferLoop(expectedConcurrency: 1)
    cancellation.attach(loop.waker)
    let start = loop.start(request, tag: 0, onChunk: onChunk)
    while true {
      if let result = loop.takeCompleted().first { return result }
      if cancellation.isCancelled, let result = loop.abort(tag: 0) { return result }
      guard loop.inFlight > 0 else { break }
      _ = loop.poll(timeout: .seconds(1))
    }
    return TransferResult(
      tag: 0, stamps: TransferStamps(start: start, end: MonotonicClock.now()),
      error: TransferError(kind: .other, message: "libcurl lost the request"))
  }
}

/// Carries the wish to stop from any thread to the one that runs the request.
final class Cancellation: Sendable {
  private let state = Mutex<(isCancelled: Bool, waker: LoopWaker?)>((false, nil))

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func attach(_ waker: LoopWaker) {
    state.withLock { $0.waker = waker }
  }

  func cancel() {
    let waker = state.withLock { state in
      state.isCancelled = true
      return state.waker
    }
    waker?.wake()
  }
}
