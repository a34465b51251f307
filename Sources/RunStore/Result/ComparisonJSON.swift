package import BenchCore
internal import Statistics

/// Saved runs side by side as JSON: the figures that the tables show, and no more.
package enum ComparisonJSON {
  /// `{"pivot":…,"files":[…],"columns":[…],"comparisons":[…],"documents":[…],…}`.
  package static func text(_ comparison: RunComparison) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    line("schema", &writer) { $0.integer(1) }
    line("pivot", &writer) { $0.string(comparison.pivot.rawValue) }
    line("baseline", &writer) { writer in
      let columns = comparison.columns
      writer.string(
        columns.indices.contains(comparison.baseline) ? columns[comparison.baseline].label : nil)
    }
    line("level", &writer) { $0.number(comparison.level) }
    list("files", comparison.runs.enumerated(), &writer) { file($0.offset, $0.element, &$1) }
    list("caveats", comparison.caveats, &writer) { caveat, writer in
      writer.key("kind")
      writer.string(caveat.kind.rawValue)
      writer.key("sentence")
      writer.string(caveat.sentence)
    }
    list("columns", comparison.columns, &writer) { column($0, &$1) }
    list("comparisons", comparison.pairs + comparison.within, &writer) {
      pair($0, comparison, &$1)
    }
    list("documents", comparison.documents, &writer) { document($0, comparison, &$1) }
    let leftOut =
      comparison.shared.missing.map { ($0, "missing") }
      + comparison.shared.changed.map { ($0, "changed") }
    list("left_out", leftOut, &writer) { left, writer in
      writer.key("filename")
      writer.string(left.0.name)
      writer.key("reason")
      writer.string(left.1)
      strings("files", left.0.runs.map(ComparedColumn.letter), &writer)
    }
    writer.closingLine(indent: 0)
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private static func file(_ index: Int, _ run: ComparedRun, _ writer: inout JSONWriter) {
    writer.key("id")
    writer.string(ComparedColumn.letter(ofRun: index))
    writer.key("name")
    writer.string(run.name)
    writer.key("kind")
    writer.string(run.kind.rawValue)
    writer.key("run_id")
    writer.string(run.figures.started.runID)
    writer.key("timestamp")
    writer.string(run.figures.started.timestamp)
    writer.key("documents")
    writer.integer(run.corpus.count)
    writer.key("rounds")
    writer.integer(run.figures.rounds)
  }

  private static func column(_ column: ComparedColumn, _ writer: inout JSONWriter) {
    let summary = column.summary
    writer.key("label")
    writer.string(column.label)
    writer.key("file")
    writer.string(ComparedColumn.letter(ofRun: column.run))
    writer.key("server")
    writer.string(column.server)
    writer.key("dpi")
    writer.number(column.dpi)
    writer.key("concurrency")
    writer.integer(column.concurrency)
    writer.key("successful_requests")
    writer.integer(summary.succeeded)
    writer.key("failed_requests")
    writer.integer(summary.failed)
    writer.key("aborted_requests")
    writer.integer(summary.aborted)
    let figures: [(String, Double?)] = [
      ("p50_seconds", summary.percentile(0.5)), ("p95_seconds", summary.percentile(0.95)),
      ("p99_seconds", summary.percentile(0.99)), ("mean_seconds", summary.mean),
      ("tail_factor_p95", summary.tail.percentile(0.95)),
      ("pages_per_second", summary.pagesPerSecond),
      ("requests_per_second", summary.requestsPerSecond),
      ("web_overhead_seconds", summary.webOverhead.mean),
    ]
    for (key, value) in figures {
      writer.key(key)
      writer.number(value)
    }
  }

  private static func pair(
    _ pair: RunComparison.Pair, _ comparison: RunComparison, _ writer: inout JSONWriter
  ) {
    let own = pair.comparison
    writer.key("column")
    writer.string(comparison.columns[pair.column].label)
    writer.key("baseline")
    writer.string(comparison.columns[pair.baseline].label)
    writer.key("ratio")
    writer.number(own.ratio)
    writer.key("interval")
    interval(own.interval, &writer)
    writer.key("level")
    writer.number(own.level)
    writer.key("p")
    writer.number(own.p)
    writer.key("verdict")
    writer.string(pair.isWithheld ? "withheld" : own.verdict.rawValue)
    writer.key("starred")
    writer.bool(pair.isStarred)
    writer.key("measured_apart")
    writer.bool(pair.isApart)
    writer.key("pairs_of")
    writer.string(own.replication.rawValue)
    writer.key("limitation")
    writer.string(own.limitation?.rawValue)
    writer.key("documents")
    writer.integer(own.documents)
    writer.key("faster_on")
    writer.integer(own.fasterOn)
    writer.key("rounds")
    writer.integer(own.rounds)
    writer.key("geometric_mean_ratio")
    writer.number(own.geometric.map { LogRatio.ratio($0.value) })
    writer.key("geometric_mean_interval")
    interval(own.geometric?.interval.map(LogRatio.ratios), &writer)
    writer.key("corpus_time_ratio")
    writer.number(own.corpusRatio)
    writer.key("pages_agree")
    writer.integer(pair.agreement.pagesAgree)
    writer.key("pages_compared")
    writer.integer(pair.agreement.compared)
    writer.key("texts_agree")
    writer.integer(pair.agreement.textsAgree)
    writer.key("texts_compared")
    writer.integer(pair.agreement.textsCompared)
  }

  private static func document(
    _ row: RunComparison.DocumentRow, _ comparison: RunComparison, _ writer: inout JSONWriter
  ) {
    writer.key("filename")
    writer.string(row.name)
    writer.key("pages")
    writer.integer(row.pages)
    writer.key("mean_seconds")
    writer.beginObject()
    for (column, seconds) in zip(comparison.columns, row.seconds) {
      writer.key(column.label)
      writer.number(seconds)
    }
    writer.endObject()
  }

  private static func interval(_ range: ClosedRange<Double>?, _ writer: inout JSONWriter) {
    guard let range else { return writer.null() }
    writer.beginArray()
    writer.number(range.lowerBound)
    writer.number(range.upperBound)
    writer.endArray()
  }

  private static func strings(_ key: String, _ values: [String], _ writer: inout JSONWriter) {
    writer.key(key)
    writer.beginArray()
    for value in values { writer.string(value) }
    writer.endArray()
  }

  private static func line(
    _ key: String, _ writer: inout JSONWriter, _ value: (inout JSONWriter) -> Void
  ) {
    writer.nextLine(indent: 2)
    writer.key(key)
    value(&writer)
  }

  /// Objects, one a line.
  private static func list<Items: Collection>(
    _ key: String, _ items: Items, _ writer: inout JSONWriter,
    _ members: (Items.Element, inout JSONWriter) -> Void
  ) {
    writer.nextLine(indent: 2)
    writer.key(key)
    writer.beginArray()
    for item in items {
      writer.nextLine(indent: 4)
      writer.beginObject()
      members(item, &writer)
      writer.endObject()
    }
    if !items.isEmpty { writer.closingLine(indent: 2) }
    writer.endArray()
  }
}
