/// Why an engine did not do what it was asked: a diagnosis of one line, and what to do about it.
package struct EngineError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: String, Sendable {
    /// The address is of a kind that we do not speak.
    case unsupported
    /// No socket at the path.
    case missing
    /// The socket may not be opened by this user.
    case permission
    /// Nobody listens there.
    case refused
    /// The host has no address, or does not answer.
    case unreachable
    /// The engine took the connection and did not answer in time.
    case timeout
    /// The other side speaks TLS.
    case tls
    /// The engine is too old for us, or does not know the version we speak.
    case version
    /// What listens there is no container engine.
    case foreign
    /// The engine answered with an error; `status` says which.
    case answer
    /// The connection broke.
    case lost
    /// We stopped it ourselves.
    case cancelled
  }

  package var kind: Kind
  /// What is wrong, and where.
  package var diagnosis: String
  /// What to do next; nil where nothing can be said.
  package var advice: String?
  /// The status of the answer, if there was one.
  package var status: Int?

  package init(_ kind: Kind, _ diagnosis: String, advice: String? = nil, status: Int? = nil) {
    self.kind = kind
    self.diagnosis = diagnosis
    self.advice = advice
    self.status = status
  }

  static func unsupported(_ diagnosis: String, advice: String) -> EngineError {
    EngineError(.unsupported, diagnosis, advice: advice)
  }

  package var description: String { advice.map { "\(diagnosis); \($0)" } ?? diagnosis }
}
