internal import BenchCore
internal import Canvas
internal import Statistics

/// What every comparison comes to, what speaks against it, and what would settle it.
struct VerdictSection {
  let figures: RunFigures
  let names: ServerNames
  let glyphs: Glyphs

  private var judgement: Judgement { figures.judgement }

  var entries: [ReportEntry] {
    judgement.pairs.map(verdict)
      + AssertionSection(figures: figures, names: names, glyphs: glyphs).entries
      + Self.diagnoses(judgement, severity: .warning, glyphs)
      + Self.diagnoses(judgement, severity: .note, glyphs)
  }

  /// Serious ones stand before everything else.
  static func serious(_ judgement: Judgement, _ glyphs: Glyphs) -> [ReportEntry] {
    diagnoses(judgement, severity: .serious, glyphs)
  }

  private func verdict(_ pair: Judgement.Pair) -> ReportEntry {
    let words = VerdictWords(judgement: judgement, pair: pair)
    let plan = figures.started.plan
    let other = plan.conditions[pair.comparison.other]
    var subject = "\(name(pair.comparison.other)) against \(name(pair.comparison.baseline))"
    if plan.dpis.count > 1 || plan.concurrencies.count > 1 {
      subject += " at \(Quantity.plain(other.dpi)) dpi, \(other.concurrency) in flight"
    }
    return ReportEntry(
      key: "Verdict", text: subject + ": " + words.verdict + ". " + evidence(words, pair),
      items: limits(pair))
  }

  private func evidence(_ words: VerdictWords, _ pair: Judgement.Pair) -> String {
    guard pair.comparison.interval != nil else {
      let least = ConditionComparison.leastDocuments(level: pair.comparison.level ?? 0.95)
      return "\(Quantity.count(least)) documents, or four rounds, are the least for an interval; "
        + "there are "
        + "\(Quantity.count(pair.comparison.documents, "document")) and "
        + "\(Quantity.count(pair.comparison.rounds, "round"))."
    }
    if pair.comparison.verdict == .equivalent || pair.comparison.verdict == .differsWithinMargin {
      return "The interval lies within ±\(words.margin): " + paired(words, pair)
    }
    var text = paired(words, pair)
    if let outlook = words.outlook { text += " To settle it: \(outlook)." }
    return text
  }

  private func paired(_ words: VerdictWords, _ pair: Judgement.Pair) -> String {
    "Paired by \(pair.comparison.replication == .documents ? "document" : "round"), "
      + "\(words.sample): \(words.effect), \(words.intervalName) \(words.interval), "
      + "\(words.p); faster on \(words.fasterOn) documents."
  }

  private func limits(_ pair: Judgement.Pair) -> [String] {
    guard pair.comparison.interval != nil else { return [] }
    var limits = [beside(pair)].compactMap(\.self)
    if pair.comparison.limitation == .onePass {
      limits.append(
        "★ one pass: the noise between passes is not in this interval; four rounds would put it in")
    }
    if judgement.diagnoses.contains(where: { $0.severity == .warning }) {
      limits.append("★ a warning below limits what this says")
    }
    if judgement.isWithheld {
      limits.append("withheld, because what is serious above would decide it")
    }
    return limits
  }

  /// The other ways to put it, for those who ask.
  private func beside(_ pair: Judgement.Pair) -> String? {
    guard let geometric = pair.comparison.geometric, let interval = geometric.interval else {
      return nil
    }
    let mean = Wording.difference(of: LogRatio.ratio(geometric.value), against: 1, .time)
    let corpus = pair.comparison.corpusRatio.map {
      "; all documents together \(Wording.difference(of: $0, against: 1, .time))"
    }
    return "beside it: geometric mean \(mean), 95 % interval "
      + "\(Wording.interval(LogRatio.ratios(interval))) (BCa bootstrap)\(corpus ?? "")"
  }

  private func name(_ condition: Int) -> String {
    let conditions = figures.started.plan.conditions
    return conditions.indices.contains(condition) ? names[conditions[condition].server] : "?"
  }

  private static func diagnoses(
    _ judgement: Judgement, severity: Diagnosis.Severity, _ glyphs: Glyphs
  ) -> [ReportEntry] {
    let key =
      switch severity {
      case .serious: "SERIOUS"
      case .warning: "Warning"
      case .note: "Note"
      }
    return judgement.diagnoses.filter { $0.severity == severity }.map {
      ReportEntry(key: key, text: Sanitizer.line($0.sentence, glyphs: glyphs, limit: 400))
    }
  }
}
