/// A container that ends by itself and is started again, over and over.
///
/// No engine says so; it follows from how often it was started lately. An engine that waits longer
/// before each attempt comes below any such rate: then it is the wait itself that tells.
package struct CrashLoop: Equatable, Sendable {
  /// From so many starts within a minute on it is a loop; two are somebody's restart.
  package static let leastStarts = 3

  /// Starts within the last minute, as far as they were seen.
  package var startsInMinute: Int
  /// Restarts by the engine's policy; nil where it was not asked.
  package var restarts: Int?
  /// Exit code of its last end; nil where it is not known.
  package var exitCode: Int?

  /// What `row` tells at a moment; nil where it does not loop, or where its last end was asked for.
  init?(of row: ContainerRow, at now: WallTime) {
    guard !row.isGone, let end = row.death, !end.wasAsked else { return nil }
    startsInMinute = row.startsInMinute(before: now)
    restarts = row.facts.restarts
    exitCode = end.exitCode
    let isWaiting = row.facts.state == .restarting && (restarts ?? 0) >= Self.leastStarts
    guard startsInMinute >= Self.leastStarts || isWaiting else { return nil }
  }

  /// `loops: 4 starts in the last minute, restarted 3 ×, last exit code 1`.
  package var words: String {
    var parts = [
      startsInMinute == 1
        ? "1 start in the last minute"
        : "\(Quantity.count(startsInMinute)) starts in the last minute"
    ]
    if let restarts { parts.append("restarted \(Quantity.count(restarts)) ×") }
    if let exitCode { parts.append("last exit code \(exitCode)") }
    return "loops: " + parts.joined(separator: ", ")
  }
}
