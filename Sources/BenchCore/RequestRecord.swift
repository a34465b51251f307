/// Everything known of one finished request; what the journal and the result keep.
///
/// Times are on the run's clock. *Service time* is start to end; *response time* is intended start
/// to end, and includes the wait for a free slot in the open model.
package struct RequestRecord: Hashable, Sendable {
  /// Position in the run's order of starts, from 0, dense.
  package var sequence: Int
  /// Index into the plan's conditions.
  package var condition: Int
  /// Index into the run's corpus.
  package var document: Int
  /// Round of the measurement, from 0.
  package var round: Int
  /// Block of the schedule; a condition's window is the union of its blocks.
  package var block: Int
  package var phase: Phase
  /// When the schedule wanted it to start.
  package var intendedStart: RunTime
  /// When it was handed to the transport.
  package var start: RunTime
  /// When the last byte of the request was handed to the kernel.
  package var bodySent: RunTime?
  /// When the first byte of the answer arrived.
  package var firstByte: RunTime?
  /// When the last byte of the answer arrived, or the failure was known.
  package var end: RunTime
  /// Time spent on a new connection; zero where one was reused.
  package var connection: ConnectionTimes
  /// Whether an open connection was used again.
  package var connectionReused: Bool
  /// How often a kept-alive connection turned out dead and the request was sent anew (0 or 1).
  package var staleRetries: Int
  package var bytesSent: Int
  package var bytesReceived: Int
  package var httpStatus: Int?
  package var outcome: Outcome

  package init(
    sequence: Int, condition: Int, document: Int, round: Int, block: Int, phase: Phase,
    intendedStart: RunTime, start: RunTime, bodySent: RunTime? = nil, firstByte: RunTime? = nil,
    end: RunTime, connection: ConnectionTimes = ConnectionTimes(), connectionReused: Bool = false,
    staleRetries: Int = 0, bytesSent: Int = 0, bytesReceived: Int = 0, httpStatus: Int? = nil,
    outcome: Outcome
  ) {
    self.sequence = sequence
    self.condition = condition
    self.document = document
    self.round = round
    self.block = block
    self.phase = phase
    self.intendedStart = intendedStart
    self.start = start
    self.bodySent = bodySent
    self.firstByte = firstByte
    self.end = end
    self.connection = connection
    self.connectionReused = connectionReused
    self.staleRetries = staleRetries
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
    self.httpStatus = httpStatus
    self.outcome = outcome
  }

  /// Start to end, nanoseconds.
  package var serviceNanoseconds: Int64 { end.nanoseconds(since: start) }
  /// Start to end, seconds.
  package var serviceSeconds: Double { end.seconds(since: start) }
  /// Service time less the server's own seconds; nil where the server told no time of its own.
  ///
  /// It is what the web layer, and queueing inside the server, cost this request.
  package var webOverheadSeconds: Double? {
    outcome.answer?.serverSeconds.map { serviceSeconds - $0 }
  }
}

/// Which part of a run a request belongs to; only `measurement` counts in figures.
package enum Phase: String, Codable, Hashable, Sendable, CaseIterable {
  case warmUp = "warm_up"
  case measurement
}

/// Where the time of making a connection went, nanoseconds each.
package struct ConnectionTimes: Hashable, Sendable {
  package var nameLookup: Int64
  package var connect: Int64
  package var tls: Int64

  package init(nameLookup: Int64 = 0, connect: Int64 = 0, tls: Int64 = 0) {
    self.nameLookup = nameLookup
    self.connect = connect
    self.tls = tls
  }
}
