internal import Glibc
internal import SystemPackage

/// A child that runs beside us: watched, readable, and ended with everything it started.
///
/// It leads its own process group, so that a terminal's Ctrl-C does not reach it and its
/// grandchildren die with it. Its standard input stays open as long as we live: a child that exits
/// at end-of-file goes down with us even when we are killed. Letting go of the last reference ends
/// the child.
package final class ManagedProcess: Sendable {
  private let core: ProcessCore
  private let input: InputPipe
  /// The child's process number, which is its group's too.
  package let processIdentifier: Int32

  private init(_ core: ProcessCore, _ input: InputPipe, _ processIdentifier: Int32) {
    self.core = core
    self.input = input
    self.processIdentifier = processIdentifier
  }

  deinit {
    guard core.exit.current == nil else { return }
    let core = core
    Task.detached { await core.terminate(gracePeriod: .seconds(5)) }
  }

  /// Starts a program and returns once it runs.
  ///
  /// - Parameters:
  ///   - onLine: called for every line as it arrives, from any thread, both streams side by side.
  ///   - onExit: called once, after the last line.
  /// - Throws: `ProcessError` `notFound`, `noSuchDirectory` or `notStarted`.
  package static func launch(
    _ spec: ProcessSpec, onLine: @escaping @Sendable (ProcessLine) -> Void = { _ in },
    onExit: @escaping @Sendable (ProcessExit) -> Void = { _ in }
  ) async throws(ProcessError) -> ManagedProcess {
    let ends: (ours: InputPipe, child: FileDescriptor)
    do {
      ends = try InputPipe.make()
    } catch {
      throw .notStarted(executable: spec.executable, reason: "\(error)")
    }
    let core = ProcessCore(spec, onLine: onLine)
    Task.detached {
      await core.run(input: ends.child)
      onExit(await core.exit.value)
    }
    return ManagedProcess(core, ends.ours, try await core.started.value.get())
  }

  /// How it ended; nil while it runs.
  package var exitStatus: ProcessExit? { core.exit.current }

  /// The newest lines of one stream, or of both, oldest first.
  package func recentLines(of stream: ProcessLine.Stream? = nil) -> [ProcessLine] {
    core.log.lines.filter { stream == nil || $0.stream == stream }
  }

  /// Waits until the child has ended and everything that it wrote has been read.
  package func waitUntilExit() async -> ProcessExit { await core.exit.value }

  /// Waits for a line that `matches`; lines already written and still kept count.
  ///
  /// - Throws: `ProcessError` `noSuchLine` after `limit`, `endedEarly`, or `cancelled`.
  package func waitForLine(
    within limit: Duration, matching matches: @escaping @Sendable (ProcessLine) -> Bool
  ) async throws(ProcessError) -> ProcessLine {
    let waiter = LineLog.Waiter(matches)
    core.log.add(waiter)
    let core = core
    let timer = Task.detached {
      try await Task.sleep(for: limit)
      let last = core.log.lines.suffix(5).map(\.text)
      waiter.outcome.fulfil(
        .failure(.noSuchLine(executable: core.spec.executable, within: limit, lastLines: last)))
    }
    defer {
      timer.cancel()
      core.log.remove(waiter)
    }
    return try await withTaskCancellationHandler {
      await waiter.outcome.value
    } onCancel: {
      waiter.outcome.fulfil(.failure(.cancelled))
    }.get()
  }

  /// Writes to the child's standard input at once, never waiting.
  ///
  /// - Throws: `inputRefused` where the child has closed it, has ended, or is far behind.
  package func write(_ bytes: [UInt8]) throws(ProcessError) {
    // A sibling that is just being started may still hold a copy of the child's end.
    guard exitStatus == nil, input.write(bytes) else {
      throw .inputRefused(executable: core.spec.executable)
    }
  }

  /// The child reads end-of-file from here on.
  package func closeInput() { input.close() }

  /// Ends the child and its group: SIGTERM, then SIGKILL after the grace period.
  ///
  /// Returns when the child has ended, also where it had ended before.
  @discardableResult
  package func terminate(gracePeriod: Duration = .seconds(5)) async -> ProcessExit {
    await core.terminate(gracePeriod: gracePeriod)
  }

  /// Kills the child and its group at once and without waiting, for a way out that cannot wait.
  package func kill() { core.signal(SIGKILL) }
}
