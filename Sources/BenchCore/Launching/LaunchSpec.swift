/// A process that a run starts for a server, and stops after it.
package struct LaunchSpec: Codable, Hashable, Sendable {
  /// The program and its arguments; a program with a `/` in it is meant from `directory`.
  package var command: [String]
  /// Where it runs; nil for our own folder.
  package var directory: String?
  /// Set beside what it inherits; these win.
  package var environment: [EnvironmentVariable]
  /// How long it may take to become ready, seconds; nil for the plan's.
  package var readyWithinSeconds: Double?

  package init(
    command: [String], directory: String? = nil, environment: [EnvironmentVariable] = [],
    readyWithinSeconds: Double? = nil
  ) {
    self.command = command
    self.directory = directory
    self.environment = environment
    self.readyWithinSeconds = readyWithinSeconds
  }

  /// The command as one line for people; not quoted for a shell.
  package var commandLine: String { command.joined(separator: " ") }

  /// The same with every secret replaced.
  package var redacted: LaunchSpec {
    var copy = self
    copy.command = Redaction.command(command)
    copy.environment = environment.map(\.redacted)
    return copy
  }
}
