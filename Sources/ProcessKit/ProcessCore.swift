internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// The running side of a child: it lives until the child has ended, whoever lets go of it.
///
/// The child leads a process group of its own. When it ends, what is left of the group is killed
/// before the child is reaped: until then its number cannot belong to anybody else.
final class ProcessCore: Sendable {
  let spec: ProcessSpec
  let log: LineLog
  let started = OneShot<Result<Int32, ProcessError>>()
  let exit = OneShot<ProcessExit>()

  /// The group that signals may go to; nil before the start, and once the child is to be reaped.
  private let group = Mutex<Int32?>(nil)
  private let onLine: @Sendable (ProcessLine) -> Void

  init(_ spec: ProcessSpec, onLine: @escaping @Sendable (ProcessLine) -> Void) {
    self.spec = spec
    self.onLine = onLine
    log = LineLog(limit: spec.linesKept)
  }

  /// Starts the child and stays until it has ended and everything it wrote is read.
  func run(input: FileDescriptor) async {
    do {
      let result = try await Subprocess.run(
        configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
        output: .sequence, error: .sequence
      ) { execution in
        let pid = execution.processIdentifier.value
        group.withLock { $0 = pid }
        started.fulfil(.success(pid))
        await supervise(execution)
      }
      finish(ProcessExit(result.terminationStatus))
    } catch {
      let error = ProcessError(error, spec: spec)
      finish(.unobserved(error.description))
      started.fulfil(.failure(error))
    }
  }

  /// Sends a signal to the child and all its descendants in its group, if it still runs.
  func signal(_ number: Int32) {
    group.withLock { group in
      if let group { _ = kill(-group, number) }
    }
  }

  /// Ends the group: SIGTERM now, SIGKILL after the grace period.
  func terminate(gracePeriod: Duration) async -> ProcessExit {
    signal(gracePeriod > .zero ? SIGTERM : SIGKILL)
    let killer = Task.detached {
      try await Task.sleep(for: gracePeriod)
      self.signal(SIGKILL)
    }
    defer { killer.cancel() }
    return await exit.value
  }

  private var configuration: Configuration {
    var options = PlatformOptions()
    options.processGroupID = 0
    var environment: [Environment.Key: String?] = [:]
    for (name, value) in spec.environment { environment[.init(stringLiteral: name)] = value }
    return Configuration(
      executable: executable, arguments: Arguments(spec.arguments),
      environment: .inherit.updating(environment),
      workingDirectory: spec.workingDirectory.map { FilePath($0) }, platformOptions: options)
  }

  /// A relative path is meant from our own folder, not from the child's.
  private var executable: Executable {
    guard spec.executable.contains("/") else { return .name(spec.executable) }
    let path = FilePath(spec.executable)
    guard path.isRelative, let current = getcwd(nil, 0) else { return .path(path) }
    defer { free(current) }
    return .path(FilePath(String(cString: current)).pushing(path))
  }

  private func supervise(
    _ execution: Execution<FileDescriptorInput, SequenceOutput, SequenceOutput>
  ) async {
    await withTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await self.read(execution.standardOutput, .output) }
      tasks.addTask { await self.read(execution.standardError, .error) }
      // Signal 0 does nothing: this waits for the child's end, which leaves it unreaped.
      let wait = TeardownStep.send(
        signal: Signal(rawValue: 0), allowedDurationToNextStep: .seconds(365 * 86_400))
      await execution.teardown(using: [wait])
      signal(SIGKILL)
      group.withLock { $0 = nil }
    }
  }

  private func read(_ sequence: SubprocessOutputSequence, _ stream: ProcessLine.Stream) async {
    var splitter = LineSplitter(limit: spec.lineLimit)
    let take = { (text: String, isTruncated: Bool) in
      let line = ProcessLine(stream, text, isTruncated: isTruncated)
      self.log.append(line)
      self.onLine(line)
    }
    // A read error ends the stream like end-of-file: what was read before it still counts.
    var iterator = sequence.makeAsyncIterator()
    while let buffer = try? await iterator.next() {
      buffer.withUnsafeBytes { splitter.feed($0, take) }
    }
    splitter.finish(take)
  }

  private func finish(_ status: ProcessExit) {
    let last = log.lines.suffix(5).map(\.text)
    log.finish(.endedEarly(executable: spec.executable, status, lastLines: last))
    exit.fulfil(status)
  }
}
