/// Failures that have the same cause, so that many of a kind are told once, with their number.
package struct FailureGroup: Hashable, Sendable {
  /// What makes failures alike.
  package struct Cause: Hashable, Sendable {
    /// Index into the plan's servers.
    package var server: Int
    package var kind: FailureKind
    package var httpStatus: Int?
    /// The server's words, or the transport's; nil for all that came when there were too many.
    package var message: String?
  }

  package let cause: Cause
  /// How often it came, warm-ups included.
  package private(set) var count = 0
  /// How many of them in the warm-up, which is in no figure.
  package private(set) var warmUps = 0
  /// When it came first and last.
  package private(set) var first: RunTime
  package private(set) var last: RunTime
  /// The document with which it came first, an index into the corpus.
  package private(set) var document: Int
  /// The request with which it came first.
  private var sequence: Int

  /// Of two that came first at one instant, the one that was sent first is the first.
  fileprivate var firstOne: FirstOne { FirstOne(end: first, sequence: sequence) }

  fileprivate struct FirstOne: Comparable {
    let end: RunTime
    let sequence: Int

    static func < (left: FirstOne, right: FirstOne) -> Bool {
      (left.end, left.sequence) < (right.end, right.sequence)
    }
  }

  init(_ cause: Cause, _ record: RequestRecord) {
    self.cause = cause
    first = record.end
    last = record.end
    document = record.document
    sequence = record.sequence
  }

  mutating func add(_ record: RequestRecord) {
    count &+= 1
    if record.phase == .warmUp { warmUps &+= 1 }
    if (record.end, record.sequence) < (first, sequence) {
      (first, sequence, document) = (record.end, record.sequence, record.document)
    }
    last = max(last, record.end)
  }
}

/// Every failure of a run by its cause, in the order in which the causes were met; bounded.
///
/// A server that puts something new into every message fills the list; what comes then is counted
/// by server and class alone, so that the numbers stay true.
package struct FailureGroups: Equatable, Sendable {
  /// Most causes that are kept with their words.
  package static let limit = 100

  package private(set) var groups: [FailureGroup] = []
  private var places: [FailureGroup.Cause: Int] = [:]

  package init() {}

  /// By server, then by when they came first: the same in whichever order they were told.
  var sorted: [FailureGroup] {
    groups.sorted { ($0.cause.server, $0.firstOne) < ($1.cause.server, $1.firstOne) }
  }

  /// All failures counted.
  package var count: Int { groups.reduce(0) { $0 &+ $1.count } }

  mutating func add(_ record: RequestRecord, _ failure: RequestFailure, server: Int) {
    let cause = FailureGroup.Cause(
      server: server, kind: failure.kind, httpStatus: record.httpStatus,
      message: failure.message)
    groups[place(of: cause, record)].add(record)
  }

  private mutating func place(of cause: FailureGroup.Cause, _ record: RequestRecord) -> Int {
    if let known = places[cause] { return known }
    var cause = cause
    if groups.count >= Self.limit {
      cause.message = nil
      cause.httpStatus = nil
      if let known = places[cause] { return known }
    }
    places[cause] = groups.count
    groups.append(FailureGroup(cause, record))
    return groups.count - 1
  }
}
