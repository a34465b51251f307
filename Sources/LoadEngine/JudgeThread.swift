internal import BenchCore
internal import CurlKit
internal import Foundation
internal import Synchronization

/// Judges answers away from the thread that measures, in the order of their completion.
///
/// The engine puts finished transfers in and takes finished records out; the lock is held only to
/// move arrays.
final class JudgeThread: Sendable {
  private struct State {
    var waiting: [Item] = []
    var waitingBytes = 0
    /// Finished transfers put in and not yet taken out as events.
    var unjudged = 0
    var records: [RunEvent] = []
    var isClosed = false
    var ringsOnProgress = false
    /// When the thread was last woken, nanoseconds of `MonotonicClock`.
    var lastRing: UInt64 = 0
  }

  private static let ringInterval: UInt64 = 10_000_000
  private static let urgentCount = 512
  private static let urgentBytes = 256 << 10

  /// A transfer that has ended, and whose request it was.
  struct Finished: Sendable {
    var flight: Flight
    var result: TransferResult
  }

  /// What there is to judge.
  private enum Item: Sendable {
    case piece(AnswerPiece)
    case finished(Finished)

    var byteCount: Int {
      switch self {
      case .piece(let piece): piece.bytes.count
      case .finished(let finished): finished.result.body.count
      }
    }
  }

  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)
  private let configuration: EngineConfiguration
  /// Called after a batch was judged, while someone waits for that.
  private let onProgress: @Sendable () -> Void

  init(configuration: EngineConfiguration, onProgress: @escaping @Sendable () -> Void) {
    self.configuration = configuration
    self.onProgress = onProgress
    let thread = Thread { [self] in run() }
    thread.name = "slimbench-judge"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Puts finished transfers in; returns at once.
  ///
  /// Waking the thread for every answer would cost the measuring one more than the answer does. A
  /// few milliseconds later is soon enough, unless there is much to judge.
  func put(_ finished: [Finished], now: UInt64) {
    put(finished.lazy.map { .finished($0) }, finished: finished.count, now: now)
  }

  /// Puts pieces of streamed answers in; before the ends of those answers.
  func put(_ pieces: [AnswerPiece], now: UInt64) {
    put(pieces.lazy.map { .piece($0) }, finished: 0, now: now)
  }

  private func put(_ items: some Collection<Item>, finished count: Int, now: UInt64) {
    guard !items.isEmpty else { return }
    let rings = state.withLock { state in
      state.waiting.append(contentsOf: items)
      state.waitingBytes += items.reduce(0) { $0 + $1.byteCount }
      state.unjudged += count
      return state.waiting.count >= Self.urgentCount || state.waitingBytes >= Self.urgentBytes
        || state.ringsOnProgress || now &- state.lastRing >= Self.ringInterval
    }
    if rings { ring(now: now) }
  }

  /// Wakes the thread for whatever was put in without waking it.
  func ring(now: UInt64) {
    let hasWork = state.withLock { state in
      state.lastRing = now
      return !state.waiting.isEmpty
    }
    if hasWork { bell.signal() }
  }

  /// Moves the records judged since the last call behind those in `events`.
  func takeRecords(into events: inout [RunEvent]) {
    state.withLock { state in
      events.append(contentsOf: state.records)
      state.records.removeAll(keepingCapacity: true)
    }
  }

  /// Answers put in and not yet judged, and their bytes.
  var backlog: (count: Int, bytes: Int) {
    state.withLock { ($0.unjudged, $0.waitingBytes) }
  }

  /// Says whether the engine has nothing to do until answers are judged.
  ///
  /// Otherwise it is not woken, so that judging costs the measuring thread nothing.
  func ringsOnProgress(_ rings: Bool) {
    state.withLock { $0.ringsOnProgress = rings }
  }

  /// Ends the thread once everything put in is judged.
  func close() {
    state.withLock { $0.isClosed = true }
    bell.signal()
  }

  private func run() {
    var batch: [Item] = []
    var streams: [Int: any AnswerStream] = [:]
    var events: [RunEvent] = []
    while true {
      bell.wait()
      let isClosed = state.withLock { state in
        swap(&batch, &state.waiting)
        return state.isClosed
      }
      // Few at a time, so that long answers show as soon as they are judged.
      var next = 0
      while next < batch.count {
        var bytes = 0
        var finished = 0
        while next < batch.count, events.count < Self.urgentCount, bytes < Self.urgentBytes {
          switch batch[next] {
          case .piece(let piece): read(piece, &streams, into: &events)
          case .finished(let end):
            events.append(judge(end, &streams))
            finished += 1
          }
          bytes += batch[next].byteCount
          next += 1
        }
        let isProgressAwaited = state.withLock { state in
          state.records.append(contentsOf: events)
          state.unjudged -= finished
          state.waitingBytes -= bytes
          return state.ringsOnProgress
        }
        events.removeAll(keepingCapacity: true)
        if isProgressAwaited { onProgress() }
      }
      let isIdle = batch.isEmpty
      batch.removeAll(keepingCapacity: true)
      if isClosed && isIdle { return }
      if isClosed { bell.signal() }
    }
  }

  /// Reads a piece of a streamed answer; a page's time is that of the piece that completes it.
  private func read(
    _ piece: AnswerPiece, _ streams: inout [Int: any AnswerStream], into events: inout [RunEvent]
  ) {
    // Taken out, so that what it holds is not copied when it grows.
    guard
      var stream = streams.removeValue(forKey: piece.sequence)
        ?? configuration.openStream?(piece.condition)
    else { return }
    let time = EngineClock(zero: configuration.zero).runTime(piece.time)
    for page in stream.receive(piece.bytes) {
      events.append(
        RunEvent(
          time,
          .pageReceived(
            PageReceived(sequence: piece.sequence, condition: piece.condition, page: page))))
    }
    streams[piece.sequence] = stream
  }

  private func judge(
    _ finished: Finished, _ streams: inout [Int: any AnswerStream]
  ) -> RunEvent {
    let flight = finished.flight
    let result = finished.result
    let failure = result.error.map { RequestFailure($0) }
    let stream = streams.removeValue(forKey: flight.sequence)
    let outcome: Outcome
    if var stream = stream ?? configuration.openStream?(flight.condition) {
      outcome = stream.finish(status: result.status ?? 0, failure: failure)
    } else if let failure {
      outcome = .failed(failure)
    } else {
      outcome = configuration.judge(flight.condition, result.status ?? 0, result.body)
    }
    let record = flight.record(
      of: result, on: EngineClock(zero: configuration.zero), outcome: outcome)
    return RunEvent(record.end, .requestFinished(record))
  }
}
