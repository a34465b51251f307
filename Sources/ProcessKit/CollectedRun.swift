/// A child that was run to its end.
package struct CollectedRun: Hashable, Sendable {
  package var status: ProcessExit
  /// Whether it was ended because its time was up.
  package var timedOut: Bool
  /// The newest lines of its standard error.
  package var errorLines: [String]

  package init(status: ProcessExit, timedOut: Bool, errorLines: [String]) {
    self.status = status
    self.timedOut = timedOut
    self.errorLines = errorLines
  }
}

extension ManagedProcess {
  /// Runs a program to its end, with nothing on its standard input.
  ///
  /// - Parameters:
  ///   - timeLimit: wall-clock time after which it and its group are killed.
  ///   - onLine: called for every line of standard output, in order.
  /// - Throws: `ProcessError` where it cannot be started, or `cancelled`; it is ended then.
  package static func runCollectingLines(
    _ spec: ProcessSpec, timeLimit: Duration, onLine: @escaping @Sendable (ProcessLine) -> Void
  ) async throws(ProcessError) -> CollectedRun {
    let process = try await launch(spec) { line in
      if line.stream == .output { onLine(line) }
    }
    process.closeInput()
    let timedOut = OneShot<Bool>()
    let timer = Task.detached {
      try await Task.sleep(for: timeLimit)
      timedOut.fulfil(true)
      process.kill()
    }
    defer { timer.cancel() }
    let status = await withTaskCancellationHandler {
      await process.waitUntilExit()
    } onCancel: {
      process.kill()
    }
    if Task.isCancelled { throw .cancelled }
    return CollectedRun(
      status: status, timedOut: timedOut.current ?? false,
      errorLines: process.recentLines(of: .error).map(\.text))
  }
}
