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
  /// What the comparisons and the assertions come to, and what limits them.
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
    sweep =
      figures.started.plan.isSweep
      ? SweepTable(points, names: names.shown, load: figures.started.plan.load) : nil
    // A sweep's points have a file each, and their tables in them.
    comparisons = (sweep == nil ? points : []).map {
      Comparison(
        title: $0.title, names: $0.places.map { names[$0] }, servers: $0.servers,
        places: $0.places, judgement: figures.judgement, pairs: $0.pairs)
    }
    verdicts =
      (sweep?.knees ?? [])
      + VerdictSection(figures: figures, names: names, glyphs: glyphs).entries
      + DPISection.entries(figures.servers, names: names, glyphs)
    summary = PlainSummary(figures: figures, names: names).entries
    legend = ReportLegend(figures: figures, names: names, points: points, glyphs: glyphs).entries
    failures = FailureSection(figures: figures, names: names, glyphs: glyphs).entries
    notes = NoteSection.entries(figures.notes, glyphs)
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
      facts.joined(separator: ", "), amount(figures),
      Sanitizer.line(started.timestamp, glyphs: glyphs, limit: 40),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension ReportContent {
  /// The rounds, or how much of them was done.
  private static func amount(_ figures: RunFigures) -> String {
    let plan = figures.started.plan
    if let rule = plan.stopRule {
      return Quantity.count(min(figures.rounds, plan.rounds), "round")
        + " (until \(Wording.margin(rule.margin)), at most \(Quantity.count(plan.rounds)))"
    }
    let rounds = Quantity.count(plan.rounds, "round")
    if case .completed = figures.finished?.reason { return rounds }
    let done = figures.conditions.reduce(0) { $0 &+ $1.total &- $1.aborted }
    guard let all = figures.plannedRequests, done < all else { return rounds }
    return "\(Quantity.count(done)) of \(Quantity.count(all, "request"))"
      + (plan.rounds > 1 ? " in \(rounds)" : "")
  }
}

/// The servers' names as they can be shown.
struct ServerNames {
  /// In the order of the plan.
  let shown: [String]

  init(_ servers: [ServerSpec], _ glyphs: Glyphs) {
    shown = servers.map { server in
      let name = Sanitizer.line(
        server.name.isEmpty ? server.key : server.name, glyphs: glyphs, limit: 60)
      return DisplayWidth.truncate(name, to: 28, glyphs: glyphs)
    }
  }

  subscript(index: Int) -> String { shown.indices.contains(index) ? shown[index] : "?" }
}
