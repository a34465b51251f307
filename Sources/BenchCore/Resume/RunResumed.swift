/// A run that was cut short goes on: a new segment of its clock begins.
///
/// The time between the segments is on no clock: the event's time follows at once on the last thing
/// that is kept of the segments before. From here on an event happened at `wallClock` and as much
/// later as its time is after this event's.
package struct RunResumed: Codable, Hashable, Sendable {
  /// Wall clock where the segment begins, seconds since 1970 (UTC).
  package var wallClock: Double
  /// The same instant in the user's time zone, `YYYY-MM-DD HH:MM:SS`.
  package var timestamp: String
  /// Version of the program that goes on.
  package var version: String
  /// Its command line, secrets redacted.
  package var arguments: [String]
  package var host: HostFacts
  /// Seconds since the last that is known of the segment before; nil where the clocks cannot tell.
  package var gapSeconds: Double?
  /// Measured requests of complete rounds, which stay.
  package var kept: Int
  /// Requests of incomplete rounds, which are left out because their rounds are sent again whole.
  package var discarded: Int

  package init(
    wallClock: Double, timestamp: String, version: String, arguments: [String], host: HostFacts,
    gapSeconds: Double?, kept: Int, discarded: Int
  ) {
    self.wallClock = wallClock
    self.timestamp = timestamp
    self.version = version
    self.arguments = arguments
    self.host = host
    self.gapSeconds = gapSeconds
    self.kept = kept
    self.discarded = discarded
  }
}
