internal import BenchCore

/// Rows of what servers used, where they were watched, and of how long their start took.
extension ComparisonBuilder {
  /// Nothing where nothing was watched; a row only where it has something to say.
  mutating func addResources() {
    let watched = servers.compactMap(\.resources)
    if !watched.isEmpty {
      startsGroup = true
      addUse(watched)
      addEfficiency()
      if watched.contains(where: { $0.throttledShare != nil }) {
        add("Throttled periods", { Quantity.percent($0.resources?.throttledShare) })
      }
      add("Restarts", { Quantity.count($0.resources?.restarts) })
      add("Out of memory", { Quantity.count($0.resources?.outOfMemory) })
    }
    guard servers.contains(where: { $0.startUp != nil }) else { return }
    if watched.isEmpty { startsGroup = true }
    addTime("Start-up", \.startUp)
  }

  private mutating func addUse(_ watched: [UsageFigures]) {
    if watched.contains(where: { $0.cores != nil }) {
      add("Cores, mean", { Quantity.number($0.resources?.cores) }) {
        Self.less(
          Wording.difference(of: $0.resources?.cores, against: $1.resources?.cores, .amount("")))
      }
    }
    guard watched.contains(where: { $0.memoryPeakBytes != nil }) else { return }
    let peak = { (server: ServerFigures) in server.resources?.memoryPeakBytes.map(Double.init) }
    add("Memory, peak", { Quantity.bytes($0.resources?.memoryPeakBytes) }) {
      Self.less(Wording.difference(of: peak($0), against: peak($1), .amount("")))
    }
  }

  /// Cores and bytes are no things that one counts: less of them, not fewer.
  private static func less(_ words: String) -> String {
    words.hasSuffix(" fewer") ? words.dropLast(6) + " less" : words
  }

  private mutating func addEfficiency() {
    guard servers.contains(where: { $0.resources?.pagesPerCoreSecond != nil }) else { return }
    add("Pages per CPU second", { Quantity.number($0.resources?.pagesPerCoreSecond) }) {
      Wording.difference(
        of: $0.resources?.pagesPerCoreSecond, against: $1.resources?.pagesPerCoreSecond,
        .amount(""))
    }
  }
}
