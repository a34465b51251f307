/// The counters of one container at one moment: a frame of the engine's statistics.
///
/// What a frame leaves out is nil, never zero.
package struct StatsReading: Sendable, Equatable {
  /// When the engine read the counters, on its clock.
  package var time: EngineTime
  /// CPU time used since the start, nanoseconds.
  package var cpuTime: UInt64?
  /// The machine's CPU time in all cores, by the engine's coarse clock; for `docker stats` figures.
  package var systemTime: UInt64?
  package var onlineCores: Int?
  /// Periods of the CPU quota, those in which it ran out, and the time it was held back (ns).
  package var periods: UInt64?
  package var throttledPeriods: UInt64?
  package var throttledTime: UInt64?
  package var memory: MemoryReading?
  /// Nil for a container in the host's network, whose traffic cannot be told apart.
  package var network: NetworkReading?
  /// Bytes read and written; nil where the engine does not count them.
  package var blockRead: UInt64?
  package var blockWritten: UInt64?
  package var pids: UInt64?
  /// Nil without a limit.
  package var pidsLimit: UInt64?

  /// Reads a frame; nil for one without a time, which engines send for containers that do not run.
  package init?(_ json: JSON) {
    guard let time = json["read"].string.flatMap({ EngineTime($0) }) else { return nil }
    self.time = time
    let cpu = json["cpu_stats"]
    // A container that runs has used some: zero is an engine that got no controller to count with.
    cpuTime = cpu["cpu_usage"]["total_usage"].counter.flatMap { $0 == 0 ? nil : $0 }
    systemTime = cpu["system_cpu_usage"].counter
    onlineCores = cpu["online_cpus"].integer ?? Self.count(cpu["cpu_usage"]["percpu_usage"])
    let throttling = cpu["throttling_data"]
    periods = throttling["periods"].counter
    throttledPeriods = throttling["throttled_periods"].counter
    throttledTime = throttling["throttled_time"].counter
    memory = MemoryReading(json["memory_stats"])
    network = NetworkReading(json["networks"])
    (blockRead, blockWritten) = Self.block(json["blkio_stats"]["io_service_bytes_recursive"])
    pids = json["pids_stats"]["current"].counter
    pidsLimit = json["pids_stats"]["limit"].counter.flatMap { $0 == .max || $0 == 0 ? nil : $0 }
  }

  private static func count(_ list: JSON) -> Int? {
    let count = list.elements.count
    return count > 0 ? count : nil
  }

  /// Sums `Read` and `Write` (cgroup v1), `read` and `write` (v2); other operations are part of both.
  ///
  /// An empty list is a container that has touched no disk yet; no list is an engine that does not
  /// count.
  private static func block(_ list: JSON) -> (UInt64?, UInt64?) {
    guard list.exists else { return (nil, nil) }
    var read: UInt64 = 0
    var written: UInt64 = 0
    for entry in list.elements {
      let value = entry["value"].counter ?? 0
      switch entry["op"].string?.lowercased() {
      case "read": read = read.addingSaturated(value)
      case "write": written = written.addingSaturated(value)
      default: break
      }
    }
    return (read, written)
  }
}

/// What of a machine's memory belongs to a container.
package struct MemoryReading: Sendable, Equatable {
  /// As the system charges it: with the file pages that it could drop at any time.
  package var charged: UInt64
  /// Without the file pages that are not in use, where the engine tells them.
  package var used: UInt64
  /// The engine told how much of it is cache; if not, `used` has it in.
  package var isCacheKnown: Bool
  /// Of the processes themselves; nil where the engine does not tell.
  package var anonymous: UInt64?
  package var fileCache: UInt64?
  /// Pages that had to be read from disk, since the start.
  package var majorFaults: UInt64?
  /// The limit, or all of the machine's memory where there is none.
  package var limit: UInt64?

  /// Nil if nothing is charged to it: its processes are gone, or nobody counts.
  init?(_ json: JSON) {
    guard let usage = json["usage"].counter, usage > 0 else { return nil }
    let stats = json["stats"]
    charged = usage
    // The first has both names, and the second then counts only the group itself.
    let inactive = stats["total_inactive_file"].counter ?? stats["inactive_file"].counter
    isCacheKnown = inactive != nil
    used = inactive.map { $0 < usage ? usage - $0 : usage } ?? usage
    anonymous = stats["anon"].counter ?? stats["total_rss"].counter
    fileCache = stats["total_cache"].counter ?? stats["file"].counter
    majorFaults = stats["total_pgmajfault"].counter ?? stats["pgmajfault"].counter
    limit = json["limit"].counter.flatMap { $0 == .max || $0 == 0 ? nil : $0 }
  }
}

/// What has passed through all networks of a container since its start.
package struct NetworkReading: Sendable, Equatable {
  package var received: UInt64 = 0
  package var sent: UInt64 = 0
  package var dropped: UInt64 = 0
  package var errors: UInt64 = 0

  /// Nil if it has no network of its own.
  init?(_ json: JSON) {
    guard json.isObject, !json.fields.isEmpty else { return nil }
    for network in json.fields.values {
      received = received.addingSaturated(network["rx_bytes"].counter ?? 0)
      sent = sent.addingSaturated(network["tx_bytes"].counter ?? 0)
      for name in ["rx_dropped", "tx_dropped"] {
        dropped = dropped.addingSaturated(network[name].counter ?? 0)
      }
      for name in ["rx_errors", "tx_errors"] {
        errors = errors.addingSaturated(network[name].counter ?? 0)
      }
    }
  }
}

extension UInt64 {
  func addingSaturated(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// The difference, or nil if this is the smaller one: a counter that began anew.
  func since(_ before: UInt64?) -> UInt64? {
    guard let before, self >= before else { return nil }
    return self - before
  }
}
