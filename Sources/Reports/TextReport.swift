package import BenchCore
package import Canvas

/// The final table of a run as text, with the lines that say what its figures mean.
///
/// One table per DPI and concurrency, a column per server, differences against the first server in
/// words. What keeps the figures from being believed as they stand comes first.
package enum TextReport {
  /// The report, its lines separated by line feeds.
  ///
  /// Lines have at most `width` cells (taken as 60 where it is less), unless one server's values
  /// alone are wider. `failures` give the servers' own words.
  package static func text(
    _ figures: RunFigures, failures: [FailureReport] = [], width: Int = 100,
    glyphs: Glyphs = .unicode
  ) -> String {
    let width = max(60, width)
    let names = ServerNames(figures.started.plan.servers, glyphs)
    let points = RunPointFigures.all(of: figures)
    var blocks = [
      ReportCaveats(figures: figures, names: names, glyphs: glyphs).entries.lines(
        width: width, glyphs),
      TextWrap.lines(glyphs.spelled(headline(figures, glyphs)), width: width),
    ]
    for point in points {
      let comparison = Comparison(point: point, names: names.shown)
      blocks += ComparisonLayout.tables(comparison, width: width, glyphs).map { $0.lines(glyphs) }
    }
    blocks.append(
      ReportLegend(figures: figures, names: names, points: points, glyphs: glyphs)
        .entries.lines(width: width, glyphs))
    blocks.append(
      FailureSection(figures: figures, failures: failures, names: names, glyphs: glyphs)
        .entries.lines(width: width, glyphs))
    blocks.append(NoteSection.entries(figures.notes, glyphs).lines(width: width, glyphs))
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// Like `20 documents, 496 pages, 6.2 MB · 3 rounds · 2026-01-10 15:11:58`.
  private static func headline(_ figures: RunFigures, _ glyphs: Glyphs) -> String {
    let started = figures.started
    let corpus = started.corpus
    let pages = corpus.reduce(0) { $0 &+ ($1.pages ?? 0) }
    let bytes = corpus.reduce(0) { $0 &+ $1.bytes }
    var facts = [Quantity.count(corpus.count, "document")]
    if pages > 0 { facts.append(Quantity.count(pages, "page")) }
    if bytes > 0 { facts.append(Quantity.bytes(bytes)) }
    let parts = [
      facts.joined(separator: ", "), Quantity.count(started.plan.rounds, "round"),
      Sanitizer.line(started.timestamp, glyphs: glyphs, limit: 40),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

/// The servers' names as they can be shown.
struct ServerNames {
  /// In the order of the plan.
  let shown: [String]

  init(_ servers: [ServerSpec], _ glyphs: Glyphs) {
    shown = servers.map { server in
      let name = Sanitizer.line(server.name, glyphs: glyphs, limit: 60)
      return DisplayWidth.truncate(name.isEmpty ? server.key : name, to: 28, glyphs: glyphs)
    }
  }

  subscript(index: Int) -> String { shown.indices.contains(index) ? shown[index] : "?" }
}
