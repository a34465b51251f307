package import BenchCore

/// What is told of the log that a server of the run writes.
package enum ServerLogMessage: Sendable {
  /// Lines as they were written, foreign text; with `isBeginning` the last ones of those that were
  /// there when following began, in place of what is known. Lines before them that came too fast to be
  /// kept are counted.
  case lines(server: String, [String], isBeginning: Bool, skipped: Int = 0)
  /// No more comes, and why, where that is not the log's own end.
  case ended(server: String, problem: String?)
}

/// What the log of a run's servers wants done.
package enum ServerLogEffect: Hashable, Sendable {
  /// Reads what the server of this key writes, or the container that it is in, beginning with the
  /// newest lines; in place of any other.
  case follow(server: String, of: Plan)
  /// Reads no more; what was read is told first.
  case leave
}
