internal import BenchCore
internal import CurlKit
internal import Dispatch
internal import Foundation
internal import ProcessKit
internal import Synchronization

/// Samples what launched processes use, once a second, on a thread of its own, while a run goes on.
///
/// It waits for nobody, and nobody waits for it: a sample that comes late says so by its time.
final class RunWatch: Sendable {
  private struct State {
    var groups: [(key: String, meter: ProcessWatch)] = []
    var isRunning = false
    var isStopped = false
  }

  private let clock: RunClock
  private let interval: Double
  private let publish: @Sendable ([RunEvent]) -> Void
  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)

  init(
    clock: RunClock, interval: Double = 1, publish: @escaping @Sendable ([RunEvent]) -> Void
  ) {
    self.clock = clock
    self.interval = interval
    self.publish = publish
  }

  /// Samples a process group from now on, under the name of its server.
  func watch(_ key: String, group: Int32) {
    let begins = state.withLock { state in
      guard !state.isStopped else { return false }
      state.groups.removeAll { $0.key == key }
      state.groups.append((key, ProcessWatch(subject: key, group: group)))
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard begins else { return }
    let thread = Thread { [self] in run() }
    thread.name = "slimbench-watch"
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Publishes what else is seen, unless the run is over.
  func tell(_ payload: RunEvent.Payload, at time: RunTime? = nil) {
    state.withLock { state in
      if !state.isStopped { publish([RunEvent(time ?? clock.now(), payload)]) }
    }
  }

  /// Nothing is published any more once this returns.
  func stop() {
    state.withLock { $0.isStopped = true }
    bell.signal()
  }

  private func run() {
    while sample() {
      _ = bell.wait(timeout: .now() + interval)
    }
  }

  /// One round; false once stopped.
  private func sample() -> Bool {
    let keys = state.withLock { $0.isStopped ? nil : $0.groups.map(\.key) }
    guard let keys else { return false }
    for key in keys {
      // Reading takes a moment: nobody else is kept from the lock meanwhile.
      guard var meter = state.withLock({ $0.groups.first { $0.key == key }?.meter }) else {
        continue
      }
      let now = clock.now()
      let sample = meter.sample(at: now)
      state.withLock { state in
        guard !state.isStopped, let place = state.groups.firstIndex(where: { $0.key == key })
        else { return }
        state.groups[place].meter = meter
        if let sample { publish([RunEvent(now, .resourceSampled(sample))]) }
      }
    }
    return true
  }
}
