package import BenchCore
package import Canvas

/// Everything that the end of a run has to say, before it is laid out.
///
/// The text report and the dashboard's final table are two layouts of it, so that they can never
/// say different things.
package struct ReportContent: Sendable {
  /// What must be known before a figure is read; empty where nothing speaks against them.
  package let caveats: [ReportEntry]
  /// Like `20 documents, 496 pages, 6.2 MB · 3 rounds · 2026-01-10 15:11:58`.
  package let headline: String
  /// The table of a run with one DPI and concurrency.
  package let comparisons: [Comparison]
  /// The table of a sweep, all of its points below each other.
  package let sweep: SweepTable?
  /// What the comparisons come to, and what limits them.
  package let verdicts: [ReportEntry]
  /// The same for somebody who reads no table; of two servers only.
  package let summary: [ReportEntry]
  /// What the figures mean.
  package let legend: [ReportEntry]
  /// What went wrong, with the servers' words.
  package let failures: [ReportEntry]
  /// What was noted on the way.
  package let notes: [ReportEntry]

  /// The content for a run's figures.
  package init(_ figures: RunFigures, glyphs: Glyphs = .unicode) {
    let names = ServerNames(figures.started.plan.servers, glyphs)
    let points = RunPointFigures.all(of: figures)
    caveats =
      ReportCaveats(figures: figures, names: names, glyphs: glyphs).entries
      + VerdictSection.serious(figures.judgement, glyphs)
    headline = Self.headline(figures, glyphs)
    sweep = figures.started.plan.isSweep ? SweepTable(points, names: names.shown) : nil
    // A sweep's points have a file each, and their tables in them.
    comparisons = (sweep == nil ? points : []).map {
      Comparison(
        title: $0.title, names: names.shown, servers: $0.servers, judgement: figures.judgement,
        pairs: $0.pairs)
    }
    verdicts =
      (sweep?.knees(figures.started.plan) ?? [])
      + VerdictSection(figures: figures, names: names, glyphs: glyphs).entries
      + DPISection.entries(figures.servers, names: names, glyphs)
    summary = PlainSummary(figures: figures, names: names).entries
    legend = ReportLegend(figures: figures, names: names, points: points, glyphs: glyphs).entries
    failures = FailureSection(figures: figures, names: names, glyphs: glyphs).entries
    notes = NoteSection.entries(figures.notes, glyphs)
  }

  /// `3 rounds`, `3 of 5 rounds`, `8 rounds, at most 20 were allowed`.
  private static func rounds(_ figures: RunFigures) -> String {
    let planned = figures.started.plan.rounds
    let measured = min(figures.rounds, planned)
    if let rule = figures.started.plan.stopRule {
      return Quantity.count(measured, "round")
        + " (until \(Wording.margin(rule.margin)), at most \(Quantity.count(planned)))"
    }
    guard measured < planned else { return Quantity.count(planned, "round") }
    return "\(Quantity.count(measured)) of \(Quantity.count(planned, "round"))"
  }

  private static func headline(_ figures: RunFigures, _ glyphs: Glyphs) -> String {
    let started = figures.started
    let corpus = started.corpus
    let pages = corpus.reduce(0) { $0 &+ ($1.pages ?? 0) }
    let bytes = corpus.reduce(0) { $0 &+ $1.bytes }
    var facts = [Quantity.count(corpus.count, "document")]
    if pages > 0 { facts.append(Quantity.count(pages, "page")) }
    if bytes > 0 { facts.append(Quantity.bytes(bytes)) }
    let parts = [
      facts.joined(separator: ", "), rounds(figures),
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
