/// How patient a watcher is.
package struct WatchTiming: Sendable {
  /// Between two looks at whether something is overdue; also podman's distance of readings.
  package var tick = Duration.seconds(1)
  /// Statistics that have not come for so long are stale: Docker's, and podman's.
  package var dockerStale = Duration.seconds(3)
  package var podmanStale = Duration.seconds(12)
  /// Before the first and between later attempts to get something back that broke.
  package var firstRetry = Duration.milliseconds(500)
  package var lastRetry = Duration.seconds(5)
  /// Changes within this time are listed together.
  package var settling = Duration.milliseconds(30)
  /// An engine that has said nothing for so long is asked whether it still answers.
  package var heartbeat = Duration.seconds(15)
  /// How long it has for an answer to that, and to the first question.
  package var answer = Duration.seconds(5)
  /// How long it has to tell about a container; about one that it is late with, it is asked again.
  package var inspect = Duration.seconds(10)
  /// A connection that has lasted so long is good: the next attempt after it is a first one again.
  package var steady = Duration.seconds(5)

  package init() {}

  /// The wait before attempt number `attempt`, from 0: doubled each time up to the longest.
  func retry(_ attempt: Int) -> Duration {
    attempt >= 16 ? lastRetry : min(lastRetry, firstRetry * (1 << max(0, attempt)))
  }
}
