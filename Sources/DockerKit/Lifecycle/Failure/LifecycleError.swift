/// Why a container or an image could not be made, started, stopped or removed.
///
/// Told as one line: what was wanted, what is wrong, what to do.
package struct LifecycleError: Error, Hashable, Sendable {
  /// What was wanted, such as `start slimgest-benchmark`.
  package var action: String
  package var cause: LifecycleCause
  /// The engine's own words; foreign text, empty where we found out ourselves.
  package var message: String
  /// What the container or the build said last; foreign text.
  package var lastLines: [String]

  package init(
    _ action: String, _ cause: LifecycleCause, message: String = "", lastLines: [String] = []
  ) {
    self.action = action
    self.cause = cause
    self.message = message
    self.lastLines = lastLines
  }

  /// What an engine's refusal means.
  init(_ action: String, _ error: EngineError) {
    self.init(action, LifecycleCause(error), message: error.diagnosis)
  }
}

extension LifecycleError: CustomStringConvertible {
  /// One line without the last lines, which are for whoever has room.
  package var description: String {
    let diagnosis = cause.diagnosis ?? message
    let advice = cause.advice.map { "; \($0)" } ?? ""
    return "cannot \(action): \(diagnosis)\(advice)"
  }
}
