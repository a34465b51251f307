import Foundation
import Glibc
import Testing

/// The program under test, as its user has it: arguments in, exit code and two streams out.
enum Program {
  /// Beside the test bundle, where the build puts it; `SLIMBENCH_BINARY` names another one.
  static let path: String =
    ProcessInfo.processInfo.environment["SLIMBENCH_BINARY"]
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "slimbench").path

  /// Runs a command to its end, killing it after `seconds`.
  static func run(
    _ arguments: [String], in workspace: Workspace, seconds: Int = 100,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let process = try RunningProgram(arguments, in: workspace)
    return try await process.end(within: seconds, sourceLocation: sourceLocation)
  }
}

/// What a command left behind.
struct Ended: Sendable {
  /// The exit code, or the number of the signal that killed it, negative.
  var code: Int32
  var output: String
  var error: String

  /// The lines of standard output.
  var lines: [String] {
    output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Everything it said, for the messages of failed expectations.
  var said: Comment { "exit code \(code)\n\(output)\n\(error)" }
}

/// A command that is still running; its streams go to files, so that no pipe can fill up.
final class RunningProgram: Sendable {
  let identifier: pid_t
  private let outputPath: String
  private let errorPath: String
  /// Its standard input, where a test wants to hold it open; closing it is the test's business.
  private let input: ClosableDescriptor?
  private let exit: Exit

  /// Starts a command in a workspace's folder, with the workspace's environment.
  ///
  /// Standard input is empty, unless `holdsInput`: then it stays open until `closeInput`.
  init(_ arguments: [String], in workspace: Workspace, holdsInput: Bool = false) throws {
    let name = UUID().uuidString
    outputPath = workspace.streams + "/\(name).out"
    errorPath = workspace.streams + "/\(name).err"
    let pipe = holdsInput ? try ClosableDescriptor.pipe() : nil
    defer { if let pipe { close(pipe.reader) } }
    input = pipe?.writer
    identifier = try Spawning.spawn(
      Program.path, arguments, environment: workspace.environment, folder: workspace.folder,
      input: pipe?.reader, output: outputPath, error: errorPath)
    exit = Exit(of: identifier)
  }

  deinit {
    // A test that failed half-way must not leave it running.
    if exit.code == nil { kill(identifier, SIGKILL) }
  }

  /// What it printed so far.
  var output: String { Self.text(outputPath) }
  var error: String { Self.text(errorPath) }
  var hasEnded: Bool { exit.code != nil }

  func signal(_ number: Int32) { if !hasEnded { kill(identifier, number) } }

  func closeInput() { input?.close() }

  /// Waits for its end; kills it after `seconds`, which is a failure of the test.
  func end(
    within seconds: Int = 100, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    if await exit.wait(seconds: seconds) == nil {
      kill(identifier, SIGKILL)
      _ = await exit.wait(seconds: 10)
      Issue.record(
        "did not end within \(seconds) s: \(output)\n\(error)", sourceLocation: sourceLocation)
    }
    return Ended(code: exit.code ?? 0, output: output, error: error)
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
