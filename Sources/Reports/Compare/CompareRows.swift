package import BenchCore
internal import Canvas
internal import Statistics

/// A line of the table of saved runs: a figure of every column, or every column against another.
package struct CompareRow: Equatable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A figure of the column itself.
    case figure
    /// A difference, whose label names what the column is compared with.
    case difference
    /// What belongs to the difference above it.
    case detail
  }

  package var label: String
  /// One per column, empty where there is nothing to say.
  package var cells: [String]
  package var kind = Kind.figure
  /// Whether a line across comes before it.
  package var startsGroup = false
}

/// The table of saved runs, before it is laid out: the same for text and screen.
package enum CompareRows {
  package static func all(_ comparison: RunComparison) -> [CompareRow] {
    figures(comparison.columns.map(\.summary)) + differences(comparison)
  }

  private static func figures(_ summaries: [ConditionSummary]) -> [CompareRow] {
    let servers = summaries.map { ServerFigures($0) }
    var rows: [CompareRow] = []
    func add(_ label: String, starts: Bool = false, _ value: (ServerFigures) -> String) {
      rows.append(CompareRow(label: label, cells: servers.map(value), startsGroup: starts))
    }
    let counts = Set(servers.map(\.succeeded))
    let count = counts.count == 1 ? counts.first.map { ", n = \(Quantity.count($0))" } ?? "" : ""
    add("Service time, p50" + count) { $0.p50.text }
    add("  p95") { $0.p95.text }
    if servers.contains(where: { $0.p99?.seconds != nil }) { add("  p99") { $0.p99?.text ?? "" } }
    add("  mean") { Quantity.duration(seconds: $0.mean) }
    if servers.contains(where: { $0.tail.percentile(0.95) != nil }) {
      add("Tail factor, p95") { factor($0.tail) }
    }
    if servers.contains(where: { $0.pace != nil }) {
      add("Response time, p50") { $0.responseP50?.text ?? Quantity.none }
      add("  p95") { $0.responseP95?.text ?? Quantity.none }
    } else {
      add("Pages per second") { Quantity.number($0.pagesPerSecond) }
      add("Requests per second") { Quantity.number($0.requestsPerSecond) }
    }
    if servers.contains(where: { $0.webOverhead.count > 0 }) {
      add("Web overhead, mean") { Quantity.duration(seconds: $0.webOverhead.mean) }
    }
    add("Answered / failed") { server in
      "\(Quantity.count(server.succeeded)) / \(Quantity.count(server.failed))"
        + (server.aborted > 0 ? " (\(Quantity.count(server.aborted)) stopped)" : "")
    }
    return rows
  }

  /// `1.08×`, `~1.08×`, `–`.
  private static func factor(_ tail: TailFactors) -> String {
    guard let value = tail.percentile(0.95) else { return Quantity.none }
    let isRough = Percentiles.support(0.95, count: tail.count) == .rough
    return (isRough ? "~" : "") + Quantity.number(value) + "×"
  }

  /// One group of rows for every baseline, named by it.
  private static func differences(_ comparison: RunComparison) -> [CompareRow] {
    var rows: [CompareRow] = []
    var baselines: [Int] = []
    for pair in comparison.pairs where !baselines.contains(pair.baseline) {
      baselines.append(pair.baseline)
    }
    // Where rows against several columns have one form, each column is in one of them only.
    for baseline in baselines {
      rows += group(
        "against " + comparison.columns[baseline].shownLabel, comparison,
        comparison.pairs.filter { $0.baseline == baseline })
    }
    var rivals: [String] = []
    for pair in comparison.within {
      let server = comparison.columns[pair.baseline].server
      if !rivals.contains(server) { rivals.append(server) }
    }
    for rival in rivals {
      rows += group(
        "against \(Sanitizer.line(rival, limit: 60)), same file", comparison,
        comparison.within.filter { comparison.columns[$0.baseline].server == rival })
    }
    return rows
  }

  private static func group(
    _ label: String, _ comparison: RunComparison, _ pairs: [RunComparison.Pair]
  ) -> [CompareRow] {
    func cells(_ words: (RunComparison.Pair) -> String) -> [String] {
      comparison.columns.indices.map { column in
        pairs.first { $0.column == column }.map(words) ?? ""
      }
    }
    func row(_ label: String, _ words: @escaping (VerdictWords) -> String) -> CompareRow {
      CompareRow(label: label, cells: cells { words(VerdictWords($0)) }, kind: .detail)
    }
    var rows = [
      CompareRow(
        label: label, cells: cells { effect(VerdictWords($0)) }, kind: .difference,
        startsGroup: true),
      row("  \(levelWords(comparison)) interval", \.lowerBound),
      row("    to", \.upperBound),
      row("  verdict", \.verdict),
      row("  documents faster", \.fasterOn),
    ]
    if pairs.contains(where: { $0.agreement.textsCompared > 0 }) {
      rows.append(
        CompareRow(
          label: "  texts agree",
          cells: cells {
            "\(Quantity.count($0.agreement.textsAgree)) of "
              + Quantity.count($0.agreement.textsCompared)
          }, kind: .detail))
    } else {
      rows.append(
        CompareRow(
          label: "  pages agree",
          cells: cells {
            "\(Quantity.count($0.agreement.pagesAgree)) of "
              + Quantity.count($0.agreement.compared)
          }, kind: .detail))
    }
    return rows
  }

  /// `3.4 % slower ★`, with a question mark where it is not certain.
  private static func effect(_ words: VerdictWords) -> String {
    words.isCertain ? words.effect : words.effect + " ?"
  }

  /// `98.75 %`: the level of every interval on the table.
  package static func levelWords(_ comparison: RunComparison) -> String {
    Quantity.plain((comparison.level * 10_000).rounded() / 100) + " %"
  }
}
