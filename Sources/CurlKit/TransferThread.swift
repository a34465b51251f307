/// Many requests and endless streams over one thread, for callers on any other.
///
///     send ──► desk ──waker──► thread: TransferLoop ──► continuation ──► send returns
///
/// A stream costs a socket and no thread. Connections are kept and used again. The thread starts
/// with the first request and ends with the last reference to its owner.
internal import Dispatch
internal import Synchronization

package final class TransferThread: Sendable {
  /// Takes pieces of a body as they come, on the thread, which must not be held up.
  package typealias ChunkHook = @Sendable (UnsafeRawBufferPointer, UInt64) -> Void
  /// Takes the status of an answer whose header is there, before any piece of its body.
  package typealias HeadHook = @Sendable (Int) -> Void

  private let desk = TransferDesk()

  package init() {}

  deinit {
    desk.close()
  }

  /// Sends a request and waits for the end of the answer, which a stream may not have.
  ///
  /// Failures are told in the result. Cancelling the task stops the transfer at once, which the
  /// result tells as `.aborted`; after the return no hook is called any more.
  ///
  /// - Parameters:
  ///   - onHead: Takes the status as soon as the header is there.
  ///   - onChunk: Takes the body piece by piece; the result's body is then empty.
  package func send(
    _ request: HTTPRequest, onHead: HeadHook? = nil, onChunk: ChunkHook? = nil
  ) async -> TransferResult {
    let tag = desk.newTag()
    defer { desk.forget(tag) }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let order = TransferDesk.Order(
          tag: tag, request: request, onHead: onHead, onChunk: onChunk,
          continuation: continuation)
        if desk.hand(order) {
          DispatchQueue(label: "transfers").async { [desk] in Self.run(desk) }
        }
      }
    } onCancel: {
      desk.cancel(tag)
    }
  }

  private static func run(_ desk: TransferDesk) {
    let loop = TransferLoop(expectedConcurrency: 1)
    desk.attach(loop.waker)
    var waiting: [Int: CheckedContinuation<TransferResult, Never>] = [:]
    while true {
      let work = desk.take()
      for order in work.orders {
        waiting[order.tag] = order.continuation
        loop.start(order.request, tag: order.tag, onChunk: order.onChunk, onHead: order.onHead)
      }
      for tag in work.cancelled {
        guard let result = loop.abort(tag: tag) else { continue }
        waiting.removeValue(forKey: tag)?.resume(returning: result)
      }
      for result in loop.takeCompleted() {
        waiting.removeValue(forKey: result.tag)?.resume(returning: result)
      }
      if work.isClosed, waiting.isEmpty { break }
      _ = loop.poll(timeout: .seconds(60))
    }
  }
}

/// Where the thread of transfers gets its work from.
private final class TransferDesk: Sendable {
  struct Order: Sendable {
    var tag: Int
    var request: HTTPRequest
    var onHead: TransferThread.HeadHook?
    var onChunk: TransferThread.ChunkHook?
    var continuation: CheckedContinuation<TransferResult, Never>
  }

  struct Work {
    var orders: [Order] = []
    var cancelled: [Int] = []
    var isClosed = false
  }

  private struct State {
    var work = Work()
    var lastTag = 0
    var isStarted = false
    var waker: LoopWaker?
    /// Cancelled before they were handed in: the handler of a cancelled task runs first.
    var early: Set<Int> = []
    /// Handed in and not yet cancelled.
    var known: Set<Int> = []
  }

  private let state = Mutex(State())

  func newTag() -> Int {
    state.withLock { state in
      state.lastTag += 1
      return state.lastTag
    }
  }

  /// Takes a request on; true if the thread is still to be started.
  func hand(_ order: Order) -> Bool {
    let (mustStart, waker) = state.withLock { state -> (Bool, LoopWaker?) in
      state.work.orders.append(order)
      if state.early.remove(order.tag) != nil {
        state.work.cancelled.append(order.tag)
      } else {
        state.known.insert(order.tag)
      }
      let mustStart = !state.isStarted
      state.isStarted = true
      return (mustStart, state.waker)
    }
    waker?.wake()
    return mustStart
  }

  func cancel(_ tag: Int) {
    let waker = state.withLock { state in
      if state.known.remove(tag) != nil {
        state.work.cancelled.append(tag)
      } else {
        state.early.insert(tag)
      }
      return state.waker
    }
    waker?.wake()
  }

  /// A request is over; its task may have been cancelled since.
  func forget(_ tag: Int) {
    state.withLock { state in
      state.known.remove(tag)
      state.early.remove(tag)
    }
  }

  func close() {
    let waker = state.withLock { state in
      state.work.isClosed = true
      return state.waker
    }
    waker?.wake()
  }

  func attach(_ waker: LoopWaker) {
    state.withLock { $0.waker = waker }
  }

  /// Takes the work there is.
  func take() -> Work {
    state.withLock { state in
      let work = state.work
      state.work.orders.removeAll()
      state.work.cancelled.removeAll()
      return work
    }
  }
}
