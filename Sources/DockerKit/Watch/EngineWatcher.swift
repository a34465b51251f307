/// Watches an engine for as long as it runs, through its restarts.
///
///     connect ──► session ──broken──► wait 0.5 … 5 s ──► connect
///
/// One stream of events, one of statistics for each watched container that is alive, and a list only
/// when something has changed. While nothing happens, nothing is asked, but for a sign of life now
/// and then and for the probes of watched health checks, of which engines keep five.
internal import CurlKit
internal import Synchronization

package final class EngineWatcher: Sendable {
  package typealias Hook = @Sendable (WatcherUpdate) -> Void

  private struct Shared {
    var wanted: Set<String> = []
    var session: AsyncStream<WatchInput>.Continuation?
    var engine: Engine?
  }

  private let connect: @Sendable () async throws(EngineError) -> Engine
  private let timing: WatchTiming
  private let onUpdate: Hook
  private let shared = Mutex(Shared())

  /// A watcher of the engine at an address.
  ///
  /// - Parameter onUpdate: Takes what there is to tell, one after the other; must be quick.
  package convenience init(
    _ address: EngineAddress, timing: WatchTiming = WatchTiming(), onUpdate: @escaping Hook
  ) {
    self.init(
      timing: timing,
      connect: { () async throws(EngineError) -> Engine in
        try await Engine.connect(address, timeout: timing.answer)
      }, onUpdate: onUpdate)
  }

  /// The same, with another way of getting at the engine.
  package init(
    timing: WatchTiming = WatchTiming(),
    connect: @escaping @Sendable () async throws(EngineError) -> Engine, onUpdate: @escaping Hook
  ) {
    self.timing = timing
    self.connect = connect
    self.onUpdate = onUpdate
  }

  /// The engine, while there is a connection to it.
  package var engine: Engine? { shared.withLock { $0.engine } }

  /// Says whose details and figures are wanted, by name or id, in place of those before.
  ///
  /// They need not exist yet.
  package func watch(_ containers: Set<String>) {
    let session = shared.withLock { shared in
      shared.wanted = containers
      return shared.session
    }
    session?.yield(.watch(containers))
  }

  /// Looks at a container now, whether it is watched or not.
  package func refresh(_ container: String) {
    _ = shared.withLock { $0.session }?.yield(.refresh(container))
  }

  /// Watches until its task is cancelled, which ends it at once.
  package func run() async {
    var book = WatchBook()
    var attempt = 0
    var lostSince: UInt64?
    while !Task.isCancelled {
      onUpdate(.connection(.connecting))
      var error: EngineError
      do throws(EngineError) {
        let engine = try await connect()
        shared.withLock { $0.engine = engine }
        onUpdate(.connection(.connected(engine)))
        let (inputs, continuation) = AsyncStream.makeStream(
          of: WatchInput.self, bufferingPolicy: .bufferingOldest(WatchSession.inputLimit))
        let wanted = shared.withLock { shared in
          shared.session = continuation
          return shared.wanted
        }
        let session = WatchSession(
          engine: engine, timing: timing, continuation: continuation, onUpdate: onUpdate)
        let began = MonotonicClock.now()
        let end = await session.run(&book, inputs, wanted)
        shared.withLock { shared in
          shared.session = nil
          shared.engine = nil
        }
        error = end.error
        if end.wasOpen {
          lostSince = nil
          // One that breaks as soon as it stands is not tried in a hurry again and again.
          let lasted = Duration.nanoseconds(Int64(clamping: MonotonicClock.now() &- began))
          if lasted >= timing.steady { attempt = 0 }
        }
      } catch let failure {
        error = failure
      }
      guard !Task.isCancelled else { break }
      let now = MonotonicClock.now()
      lostSince = lostSince ?? now
      onUpdate(.connection(.lost(error, since: lostSince ?? now)))
      try? await Task.sleep(for: timing.retry(attempt))
      attempt += 1
    }
  }
}
