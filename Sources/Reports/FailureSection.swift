internal import BenchCore
internal import Canvas

/// What went wrong: per server the classes with their counts, and the servers' own words.
struct FailureSection {
  let figures: RunFigures
  let failures: [FailureReport]
  let names: ServerNames
  let glyphs: Glyphs

  /// Most messages per server.
  private static let messageLimit = 5

  var entries: [ReportEntry] {
    figures.started.plan.servers.indices.compactMap { server in
      let counts = classes(of: server)
      let messages = messages(of: server)
      guard !counts.isEmpty || !messages.isEmpty else { return nil }
      let text =
        counts.isEmpty
        ? "in the warm-up only"
        : counts.map { "\($0.0.words) \(Quantity.count($0.1))" }
          .joined(separator: ", ")
      return ReportEntry(key: "Failures", text: "\(names[server]): \(text)", items: messages)
    }
  }

  private func classes(of server: Int) -> [(FailureKind, Int)] {
    FailureKind.allCases.compactMap { kind in
      let count = zip(figures.started.plan.conditions, figures.conditions)
        .filter { $0.0.server == server }
        .reduce(0) { $0 &+ ($1.1.failures[kind] ?? 0) }
      return count > 0 ? (kind, count) : nil
    }
  }

  /// The first different messages, each with a document and how often it came.
  private func messages(of server: Int) -> [String] {
    let conditions = figures.started.plan.conditions
    var order: [RequestFailure] = []
    var found: [RequestFailure: (first: FailureReport, count: Int)] = [:]
    for report in failures
    where conditions.indices.contains(report.condition)
      && conditions[report.condition].server == server
    {
      if found[report.failure] == nil {
        order.append(report.failure)
        found[report.failure] = (report, 0)
      }
      found[report.failure]?.count += 1
    }
    let shown = order.prefix(Self.messageLimit).compactMap { found[$0] }.map(message)
    let more = order.count - Self.messageLimit
    return shown + (more > 0 ? ["\(Quantity.count(more)) more of other kinds"] : [])
  }

  private func message(_ report: FailureReport, _ count: Int) -> String {
    let corpus = figures.started.corpus
    let document =
      corpus.indices.contains(report.document)
      ? Sanitizer.line(corpus[report.document].name, glyphs: glyphs, limit: 60) : "a document"
    let others = count > 1 ? " and \(Quantity.count(count - 1)) more" : ""
    let phase = report.phase == .warmUp ? " (warm-up)" : ""
    let words = Sanitizer.line(report.failure.message, glyphs: glyphs, limit: 300)
    return document + others + phase + ": " + (words.isEmpty ? report.failure.kind.words : words)
  }
}
