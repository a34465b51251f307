package import BenchCore
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

    /// Whether it compares only, so that its differences can stand where values would.
    package var hasOnlyDifferences: Bool { values.allSatisfy(\.isEmpty) }
  }

  /// The DPI and the concurrency, in words.
  package let title: String
  /// The servers'.
  package let names: [String]
  /// Their indices in the plan, which colours follow.
  package let places: [Int]
  package let rows: [Row]

  /// The rows of some servers, in the order of their names.
  ///
  /// - Parameters:
  ///   - places: Their indices in the plan; nil where they are in its order.
  ///   - judgement: What the comparisons are worth, where they are final.
  ///   - pairs: The pair of each server with the first; nil for the first itself.
  ///   - isFinal: Whether no request comes any more, so that columns stand still where percentiles
  ///     are told with their sample's size.
  package init(
    title: String, names: [String], servers: [ServerFigures], places: [Int]? = nil,
    judgement: Judgement? = nil, pairs: [Judgement.Pair?] = [], isFinal: Bool = true
  ) {
    self.title = title
    self.names = names
    self.places = places ?? Array(names.indices)
    var builder = ComparisonBuilder(servers: servers, showsSizes: isFinal)
    builder.addRequests()
    builder.addServiceTime()
    builder.addAdjusted()
    builder.addTail()
    builder.addPageTimes()
    builder.addResponseTime()
    builder.addSize()
    builder.addWebOverhead()
    builder.addThroughput()
    builder.addResources()
    if let judgement { builder.addJudgement(judgement, pairs) }
    rows = builder.rows
  }

  private init(title: String, names: [String], places: [Int], rows: [Row]) {
    self.title = title
    self.names = names
    self.places = places
    self.rows = rows
  }

  /// The same rows with only these servers.
  package func selecting(_ servers: [Int]) -> Comparison {
    Comparison(
      title: title, names: servers.map { names[$0] }, places: servers.map { places[$0] },
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
  let servers: [ServerFigures]
  /// Whether percentiles say of how many values they are.
  private let showsSizes: Bool
  private(set) var rows: [Comparison.Row] = []
  var startsGroup = false

  init(servers: [ServerFigures], showsSizes: Bool) {
    self.servers = servers
    self.showsSizes = showsSizes
  }

  mutating func addRequests() {
    add("Requests", { Quantity.count($0.total) }, .ofAll, Self.countDifference(\.total))
    add("  successful", { Quantity.count($0.succeeded) }, .ofAll, Self.countDifference(\.succeeded))
    add("  failed", { Quantity.count($0.failed) }, .ofAll, Self.countDifference(\.failed))
    for kind in FailureKind.allCases where servers.contains(where: { $0.failures[kind] ?? 0 > 0 }) {
      let count = { (server: ServerFigures) in server.failures[kind] ?? 0 }
      add("    " + kind.words, { count($0) == 0 ? Quantity.none : Quantity.count(count($0)) })
    }
    if servers.contains(where: { $0.aborted > 0 }) {
      add("  stopped in flight", { Quantity.count($0.aborted) })
    }
    add("Pages", { Quantity.count($0.pages) }) {
      Wording.difference(ofCount: $0.pages, against: $1.pages)
    }
  }

  mutating func addServiceTime() {
    startsGroup = true
    addTime("Average service time", \.mean)
    addTime("  minimum", \.minimum)
    addPercentile("p50", \.p50)
    addPercentile("p95", \.p95)
    if servers.contains(where: { $0.p99 != nil }) {
      addPercentile("p99") { $0.p99 ?? .none }
    }
    addTime("  maximum", \.maximum)
  }

  /// When pages came; nothing where answers came whole.
  mutating func addPageTimes() {
    guard servers.contains(where: { $0.pageTimes != nil }) else { return }
    let none = ServerFigures.Percentile(seconds: nil, support: .unsupported)
    func add(_ title: String, _ times: (PageFigures) -> PageFigures.Times) {
      startsGroup = true
      let count = { (server: ServerFigures) in server.pageTimes.map { times($0).count } ?? 0 }
      addPercentile("p50", title: title, of: count) { $0.pageTimes.map { times($0).p50 } ?? none }
      addPercentile("p95", of: count) { $0.pageTimes.map { times($0).p95 } ?? none }
    }
    add("Time to first page", \.first)
    add("Gap between pages", \.gaps)
  }

  /// What somebody waits who sends at a rate; nothing in the closed model, where nobody does.
  mutating func addResponseTime() {
    guard servers.contains(where: { $0.pace != nil }) else { return }
    startsGroup = true
    addPercentile("p50", title: "Response time") { $0.responseP50 ?? .none }
    addPercentile("p95") { $0.responseP95 ?? .none }
    if servers.contains(where: { $0.responseP99 != nil }) {
      addPercentile("p99") { $0.responseP99 ?? .none }
    }
    add("  offered per second", { Quantity.number($0.pace?.offeredPerSecond) })
    add("  started per second", { Quantity.number($0.pace?.deliveredPerSecond) })
    add(
      "  started late",
      { server in
        server.pace.map { "\(Quantity.count($0.late)) of \(Quantity.count($0.started))" }
          ?? Quantity.none
      })
  }

  /// Nothing where no server told its own time.
  mutating func addWebOverhead() {
    guard servers.contains(where: { $0.webOverhead.count > 0 }) else { return }
    startsGroup = true
    add("Web overhead, mean", { Quantity.duration(seconds: $0.webOverhead.mean) }, .ofAnswers) {
      Wording.gap(of: $0.webOverhead.mean, against: $1.webOverhead.mean)
    }
    add("  of service time", { Quantity.percent($0.webOverheadShare) })
    addTime("Server's own time", \.serverSeconds.mean)
  }

  /// Work over the servers' own turns; in the open model the rate decides it, not the server.
  mutating func addThroughput() {
    guard !servers.contains(where: { $0.pace != nil }) else { return }
    startsGroup = true
    add("Pages per second", { Quantity.number($0.pagesPerSecond) }, .ofAnswers) {
      Wording.difference(of: $0.pagesPerSecond, against: $1.pagesPerSecond, .amount(""))
    }
    add("Requests per second", { Quantity.number($0.requestsPerSecond) }, .ofAnswers) {
      Wording.difference(of: $0.requestsPerSecond, against: $1.requestsPerSecond, .amount(""))
    }
  }

  /// What is compared pair by pair; nothing where nothing could be.
  mutating func addJudgement(_ judgement: Judgement, _ pairs: [Judgement.Pair?]) {
    guard pairs.contains(where: { $0 != nil }) else { return }
    startsGroup = true
    func add(_ label: String, _ words: (VerdictWords) -> String) {
      addPairs(label) { words(VerdictWords(judgement: judgement, pair: $0)) }
    }
    func addPairs(_ label: String, _ words: (Judgement.Pair) -> String) {
      append(label, servers.map { _ in "" }, pairs.map { $0.map(words) ?? "" })
    }
    let level = pairs.lazy.compactMap { $0 }.first.map {
      VerdictWords(judgement: judgement, pair: $0).intervalName
    }
    add("Service time, paired", \.effect)
    add("  \(level ?? "interval")", \.lowerBound)
    add("    to", \.upperBound)
    add("  documents faster", \.fasterOn)
    addPairs("Pages agree") { Self.agreement($0.agreement.pagesAgree, $0.agreement.compared) }
    if pairs.contains(where: { $0.map { $0.agreement.textsCompared > 0 } ?? false }) {
      addPairs("Texts agree") {
        Self.agreement($0.agreement.textsAgree, $0.agreement.textsCompared)
      }
    }
    add("Verdict", \.verdict)
  }

  private static func agreement(_ count: Int, _ all: Int) -> String {
    "\(Quantity.count(count)) of \(Quantity.count(all))"
  }

  // MARK: Rows

  mutating func addTime(_ label: String, _ value: (ServerFigures) -> Double?) {
    add(label, { Quantity.duration(seconds: value($0)) }, .ofAnswers) {
      Wording.difference(of: value($0), against: value($1), .time)
    }
  }

  /// With the sample size, in the label where it is the same for all.
  private mutating func addPercentile(
    _ name: String, title: String = " ", of count: (ServerFigures) -> Int = \.succeeded,
    _ percentile: (ServerFigures) -> ServerFigures.Percentile
  ) {
    let sizes = servers.map(count)
    let isSame = Set(sizes).count == 1
    let isBare = isSame || !showsSizes
    add(
      title + " " + name
        + (isSame && showsSizes ? " (n = \(Quantity.count(sizes.first ?? 0)))" : ""),
      { server in
        let text = percentile(server).text
        return isBare || text == Quantity.none
          ? text : text + " (n = \(Quantity.count(count(server))))"
      }, .ofAnswers
    ) {
      // Beside values that are not told, a missing difference needs no telling.
      let words = ServerFigures.difference(percentile($0), percentile($1))
      return words == Quantity.none ? "" : words
    }
  }

  /// What a row's figures are about.
  enum Basis {
    /// All that was sent.
    case ofAll
    /// What was answered: with failures another mix of documents for each server.
    case ofAnswers
  }

  mutating func add(
    _ label: String, _ value: (ServerFigures) -> String, _ basis: Basis = .ofAll,
    _ difference: (ServerFigures, ServerFigures) -> String = { _, _ in "" }
  ) {
    let differences = servers.enumerated().map { index, server in
      guard index > 0 else { return "" }
      let words = difference(server, servers[0])
      // In a run that goes on one server is always a little ahead.
      let isLike = basis == .ofAll || !showsSizes || (server.failed == 0 && servers[0].failed == 0)
      return isLike || words.isEmpty || words == Quantity.none ? words : words + " ★"
    }
    append(label, servers.map(value), differences)
  }

  private mutating func append(_ label: String, _ values: [String], _ differences: [String]) {
    rows.append(
      Comparison.Row(
        label: label, values: values, differences: differences, startsGroup: startsGroup))
    startsGroup = false
  }

  /// In words where the counts differ, nothing where they do not.
  private static func countDifference(
    _ count: @escaping (ServerFigures) -> Int
  ) -> (ServerFigures, ServerFigures) -> String {
    { count($0) == count($1) ? "" : Wording.difference(ofCount: count($0), against: count($1)) }
  }
}
