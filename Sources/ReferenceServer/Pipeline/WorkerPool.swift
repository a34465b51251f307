import Dispatch
import Foundation
import PopplerKit
import Synchronization

/// A fixed number of threads that process documents, and a bounded queue before them.
///
/// Drawing pages blocks for seconds, so it never runs on the threads of Swift's concurrency. One
/// document goes to one thread. Cancelling the task that waits in ``process(_:dpi:)`` drops its
/// document from the queue, or stops the drawing.
final class WorkerPool: Sendable {
  /// A look at the pool from outside.
  struct Load: Sendable, Equatable {
    var workers: Int
    var alive: Int
    var busy: Int
    var waiting: Int
  }

  private typealias Answer = Result<DocumentResult, PoolFailure>

  /// A document on its way through the pool.
  private struct Job: Sendable {
    let ticket: Int
    let bytes: [UInt8]
    let dpi: Double
    let cancellation: PDFCancellation
    let answer: CheckedContinuation<Answer, Never>
  }

  private struct State {
    var queue: [Job] = []
    var alive = 0
    var nextTicket = 0
    /// What the workers are at, to be stopped with the pool.
    var running: [PDFCancellation] = []
    var isStopped = false
  }

  private let pipeline: PagePipeline
  private let workers: Int
  private let queueLimit: Int
  private let state = Mutex(State())
  /// Counts the jobs that were queued since a worker last looked; one more per worker at the stop.
  private let bell = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - workers: threads, at least one.
  ///   - queueLimit: documents that may wait while every worker is busy.
  init(pipeline: PagePipeline, workers: Int, queueLimit: Int) {
    self.pipeline = pipeline
    self.workers = max(1, workers)
    self.queueLimit = max(0, queueLimit)
  }

  /// Starts the threads, which hold the pool until ``stop()``.
  func start() {
    state.withLock { $0.alive = workers }
    for number in 1...workers {
      let thread = Thread { self.work() }
      thread.name = "page worker \(number)"
      // Poppler follows the nesting of a document on the stack.
      thread.stackSize = 16 << 20
      thread.start()
    }
  }

  /// Ends the threads after the documents they are at have stopped; whoever waits is told so.
  func stop() {
    let (dropped, running) = state.withLock { state in
      state.isStopped = true
      defer { state.queue = [] }
      return (state.queue, state.running)
    }
    for cancellation in running { cancellation.cancel() }
    for job in dropped { job.answer.resume(returning: .failure(.stopped)) }
    for _ in 0..<workers { bell.signal() }
  }

  var load: Load {
    state.withLock {
      Load(workers: workers, alive: $0.alive, busy: $0.running.count, waiting: $0.queue.count)
    }
  }

  /// Waits until a worker has processed the document.
  func process(_ bytes: consuming [UInt8], dpi: Double) async throws(PoolFailure) -> DocumentResult
  {
    let cancellation = PDFCancellation()
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    let document = bytes
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enqueue(
          Job(
            ticket: ticket, bytes: document, dpi: dpi, cancellation: cancellation,
            answer: continuation))
      }
    } onCancel: {
      cancel(ticket, cancellation)
    }
    return try answer.get()
  }

  private func enqueue(_ job: Job) {
    let refusal: PoolFailure? = state.withLock { state in
      if state.isStopped { return .stopped }
      if job.cancellation.isCancelled { return .cancelled }
      // An idle worker takes a document at once, so it does not count against the queue.
      let idle = workers - state.running.count
      if state.queue.count >= queueLimit + idle { return .queueFull(limit: queueLimit) }
      state.queue.append(job)
      return nil
    }
    if let refusal {
      job.answer.resume(returning: .failure(refusal))
    } else {
      bell.signal()
    }
  }

  private func cancel(_ ticket: Int, _ cancellation: PDFCancellation) {
    let job = state.withLock { state -> Job? in
      // Under the lock, so that a job is either still to be queued, and sees the mark, or found.
      cancellation.cancel()
      guard let index = state.queue.firstIndex(where: { $0.ticket == ticket }) else { return nil }
      return state.queue.remove(at: index)
    }
    job?.answer.resume(returning: .failure(.cancelled))
  }

  // MARK: - On the worker threads

  private func work() {
    while true {
      bell.wait()
      let (job, isStopped) = state.withLock { state in
        guard !state.isStopped, !state.queue.isEmpty else {
          return (Job?.none, state.isStopped)
        }
        let job = state.queue.removeFirst()
        state.running.append(job.cancellation)
        return (job, false)
      }
      if isStopped { break }
      // A cancelled job leaves its ring of the bell behind.
      guard let job else { continue }
      handle(job)
    }
    state.withLock { $0.alive -= 1 }
  }

  private func handle(_ job: consuming Job) {
    let cancellation = job.cancellation
    let answer = job.answer
    let dpi = job.dpi
    let bytes = job.bytes
    _ = consume job
    let result: Answer
    do throws(PDFError) {
      result = .success(
        try pipeline.run(bytes, dpi: dpi, cancellation: cancellation))
    } catch {
      result = .failure(error == .cancelled ? .cancelled : .document(error))
    }
    state.withLock { $0.running.removeAll { $0 === cancellation } }
    answer.resume(returning: result)
  }
}
