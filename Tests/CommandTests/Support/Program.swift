import Foundation
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
