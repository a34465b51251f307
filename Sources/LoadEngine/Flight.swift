internal import BenchCore
internal import CurlKit

/// A request under way: what its record will say that the transport does not know.
struct Flight {
  var sequence: Int
  var lane: Int
  var condition: Int
  var document: Int
  var round: Int
  var block: Int
  var phase: Phase
  /// On the run's clock.
  var intendedStart: RunTime

  /// The record of the finished request.
  func record(
    of result: TransferResult, on clock: EngineClock, outcome: Outcome
  ) -> RequestRecord {
    RequestRecord(
      sequence: sequence, condition: condition, document: document, round: round, block: block,
      phase: phase, intendedStart: intendedStart, start: clock.runTime(result.stamps.start),
      bodySent: result.stamps.bodySent.map(clock.runTime),
      firstByte: result.stamps.firstByte.map(clock.runTime),
      end: clock.runTime(result.stamps.end),
      connection: ConnectionTimes(
        nameLookup: Int64(clamping: result.phases.nameLookup),
        connect: Int64(clamping: result.phases.connect), tls: Int64(clamping: result.phases.tls)),
      connectionReused: result.connectionReused, staleRetries: result.staleRetries,
      bytesSent: result.bytesSent, bytesReceived: result.bytesReceived, httpStatus: result.status,
      outcome: outcome)
  }
}

/// Monotonic nanoseconds to the run's clock.
struct EngineClock {
  let zero: UInt64

  func runTime(_ monotonic: UInt64) -> RunTime {
    RunTime(nanoseconds: Int64(truncatingIfNeeded: monotonic &- zero))
  }
}
