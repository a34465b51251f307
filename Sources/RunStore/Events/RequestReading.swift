internal import BenchCore

/// What indices a run's events may hold; everything else in a file is damage.
struct RunBounds: Sendable {
  var servers: Int
  var conditions: Int
  var documents: Int

  init(_ started: RunStarted) {
    servers = started.plan.servers.count
    conditions = started.plan.conditions.count
    documents = started.corpus.count
  }
}

extension JSONCursor {
  /// Reads a finished request; the derived keys (`server`, `filename`, `latency`) are passed over.
  mutating func request(_ bounds: RunBounds) throws(JSONProblem) -> RequestRecord {
    let start = offset
    var draft = RequestDraft()
    let present = try RequestField.table.read(&self) { (cursor, field) throws(JSONProblem) in
      try draft.read(field, from: &cursor, bounds)
    }
    for field in RequestField.required where present & field.bit == 0 {
      throw JSONProblem("missing", at: start, path: field.name)
    }
    return try draft.finished(at: start)
  }

  /// Reads a request that was handed to the transport.
  mutating func requestStart(_ bounds: RunBounds) throws(JSONProblem) -> RequestStart {
    let first = offset
    var start = RequestStart(sequence: 0, condition: 0, document: 0, round: 0, phase: .measurement)
    let present = try RequestStartField.table.read(&self) { (cursor, field) throws(JSONProblem) in
      switch field {
      case .sequence: start.sequence = try cursor.index()
      case .condition: start.condition = try cursor.index(below: bounds.conditions)
      case .document: start.document = try cursor.index(below: bounds.documents)
      case .round: start.round = try cursor.index()
      case .phase: start.phase = try cursor.phase()
      }
    }
    for field in RequestStartField.allCases where present & field.bit == 0 {
      throw JSONProblem("missing", at: first, path: field.name)
    }
    return start
  }

  /// A whole number that fits the machine.
  mutating func int() throws(JSONProblem) -> Int {
    let start = offset
    guard let value = Int(exactly: try integer()) else {
      throw JSONProblem("the number is too large", at: start)
    }
    return value
  }

  /// A position in a list of `limit` elements.
  mutating func index(below limit: Int = .max) throws(JSONProblem) -> Int {
    let start = offset
    let value = try int()
    guard value >= 0, value < limit else {
      let range = limit == .max ? "" : limit == 0 ? "; there is none" : "; 0 to \(limit - 1) exist"
      throw JSONProblem("\(value) is out of range\(range)", at: start)
    }
    return value
  }

  mutating func time() throws(JSONProblem) -> RunTime { RunTime(nanoseconds: try integer()) }

  mutating func phase() throws(JSONProblem) -> Phase {
    // The two words are compared as they lie: nearly every request is one of them.
    if takeWord(PhaseWord.measurement) { return .measurement }
    if takeWord(PhaseWord.warmUp) { return .warmUp }
    let start = offset
    let text = try string()
    guard let phase = Phase(rawValue: text) else {
      throw JSONProblem("\"\(text.prefix(40))\" is no phase", at: start)
    }
    return phase
  }

  mutating func hexadecimal() throws(JSONProblem) -> UInt64 {
    let start = offset
    let text = try string()
    guard !text.hasPrefix("+"), let value = UInt64(text, radix: 16) else {
      throw JSONProblem("expected hexadecimal digits", at: start)
    }
    return value
  }
}

/// The phases as they stand in a file, quotes included.
private enum PhaseWord {
  static let measurement = Array("\"\(Phase.measurement.rawValue)\"".utf8)
  static let warmUp = Array("\"\(Phase.warmUp.rawValue)\"".utf8)
}

/// A request while its keys arrive.
private struct RequestDraft {
  private var record = RequestRecord(
    sequence: 0, condition: 0, document: 0, round: 0, block: 0, phase: .measurement,
    intendedStart: .zero, start: .zero, end: .zero, outcome: .ok(Answer(pages: 0)))
  private var answer = Answer(pages: 0)
  private var succeeded = false
  private var failure: String?
  private var message = ""

  mutating func read(
    _ field: RequestField, from cursor: inout JSONCursor, _ bounds: RunBounds
  ) throws(JSONProblem) {
    switch field {
    case .server, .filename, .latency: try cursor.skip()
    case .success: succeeded = try cursor.bool()
    case .totalPages: answer.pages = try cursor.int()
    case .error: message = try cursor.string()
    case .sequence: record.sequence = try cursor.index()
    case .round: record.round = try cursor.index()
    case .phase: record.phase = try cursor.phase()
    case .condition: record.condition = try cursor.index(below: bounds.conditions)
    case .document: record.document = try cursor.index(below: bounds.documents)
    case .block: record.block = try cursor.int()
    case .intendedStart: record.intendedStart = try cursor.time()
    case .start: record.start = try cursor.time()
    case .bodySent: record.bodySent = try cursor.time()
    case .firstByte: record.firstByte = try cursor.time()
    case .end: record.end = try cursor.time()
    case .nameLookup: record.connection.nameLookup = try cursor.integer()
    case .connect: record.connection.connect = try cursor.integer()
    case .tls: record.connection.tls = try cursor.integer()
    case .connectionReused: record.connectionReused = try cursor.bool()
    case .staleRetries: record.staleRetries = try cursor.int()
    case .bytesSent: record.bytesSent = try cursor.int()
    case .bytesReceived: record.bytesReceived = try cursor.int()
    case .httpStatus: record.httpStatus = try cursor.int()
    case .failure: failure = try cursor.string()
    case .serverSeconds: answer.serverSeconds = try cursor.number()
    case .textDigest: answer.textDigest = try cursor.string()
    case .textSimhash: answer.textSimhash = try cursor.hexadecimal()
    case .dpiUsed: answer.dpiUsed = try cursor.number()
    case .megapixels: answer.megapixels = try cursor.number()
    }
  }

  func finished(at start: Int) throws(JSONProblem) -> RequestRecord {
    var finished = record
    switch (succeeded, failure) {
    case (true, nil): finished.outcome = .ok(answer)
    case (false, let name?):
      finished.outcome = .failed(FailureReading.failure(named: name, message: message))
    case (true, _?), (false, nil):
      throw JSONProblem("\"success\" and \"failure\" contradict each other", at: start)
    }
    return finished
  }
}
