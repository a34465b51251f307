/// A program to run as a child: what, with which arguments, where.
package struct ProcessSpec: Hashable, Sendable {
  /// A path where it holds a `/`, else a name that is looked up in `PATH`.
  package var executable: String
  package var arguments: [String]
  /// Set in the child beside what it inherits; these win.
  package var environment: [String: String]
  /// The child's working directory; nil for our own.
  package var workingDirectory: String?
  /// Longest line kept, bytes; what a longer one has beyond it is dropped.
  package var lineLimit: Int
  /// How many of the newest lines are kept.
  package var linesKept: Int

  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    workingDirectory: String? = nil, lineLimit: Int = 8192, linesKept: Int = 500
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.lineLimit = lineLimit
    self.linesKept = linesKept
  }

  /// The command as one line for people; not quoted for a shell.
  package var commandLine: String { ([executable] + arguments).joined(separator: " ") }
}

/// A line that a child wrote.
package struct ProcessLine: Hashable, Sendable {
  package var stream: Stream
  /// Without its line break; bytes that are no UTF-8 are replaced.
  ///
  /// Foreign text, never trusted.
  package var text: String
  /// Whether the line was longer than the limit and its end is missing.
  package var isTruncated: Bool

  package init(_ stream: Stream, _ text: String, isTruncated: Bool = false) {
    self.stream = stream
    self.text = text
    self.isTruncated = isTruncated
  }

  /// Where a child writes.
  package enum Stream: Hashable, Sendable {
    case output, error
  }
}
