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
  }

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
  func put(_ finished: [Finished]) {
    guard !finished.isEmpty else { return }
    state.withLock {
      $0.waiting.append(contentsOf: finished)
      $0.waitingBytes += finished.reduce(0) { $0 + $1.result.body.count }
      $0.unjudged += finished.count
    }
    bell.signal()
  }

  /// Takes the records judged since the last call.
  func takeRecords() -> [RunEvent] {
    state.withLock { state in
      defer { state.records.removeAll(keepingCapacity: true) }
      return state.records
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
    while true {
      bell.wait()
      let (batch, isClosed) = state.withLock { state in
        defer {
          state.waiting = []
        }
        return (state.waiting, state.isClosed)
      }
      for finished in batch {
        let event = judge(finished)
        state.withLock {
          $0.records.append(event)
          $0.unjudged -= 1
          $0.waitingBytes -= finished.result.body.count
        }
      }
      let rings = state.withLock { $0.ringsOnProgress }
      if rings && !batch.isEmpty { onProgress() }
      if isClosed && batch.isEmpty { return }
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
