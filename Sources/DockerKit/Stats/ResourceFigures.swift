/// What a container used between two readings of its counters.
///
/// Rates go by the stamps of the readings, not by when they came; what cannot be told is nil.
package struct ResourceFigures: Sendable, Equatable {
  /// When the later reading was made, on the engine's clock.
  package var time: EngineTime
  /// From one reading to the other, nanoseconds.
  package var span: UInt64
  /// Cores in use on average: CPU time by wall-clock time.
  package var cores: Double?
  /// The same as `docker stats` shows it, in percent; by the machine's coarse clock.
  package var dockerPercent: Double?
  /// The part of the quota's periods in which it ran out, 0...1; nil without a quota.
  package var throttledShare: Double?
  /// How long it was held back, in seconds by second and summed over its threads.
  package var throttledRate: Double?
  package var memory: MemoryReading?
  /// Pages read from disk by second.
  package var majorFaultRate: Double?
  /// Bytes by second; nil in the host's network.
  package var receivedRate: Double?
  package var sentRate: Double?
  /// Packets dropped or faulty since the earlier reading.
  package var lostPackets: UInt64?
  package var blockReadRate: Double?
  package var blockWrittenRate: Double?
  package var pids: UInt64?
  package var pidsLimit: UInt64?
  /// The later reading itself, for totals.
  package var reading: StatsReading
}

/// What a new reading says beside the one before it.
package enum StatsOutcome: Sendable, Equatable {
  /// Nothing to compare it with yet, or the same reading once more.
  case nothing
  case figures(ResourceFigures)
  /// The container has begun anew, or does not run: nothing is known of the time in between.
  case gap
}

/// Turns readings of one container into figures; keeps the one before itself.
///
/// Engines send a "previous" reading in each frame, which is missing in the first one and wrong in
/// others.
package struct StatsDifference: Sendable {
  private var last: StatsReading?

  package init() {}

  /// Takes a frame; nil stands for one that says nothing, as of a container that has stopped.
  package mutating func take(_ reading: StatsReading?) -> StatsOutcome {
    guard let reading, reading.cpuTime != nil || reading.memory != nil else {
      last = nil
      return .gap
    }
    guard let before = last else {
      last = reading
      return .nothing
    }
    let span = reading.time.since(before.time)
    // The same reading once more: nothing has happened since.
    guard span != 0 else { return .nothing }
    last = reading
    guard span > 0, (reading.cpuTime ?? 0) >= (before.cpuTime ?? 0) else { return .gap }
    return .figures(Self.figures(from: before, to: reading, span: UInt64(span)))
  }

  /// Forgets the last reading: the next one begins anew.
  package mutating func reset() { last = nil }

  private static func figures(
    from before: StatsReading, to now: StatsReading, span: UInt64
  ) -> ResourceFigures {
    let seconds = Double(span) / 1e9
    func rate(_ now: UInt64?, _ before: UInt64?) -> Double? {
      now?.since(before).map { Double($0) / seconds }
    }
    var figures = ResourceFigures(time: now.time, span: span, reading: now)
    figures.cores = rate(now.cpuTime, before.cpuTime).map { $0 / 1e9 }
    if let used = now.cpuTime?.since(before.cpuTime), let cores = now.onlineCores,
      let system = now.systemTime?.since(before.systemTime), system > 0
    {
      figures.dockerPercent = Double(used) / Double(system) * Double(cores) * 100
    }
    if let periods = now.periods?.since(before.periods), periods > 0,
      let throttled = now.throttledPeriods?.since(before.throttledPeriods)
    {
      figures.throttledShare = min(1, Double(throttled) / Double(periods))
      figures.throttledRate = rate(now.throttledTime, before.throttledTime).map { $0 / 1e9 }
    }
    figures.memory = now.memory
    figures.majorFaultRate = rate(now.memory?.majorFaults, before.memory?.majorFaults)
    figures.receivedRate = rate(now.network?.received, before.network?.received)
    figures.sentRate = rate(now.network?.sent, before.network?.sent)
    if let now = now.network, let before = before.network {
      let dropped = now.dropped.since(before.dropped) ?? 0
      figures.lostPackets = dropped.addingSaturated(now.errors.since(before.errors) ?? 0)
    }
    figures.blockReadRate = rate(now.blockRead, before.blockRead)
    figures.blockWrittenRate = rate(now.blockWritten, before.blockWritten)
    figures.pids = now.pids
    figures.pidsLimit = now.pidsLimit
    return figures
  }
}
