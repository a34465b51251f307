internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Why a child could not be started, or did not do what was waited for.
package enum ProcessError: Error, Hashable, Sendable {
  /// There is no such program.
  case notFound(executable: String)
  /// There is no such folder to run in.
  case noSuchDirectory(String)
  /// The system refused to start it.
  case notStarted(executable: String, reason: String)
  /// It ended before it wrote the line waited for.
  case endedEarly(executable: String, ProcessExit, lastLines: [String])
  /// It did not write the line waited for in time.
  case noSuchLine(executable: String, within: Duration, lastLines: [String])
  /// It does not take its input: closed, ended, or far behind.
  case inputRefused(executable: String)
  /// The task that waited was cancelled.
  case cancelled

  init(_ error: any Error, spec: ProcessSpec) {
    guard let error = error as? SubprocessError else {
      self = .notStarted(executable: spec.executable, reason: "\(error)")
      return
    }
    switch error.code {
    case .executableNotFound
    where access(spec.executable, F_OK) == 0 && spec.executable.contains("/"):
      self = .notStarted(
        executable: spec.executable, reason: "it is there, but not as a program that we may run")
    case .executableNotFound: self = .notFound(executable: spec.executable)
    case .failedToChangeWorkingDirectory:
      self = .noSuchDirectory(spec.workingDirectory ?? "")
    case .spawnFailed where error.underlyingError == .noSuchFileOrDirectory:
      self = .notFound(executable: spec.executable)
    default:
      let reason = error.underlyingError.map { "\($0)" } ?? error.description
      self = .notStarted(executable: spec.executable, reason: reason)
    }
  }
}

extension ProcessError: CustomStringConvertible {
  /// What happened and what to do, for people.
  package var description: String {
    switch self {
    case .notFound(let executable):
      "cannot start \(executable): no such program. Install it, or give its full path."
    case .noSuchDirectory(let path):
      "cannot run in \(path): no such folder. Make it, or name another."
    case .notStarted(let executable, let reason): "cannot start \(executable): \(reason)"
    case .endedEarly(let executable, let status, let lines):
      "\(executable) \(status)\(Self.tail(lines))"
    case .noSuchLine(let executable, let limit, let lines):
      "\(executable) did not say what was waited for within \(limit)\(Self.tail(lines))"
    case .inputRefused(let executable): "\(executable) does not take its input"
    case .cancelled: "cancelled"
    }
  }

  private static func tail(_ lines: [String]) -> String {
    lines.isEmpty ? " and wrote nothing" : ". Its last lines:\n  " + lines.joined(separator: "\n  ")
  }
}
