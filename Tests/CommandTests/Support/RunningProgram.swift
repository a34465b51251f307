import Foundation
import Glibc
import Synchronization
import Testing

/// A command that is still running; its streams go to files, so that no pipe can fill up.
final class RunningProgram: Sendable {
  let identifier: pid_t
  private let outputPath: String
  private let errorPath: String
  /// Its standard input, where a test holds it open.
  private let input: Mutex<FileHandle?>
  private let exit = Exit()

  /// Starts a command in a workspace's folder, with the workspace's environment.
  ///
  /// Standard input is empty, unless `holdsInput`: then it stays open until `closeInput`. What `adding`
  /// says goes over the workspace's environment; `through` is a command that runs it.
  init(
    _ arguments: [String], in workspace: Workspace, holdsInput: Bool = false,
    adding: [String: String] = [:], through: [String] = []
  ) throws {
    let name = UUID().uuidString
    outputPath = workspace.streams + "/\(name).out"
    errorPath = workspace.streams + "/\(name).err"
    let process = Process()
    let words = through + [Program.path] + arguments
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = workspace.environment.merging(adding) { $1 }
    process.currentDirectoryURL = URL(filePath: workspace.folder)
    process.standardOutput = try Self.newFile(outputPath)
    process.standardError = try Self.newFile(errorPath)
    if holdsInput {
      let pipe = Pipe()
      process.standardInput = pipe
      input = Mutex(pipe.fileHandleForWriting)
    } else {
      process.standardInput = FileHandle.nullDevice
      input = Mutex(nil)
    }
    process.terminationHandler = { [exit] process in
      let isSignal = process.terminationReason == .uncaughtSignal
      exit.came(isSignal ? -process.terminationStatus : process.terminationStatus)
    }
    try process.run()
    identifier = process.processIdentifier
  }

  deinit {
    // A test that failed half-way must not leave it running.
    signal(SIGKILL)
  }

  private static func newFile(_ path: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return try FileHandle(forWritingTo: URL(filePath: path))
  }

  /// What it printed so far.
  var output: String { Self.text(outputPath) }
  var error: String { Self.text(errorPath) }
  var hasEnded: Bool { exit.code != nil }

  func signal(_ number: Int32) { if !hasEnded { kill(identifier, number) } }

  func closeInput() { input.withLock { try? $0?.close() } }

  /// Waits for its end; kills it after `seconds`, which is a failure of the test.
  func end(
    within seconds: Int = 100, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    if await exit.wait(seconds: seconds) == nil {
      Issue.record(
        "did not end within \(seconds) s: \(output)\n\(error)", sourceLocation: sourceLocation)
      signal(SIGKILL)
      _ = await exit.wait(seconds: 10)
    }
    return Ended(code: try #require(exit.code), output: output, error: error)
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}

/// The end of a child, for those who wait for it.
private final class Exit: Sendable {
  private struct State {
    var code: Int32?
    var waiters: [Int: CheckedContinuation<Int32?, Never>] = [:]
    var waitersSoFar = 0
  }

  private let state = Mutex(State())

  /// The exit code, or the negative number of the signal that killed it; nil while it runs.
  var code: Int32? { state.withLock { $0.code } }

  func came(_ code: Int32) {
    let waiters = state.withLock { state in
      state.code = code
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: code) }
  }

  /// Waits for the end; nil when it did not come in time.
  func wait(seconds: Int) async -> Int32? {
    await withCheckedContinuation { continuation in
      let number: Int? = state.withLock { state in
        guard state.code == nil else { return nil }
        state.waitersSoFar += 1
        state.waiters[state.waitersSoFar] = continuation
        return state.waitersSoFar
      }
      guard let number else { return continuation.resume(returning: code) }
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [self] in
        state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: nil)
      }
    }
  }
}
