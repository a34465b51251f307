extension RequestRecord {
  /// A start is late when it is more than this after the intended one, nanoseconds.
  ///
  /// Ten times what a timer and a free processor need, and less than anybody would notice.
  package static let lateAfter: Int64 = 1_000_000

  /// Intended start to start, nanoseconds: the wait for a free slot, and the engine's own lag.
  package var startDelayNanoseconds: Int64 { start.nanoseconds(since: intendedStart) }

  /// Whether the request started more than a millisecond after it was due.
  package var isLate: Bool { startDelayNanoseconds > Self.lateAfter }

  /// Intended start to end, nanoseconds.
  package var responseNanoseconds: Int64 { end.nanoseconds(since: intendedStart) }

  /// Intended start to end, seconds.
  package var responseSeconds: Double { end.seconds(since: intendedStart) }
}
