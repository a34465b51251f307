internal import BenchCore
internal import Statistics

/// The rows of a table, independent of how they are laid out.
package struct Comparison: Equatable, Sendable {
  /// A figure of every server.
  package struct Row: Equatable, Sendable {
    package var label: String
    /// One per server.
    package var values: [String]
    /// One per server, the first empty: against the first server, in words.
    package var differences: [String]
    /// Whether a line across comes before it.
    package var startsGroup = false
  }

  /// The DPI and the concurrency, in words.
  package let title: String
  /// The servers'.
  package let names: [String]
  package let rows: [Row]

  init(point: RunPointFigures, names: [String]) {
    title = point.title
    self.names = names
    var builder = ComparisonBuilder(servers: point.servers)
    builder.addRequests()
    builder.addServiceTime()
    builder.addWebOverhead()
    builder.addThroughput()
    rows = builder.rows
  }

  init(title: String, names: [String], rows: [Row]) {
    self.title = title
    self.names = names
    self.rows = rows
  }

  /// The same rows with only these servers.
  func selecting(_ servers: [Int]) -> Comparison {
    Comparison(
      title: title, names: servers.map { names[$0] },
      rows: rows.map { row in
        var copy = row
        copy.values = servers.map { row.values[$0] }
        copy.differences = servers.map { row.differences[$0] }
        return copy
      })
  }
}

/// Makes the rows, group by group.
struct ComparisonBuilder {
  let servers: [ConditionSummary]
  private(set) var rows: [Comparison.Row] = []
  private var startsGroup = false

  init(servers: [ConditionSummary]) { self.servers = servers }

  mutating func addRequests() {
    add("Requests", { Quantity.count($0.total) }, Self.countDifference(\.total))
    add("  successful", { Quantity.count($0.succeeded) }, Self.countDifference(\.succeeded))
    add("  failed", { Quantity.count($0.failed) }, Self.countDifference(\.failed))
    for kind in FailureKind.allCases where servers.contains(where: { $0.failures[kind] ?? 0 > 0 }) {
      let count = { (server: ConditionSummary) in server.failures[kind] ?? 0 }
      add("    " + kind.words, { count($0) == 0 ? Quantity.none : Quantity.count(count($0)) })
    }
    add("Pages", { Quantity.count($0.pages) }) {
      Wording.difference(ofCount: $0.pages, against: $1.pages)
    }
  }

  mutating func addServiceTime() {
    startsGroup = true
    addTime("Average service time", \.mean)
    addTime("  minimum", \.minimum)
    addPercentile(0.5, "p50")
    addPercentile(0.95, "p95")
    addTime("  maximum", \.maximum)
  }

  /// Nothing where no server told its own time.
  mutating func addWebOverhead() {
    guard servers.contains(where: { $0.webOverhead.count > 0 }) else { return }
    startsGroup = true
    add("Web overhead, mean", { Quantity.duration(seconds: $0.webOverhead.mean) }) {
      Wording.gap(of: $0.webOverhead.mean, against: $1.webOverhead.mean)
    }
    add("  of service time", { Quantity.percent($0.webOverheadShare) })
    addTime("Server's own time", \.serverSeconds.mean)
  }

  mutating func addThroughput() {
    startsGroup = true
    add("Pages per second", { Quantity.number($0.pagesPerSecond) }) {
      Wording.difference(of: $0.pagesPerSecond, against: $1.pagesPerSecond, .amount(""))
    }
    add("Requests per second", { Quantity.number($0.requestsPerSecond) }) {
      Wording.difference(of: $0.requestsPerSecond, against: $1.requestsPerSecond, .amount(""))
    }
  }

  // MARK: Rows

  private mutating func addTime(_ label: String, _ value: (ConditionSummary) -> Double?) {
    add(label, { Quantity.duration(seconds: value($0)) }) {
      Wording.difference(of: value($0), against: value($1), .time)
    }
  }

  /// With the sample size, in the label where it is the same for all.
  private mutating func addPercentile(_ p: Double, _ name: String) {
    let sizes = servers.map(\.serviceSeconds.count)
    let isSame = Set(sizes).count == 1
    add(
      "  " + name + (isSame ? " (n = \(Quantity.count(sizes.first ?? 0)))" : ""),
      { server in
        let size = server.serviceSeconds.count
        let text = Quantity.percentile(seconds: server.percentile(p), server.support(p))
        return isSame || text == Quantity.none ? text : text + " (n = \(Quantity.count(size)))"
      }
    ) {
      let words = Wording.difference(of: $0.percentile(p), against: $1.percentile(p), .time)
      let isRough = $0.support(p) == .rough || $1.support(p) == .rough
      return isRough && words != Quantity.none && words != "the same" ? "~" + words : words
    }
  }

  private mutating func add(
    _ label: String, _ value: (ConditionSummary) -> String,
    _ difference: (ConditionSummary, ConditionSummary) -> String = { _, _ in "" }
  ) {
    let differences = servers.enumerated().map { index, server in
      index == 0 ? "" : difference(server, servers[0])
    }
    rows.append(
      Comparison.Row(
        label: label, values: servers.map(value), differences: differences,
        startsGroup: startsGroup))
    startsGroup = false
  }

  /// In words where the counts differ, nothing where they do not.
  private static func countDifference(
    _ count: @escaping (ConditionSummary) -> Int
  ) -> (ConditionSummary, ConditionSummary) -> String {
    { count($0) == count($1) ? "" : Wording.difference(ofCount: count($0), against: count($1)) }
  }
}
