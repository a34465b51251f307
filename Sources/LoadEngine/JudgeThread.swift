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
    var waiting: [Finished] = []
    var waitingBytes = 0
    /// Put in and not yet taken out as events.
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
    guard !finished.isEmpty else { return }
    let rings = state.withLock { state in
      state.waiting.append(contentsOf: finished)
      state.waitingBytes += finished.reduce(0) { $0 + $1.result.body.count }
      state.unjudged += finished.count
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
    var batch: [Finished] = []
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
        while next < batch.count, events.count < Self.urgentCount, bytes < Self.urgentBytes {
          events.append(judge(batch[next]))
          bytes += batch[next].result.body.count
          next += 1
        }
        let isProgressAwaited = state.withLock { state in
          state.records.append(contentsOf: events)
          state.unjudged -= events.count
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

  private func judge(_ finished: Finished) -> RunEvent {
    let outcome: Outcome =
      if let error = finished.result.error {
        .failed(RequestFailure(error))
      } else {
        configuration.judge(
          finished.flight.condition, finished.result.status ?? 0, finished.result.body)
      }
    let record = finished.flight.record(
      of: finished.result, on: EngineClock(zero: configuration.zero), outcome: outcome)
    return RunEvent(record.end, .requestFinished(record))
  }
}
