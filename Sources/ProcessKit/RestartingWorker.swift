internal import Synchronization

/// Puts inputs to children that may die of them.
///
/// The protocol: the child reads inputs from its standard input, each followed by the separator,
/// and answers each with exactly one line on its standard output, before it is given the next. A
/// child that dies or takes too long costs that input its answer; a new child goes on with the
/// rest.
///
/// A child that dies of its second input or a later one may have been worn down by the earlier
/// ones, so that input is put to a new child once more before it is blamed.
package struct RestartingWorker: Sendable {
  package var spec: ProcessSpec
  /// Children that work at the same time.
  package var workers: Int
  /// Wall-clock time for one answer, the start of a new child included.
  package var timeLimit: Duration
  /// Follows each input.
  package var separator: UInt8

  package init(
    _ spec: ProcessSpec, workers: Int = 2, timeLimit: Duration, separator: UInt8 = 0
  ) {
    self.spec = spec
    self.workers = workers
    self.timeLimit = timeLimit
    self.separator = separator
  }

  /// What became of an input.
  package enum Outcome: Hashable, Sendable {
    /// The answer; what it means is the caller's business.
    case line(String)
    /// The child ended without an answer.
    case died(ProcessExit)
    /// The child took longer than the time limit and was killed.
    case timedOut
    /// The answer was longer than the line limit.
    case overlong
    /// The input holds the separator and cannot be put.
    case unsendable
  }

  /// Puts every input and reports each exactly once, in the order in which they are done.
  ///
  /// - Parameter report: called with the input's index; called by several tasks side by side.
  /// - Throws: `ProcessError` where a child cannot be started, or `cancelled`; the children are
  ///   ended then.
  package func run(
    _ inputs: [String], report: @escaping @Sendable (Int, Outcome) async -> Void
  ) async throws(ProcessError) {
    let queue = Queue()
    let count = min(max(1, workers), inputs.count)
    let failure: ProcessError? = await withTaskGroup(of: ProcessError?.self) { tasks in
      for _ in 0..<count {
        tasks.addTask {
          await work(inputs, queue, report)
        }
      }
      var first: ProcessError?
      for await failure in tasks {
        if first == nil, let failure {
          first = failure
          tasks.cancelAll()
        }
      }
      return first
    }
    if let failure { throw failure }
  }

  private func work(
    _ inputs: [String], _ queue: Queue, _ report: (Int, Outcome) async -> Void
  ) async -> ProcessError? {
    var child: WorkerChild?
    var failure: ProcessError?
    do throws(ProcessError) {
      while true {
        let index = queue.next()
        guard index < inputs.count else { break }
        await report(index, try await put(inputs[index], to: &child))
      }
    } catch {
      failure = error
    }
    await child?.end()
    return failure
  }

  private func put(
    _ input: String, to child: inout WorkerChild?
  ) async throws(ProcessError) -> Outcome {
    guard !input.utf8.contains(separator) else { return .unsendable }
    while true {
      if Task.isCancelled { throw .cancelled }
      let current: WorkerChild
      if let child { current = child } else { current = try await WorkerChild(spec) }
      child = current
      let outcome = await current.ask(Array(input.utf8) + [separator], timeLimit: timeLimit)
      switch outcome {
      case .line, .overlong, .unsendable: return outcome
      case .died, .timedOut:
        child = nil
        if Task.isCancelled { throw .cancelled }
        if case .died = outcome, current.answers > 0 { continue }
        return outcome
      }
    }
  }
}

/// Deals out the indices of the inputs, each once.
private final class Queue: Sendable {
  private let dealt = Atomic(0)

  func next() -> Int { dealt.add(1, ordering: .relaxed).oldValue }
}
