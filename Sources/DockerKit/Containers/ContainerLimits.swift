/// What a container may use of its machine.
package struct ContainerLimits: Sendable, Equatable {
  /// Cores' worth of time, from `--cpus` or a quota; nil without a limit.
  package var cpus: Double?
  /// The cores that it may run on, counted; nil for all.
  package var cpuSet: Int?
  /// Bytes; nil without a limit.
  package var memory: UInt64?
  /// Bytes of memory and swap together; nil without a limit.
  package var memoryWithSwap: UInt64?
  /// Processes and threads; nil without a limit.
  package var pids: UInt64?

  package init() {}

  /// How many cores it can use: the least of its limits and the machine's cores.
  package func cores(of machine: Int?) -> Double? {
    [cpus, cpuSet.map(Double.init), machine.map(Double.init)].compactMap { $0 }.min()
  }

  /// Reads the `HostConfig` of an inspect, where zero and -1 stand for "no limit".
  init(_ host: JSON) {
    if let nanos = Self.positive(host["NanoCpus"]) {
      cpus = Double(nanos) / 1e9
    } else if let quota = Self.positive(host["CpuQuota"]) {
      cpus = Double(quota) / Double(Self.positive(host["CpuPeriod"]) ?? 100_000)
    }
    cpuSet = host["CpusetCpus"].text.flatMap(Self.count)
    memory = Self.positive(host["Memory"])
    memoryWithSwap = Self.positive(host["MemorySwap"])
    pids = Self.positive(host["PidsLimit"])
  }

  private static func positive(_ json: JSON) -> UInt64? {
    json.counter.flatMap { $0 > 0 && $0 < UInt64(Int64.max) ? $0 : nil }
  }

  /// Counts the cores of `0-3,7`; nil if it is no such list.
  static func count(_ list: String) -> Int? {
    var cores: Set<Int> = []
    for part in list.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        first >= 0, last >= first, last < 65_536
      else { return nil }
      cores.formUnion(first...last)
    }
    return cores.isEmpty ? nil : cores.count
  }
}
