import Synchronization

/// Asks a running server to end in order: it takes no more connections, finishes what is in flight, and
/// returns, at the latest when the grace period is over.
package final class ServerShutdown: Sendable {
  private let requests: AsyncStream<Void>
  private let feed: AsyncStream<Void>.Continuation
  private let asked = Atomic(false)

  package init() {
    (requests, feed) = AsyncStream.makeStream()
  }

  /// May be called from any thread, more than once.
  package func begin() {
    asked.store(true, ordering: .releasing)
    feed.finish()
  }

  var isAsked: Bool { asked.load(ordering: .acquiring) }

  /// Waits until it is asked for; false when the task that waits was cancelled before.
  func begun() async -> Bool {
    for await _ in requests {}
    return isAsked
  }
}
