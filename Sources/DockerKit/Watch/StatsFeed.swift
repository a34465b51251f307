/// The statistics of one container, kept coming until they are cancelled.
///
/// Docker streams a frame each second. Podman streams one every five seconds only, so it is asked
/// for single ones.
internal import CurlKit
internal import Synchronization

final class StatsFeed: Sendable {
  enum News: Sendable {
    /// A frame as it came.
    case frame([UInt8])
    /// It broke off, and is tried again.
    case broken
    /// There is no such container.
    case gone
  }

  private let lastArrival = Mutex(MonotonicClock.now())
  private let task: Mutex<Task<Void, Never>?>

  init(
    engine: Engine, container: String, timing: WatchTiming, delay: Duration,
    onNews: @escaping @Sendable (News) -> Void
  ) {
    task = Mutex(nil)
    let arrived: @Sendable () -> Void = { [weak self] in
      self?.lastArrival.withLock { $0 = MonotonicClock.now() }
    }
    let runner = StatsRunner(
      engine: engine, container: container, timing: timing, arrived: arrived, onNews: onNews)
    let running = Task {
      if delay > .zero { try? await Task.sleep(for: delay) }
      await runner.run()
    }
    task.withLock { $0 = running }
  }

  deinit {
    cancel()
  }

  func cancel() {
    task.withLock { $0?.cancel() }
  }

  /// Nanoseconds since the last frame, or since it began.
  func age(now: UInt64) -> UInt64 {
    let last = lastArrival.withLock { $0 }
    return now > last ? now - last : 0
  }
}

private struct StatsRunner: Sendable {
  let engine: Engine
  let container: String
  let timing: WatchTiming
  let arrived: @Sendable () -> Void
  let onNews: @Sendable (StatsFeed.News) -> Void

  func run() async {
    var attempt = 0
    while !Task.isCancelled {
      do throws(EngineError) {
        if engine.facts.flavour == .podman {
          try await poll()
        } else {
          try await stream()
          attempt = 0
        }
      } catch {
        if error.kind == .answer, error.status == 404 { return onNews(.gone) }
      }
      guard !Task.isCancelled else { return }
      onNews(.broken)
      try? await Task.sleep(for: timing.retry(attempt))
      attempt += 1
    }
  }

  private var path: String { "/containers/\(container.escapedForEngine)/stats" }

  private func stream() async throws(EngineError) {
    let lines = LineTray { [arrived, onNews] line in
      arrived()
      onNews(.frame(line))
    }
    let call = EngineCall("GET", path, query: [("stream", "1")])
    try await engine.stream(call) { bytes, _ in lines.feed(bytes) }
  }

  /// Asks for one frame after the other, so that each is a tick after the one before.
  private func poll() async throws(EngineError) {
    let call = EngineCall("GET", path, query: [("stream", "0")], timeout: timing.podmanStale)
    while !Task.isCancelled {
      let answer = try await engine.call(call)
      arrived()
      onNews(.frame(answer.body))
      try? await Task.sleep(for: timing.tick)
    }
  }
}
