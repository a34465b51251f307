internal import Glibc
internal import Subprocess

/// How a child ended.
package enum ProcessExit: Hashable, Sendable {
  /// By itself, with this code.
  case exited(Int32)
  /// By this signal.
  case signalled(Int32)
  /// The system did not let us see how; the text says why.
  case unobserved(String)

  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }

  /// Whether it ended by itself with code 0.
  package var isSuccess: Bool { self == .exited(0) }
}

extension ProcessExit: CustomStringConvertible {
  /// A clause for people: `exited with code 3`, `was ended by signal 9 (Killed)`.
  package var description: String {
    switch self {
    case .exited(let code): "exited with code \(code)"
    case .signalled(let signal): "was ended by signal \(signal)\(Self.name(of: signal))"
    case .unobserved(let reason): "ended, and how could not be seen (\(reason))"
    }
  }

  private static func name(of signal: Int32) -> String {
    guard let name = strsignal(signal) else { return "" }
    return " (\(String(cString: name)))"
  }
}
