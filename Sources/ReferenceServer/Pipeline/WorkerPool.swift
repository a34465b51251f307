import Dispatch
import Foundation
import OCRKit
import PopplerKit
import Synchronization

/// A fixed number of threads that process documents, and a bounded queue before them.
///
/// Drawing pages blocks for seconds, so it never runs on the threads of Swift's concurrency. One
/// document goes to one thread. Cancelling the task that waits in ``process(_:dpi:)`` drops its
/// document from the queue, or stops the drawing. A document that makes the process grow beyond the
/// memory limit is stopped.
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
    let bytes: DocumentBytes
    let dpi: Double
    let cancellation: PDFCancellation
    let onPage: @Sendable (PageResult) -> Void
    let answer: CheckedContinuation<Answer, Never>
  }

  /// A document that a worker is at.
  private struct Run: Sendable {
    let cancellation: PDFCancellation
    /// Set when it is stopped for memory: how many documents were being drawn then.
    var excessAmong: Int?
  }

  private struct State {
    var queue: [Job] = []
    var alive = 0
    /// Workers that still load what they read pixels with.
    var loading = 0
    var readingFailures: [OCRError] = []
    var whenLoaded: CheckedContinuation<[OCRError], Never>?
    var nextTicket = 0
    var running: [Run] = []
    var isStopped = false
    var memoryGuard: MemoryGuard?
  }

  private let pipeline: PagePipeline
  private let workers: Int
  private let queueLimit: Int
  private let memory: MemoryGuard.Limits
  private let state = Mutex(State())
  /// Counts the jobs that were queued since a worker last looked; one more per worker at the stop.
  private let bell = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - workers: threads, at least one.
  ///   - queueLimit: documents that may wait while every worker is busy.
  ///   - memory: what the process may grow to.
  init(
    pipeline: PagePipeline, workers: Int, queueLimit: Int, memory: MemoryGuard.Limits = .none
  ) {
    self.pipeline = pipeline
    self.workers = max(1, workers)
    self.queueLimit = max(0, queueLimit)
    self.memory = memory
  }

  /// Starts the threads, which hold the pool until ``stop()``.
  func start() {
    let memoryGuard = MemoryGuard(limits: memory) { self.stopForMemory() }
    state.withLock { state in
      state.alive = workers
      state.loading = workers
      state.memoryGuard = memoryGuard
    }
    memoryGuard.start()
    for number in 1...workers {
      let thread = Thread { self.work() }
      thread.name = "page worker \(number)"
      // Poppler follows the nesting of a document on the stack.
      thread.stackSize = 16 << 20
      thread.start()
    }
  }

  /// Waits until every worker has loaded what it needs; to be called once.
  ///
  /// - Returns: why workers cannot read pixels, one reason for each that cannot and was to.
  func loaded() async -> [OCRError] {
    await withCheckedContinuation { continuation in
      let failures: [OCRError]? = state.withLock { state in
        guard state.loading > 0 else { return state.readingFailures }
        state.whenLoaded = continuation
        return nil
      }
      if let failures { continuation.resume(returning: failures) }
    }
  }

  /// Ends the threads after the documents they are at have stopped; whoever waits is told so.
  func stop() {
    let (dropped, running, memoryGuard) = state.withLock { state in
      state.isStopped = true
      defer {
        state.queue = []
        state.memoryGuard = nil
      }
      return (state.queue, state.running, state.memoryGuard)
    }
    memoryGuard?.stop()
    for run in running { run.cancellation.cancel() }
    for job in dropped { job.answer.resume(returning: .failure(.stopped)) }
    for _ in 0..<workers { bell.signal() }
  }

  var load: Load {
    state.withLock {
      Load(workers: workers, alive: $0.alive, busy: $0.running.count, waiting: $0.queue.count)
    }
  }

  /// Waits until a worker has processed the document.
  ///
  /// - Parameters:
  ///   - bytes: taken out when a worker begins.
  ///   - onPage: told every page on the worker's thread, as soon as it is done.
  func process(
    _ bytes: DocumentBytes, dpi: Double,
    onPage: @escaping @Sendable (PageResult) -> Void = { _ in }
  ) async throws(PoolFailure) -> DocumentResult {
    let cancellation = PDFCancellation()
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enqueue(
          Job(
            ticket: ticket, bytes: bytes, dpi: dpi, cancellation: cancellation,
            onPage: onPage, answer: continuation))
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

  /// Which of several documents takes the memory cannot be told, so all are stopped.
  private func stopForMemory() {
    let stopped = state.withLock { state -> [Run] in
      // Those that were stopped before are still giving their memory back.
      guard state.running.allSatisfy({ $0.excessAmong == nil }) else { return [] }
      let count = state.running.count
      for index in state.running.indices { state.running[index].excessAmong = count }
      return state.running
    }
    for run in stopped { run.cancellation.cancel() }
  }

  // MARK: - On the worker threads

  private func work() {
    let reader = PageReader(pipeline.ocr)
    hasLoaded(reader.failure)
    while true {
      bell.wait()
      let (job, isStopped) = state.withLock { state in
        guard !state.isStopped, !state.queue.isEmpty else {
          return (Job?.none, state.isStopped)
        }
        let job = state.queue.removeFirst()
        state.running.append(Run(cancellation: job.cancellation))
        return (job, false)
      }
      if isStopped { break }
      // A cancelled job leaves its ring of the bell behind.
      guard let job else { continue }
      handle(job, reader)
    }
    state.withLock { $0.alive -= 1 }
  }

  private func hasLoaded(_ failure: OCRError?) {
    let (waiter, failures) = state.withLock { state in
      state.loading -= 1
      if let failure { state.readingFailures.append(failure) }
      defer { if state.loading == 0 { state.whenLoaded = nil } }
      return (state.loading == 0 ? state.whenLoaded : nil, state.readingFailures)
    }
    waiter?.resume(returning: failures)
  }

  private func handle(_ job: Job, _ reader: PageReader) {
    var result: Answer
    do throws(PoolFailure) {
      result = .success(
        try pipeline.run(
          job.bytes.take(), dpi: job.dpi, reader: reader, cancellation: job.cancellation,
          onPage: job.onPage))
    } catch {
      result = .failure(error)
    }
    let excessAmong = state.withLock { state in
      let index = state.running.firstIndex { $0.cancellation === job.cancellation }
      return index.flatMap { state.running[$0].excessAmong }
    }
    if let excessAmong {
      MemoryGuard.giveBack()
      if case .failure(.cancelled) = result {
        result = .failure(.tooMuchMemory(limit: memory.stop, isAlone: excessAmong == 1))
      }
    }
    state.withLock { $0.running.removeAll { $0.cancellation === job.cancellation } }
    job.answer.resume(returning: result)
  }
}
