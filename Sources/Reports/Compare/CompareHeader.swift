package import BenchCore
package import Canvas

/// What the columns of a comparison are, and what speaks against them.
package enum CompareHeader {
  /// `2 files, 4 columns by dpi, from python@100`.
  package static func title(_ comparison: RunComparison) -> String {
    let start =
      comparison.columns.indices.contains(comparison.baseline)
      ? ", from \(comparison.columns[comparison.baseline].shownLabel)" : ""
    return Quantity.count(comparison.runs.count, "file") + ", "
      + Quantity.count(comparison.columns.count, "column")
      + " by \(comparison.pivot.rawValue)\(start)"
  }

  /// One entry for each file, by the letter that columns call it by.
  package static func files(_ comparison: RunComparison, _ glyphs: Glyphs) -> [ReportEntry] {
    comparison.runs.enumerated().map { index, run in
      let name = Sanitizer.line(run.name, glyphs: glyphs, limit: 200)
      return ReportEntry(
        key: ComparedColumn.letter(ofRun: index),
        text: ([name] + facts(run, glyphs))
          .joined(separator: " · "))
    }
  }

  private static func facts(_ run: ComparedRun, _ glyphs: Glyphs) -> [String] {
    let corpus = run.corpus
    var facts = [
      Sanitizer.line(run.figures.started.timestamp, glyphs: glyphs, limit: 40),
      Quantity.count(corpus.count, "document"),
    ]
    if run.kind != .guide {
      facts.append(run.plan.dpis.map(Quantity.plain).joined(separator: ", ") + " dpi")
      facts.append(
        run.plan.concurrencies.map(String.init).joined(separator: ", ") + " in flight")
      facts.append(run.plan.order.rawValue)
    }
    facts.append(rounds(run))
    if run.figures.judgement.diagnoses.contains(where: { $0.kind == .resumed }) {
      facts.append("resumed")
    }
    if run.kind == .journal { facts.append("journal") }
    if run.kind == .guide { facts.append("the guide's own file") }
    return facts.filter { !$0.isEmpty }
  }

  /// `5 rounds`, `4 of 8 rounds, stopped`.
  private static func rounds(_ run: ComparedRun) -> String {
    let (measured, planned) = (run.figures.rounds, run.plan.rounds)
    // Where a rule decides, fewer than planned is what was wanted.
    let of = measured < planned && run.plan.stopRule == nil && run.kind != .guide
    let words =
      of
      ? "\(Quantity.count(measured)) of \(Quantity.count(planned, "round"))"
      : Quantity.count(measured, "round")
    return run.figures.finished?.reason == .interrupted ? words + ", stopped" : words
  }

  /// Files that could not be read, each with where and why not.
  package static func unread(_ reasons: [String], _ glyphs: Glyphs) -> [ReportEntry] {
    reasons.map {
      ReportEntry(key: "Not read", text: Sanitizer.line($0, glyphs: glyphs, limit: 1000))
    }
  }

  /// Everything that has to be known before a figure, a star before what puts one on a verdict.
  package static func caveats(_ comparison: RunComparison, _ glyphs: Glyphs) -> [ReportEntry] {
    var entries: [ReportEntry] = []
    for kind in CompareCaveat.Kind.allCases {
      let own = comparison.caveats.filter { $0.kind == kind }.map {
        Sanitizer.line($0.sentence, glyphs: glyphs, limit: 1000)
      }
      guard let first = own.first else { continue }
      let key = "★ " + kind.words
      entries.append(
        own.count == 1
          ? ReportEntry(key: key, text: first) : ReportEntry(key: key, text: "", items: own))
    }
    return entries
  }

  /// `all 4 intervals together: 95 %`: why each of them is wider than its run's own; nil for one.
  package static func together(_ comparison: RunComparison) -> String? {
    let count = comparison.pairs.count + comparison.within.count
    return count > 1 ? "all \(Quantity.count(count)) intervals together: 95 %" : nil
  }

  /// What the figures mean.
  package static func legend(_ comparison: RunComparison) -> [ReportEntry] {
    guard !comparison.pairs.isEmpty || !comparison.within.isEmpty else { return [] }
    let count = comparison.pairs.count + comparison.within.count
    var text = "service time, paired by document, of a column against the one that the row names. "
    text += "Only these carry an interval; other figures are of each column alone."
    if count > 1 {
      text +=
        " Intervals are at \(CompareRows.levelWords(comparison)), so that all \(count) of the"
      text += " table hold together at 95 % (Bonferroni)."
    }
    // With one round it is the ratio of the two times beside it, which nobody has to be told.
    if comparison.runs.contains(where: { $0.figures.rounds > 1 }) {
      text += " By document, times are means of its rounds, the difference the geometric mean of"
      text += " their ratios."
    }
    return [ReportEntry(key: "Difference", text: text)]
  }
}

extension ComparedColumn {
  /// The label as it can be shown: a file may call its servers anything.
  var shownLabel: String { Sanitizer.line(label, limit: 60) }
}
