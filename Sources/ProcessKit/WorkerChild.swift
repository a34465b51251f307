internal import Synchronization

/// One child of a `RestartingWorker`, asked one thing at a time.
final class WorkerChild: Sendable {
  private let process: ManagedProcess
  private let lines: AsyncStream<ProcessLine>
  private let answered = Atomic(0)

  init(_ spec: ProcessSpec) async throws(ProcessError) {
    // A child that chatters cannot fill our memory: it loses answers that nobody asked for.
    let (lines, sink) = AsyncStream.makeStream(
      of: ProcessLine.self, bufferingPolicy: .bufferingOldest(16))
    self.lines = lines
    process = try await ManagedProcess.launch(spec) { line in
      if line.stream == .output { sink.yield(line) }
    } onExit: { _ in
      sink.finish()
    }
  }

  /// How many inputs it has answered.
  var answers: Int { answered.load(ordering: .relaxed) }

  /// Puts an input and waits for its line; after `died` and `timedOut` the child is gone.
  func ask(_ input: [UInt8], timeLimit: Duration) async -> RestartingWorker.Outcome {
    let timedOut = OneShot<Bool>()
    let process = process
    let timer = Task.detached {
      try await Task.sleep(for: timeLimit)
      timedOut.fulfil(true)
      process.kill()
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      if (try? process.write(input)) == nil { process.kill() }
      for await line in lines {
        answered.add(1, ordering: .relaxed)
        return line.isTruncated ? .overlong : .line(line.text)
      }
      let status = await process.terminate(gracePeriod: .zero)
      return timedOut.current == true ? .timedOut : .died(status)
    } onCancel: {
      process.kill()
    }
  }

  /// Lets it exit by itself at end-of-file; kills it after a second.
  func end() async {
    process.closeInput()
    let process = process
    let timer = Task.detached {
      try await Task.sleep(for: .seconds(1))
      process.kill()
    }
    _ = await process.waitUntilExit()
    timer.cancel()
  }
}
