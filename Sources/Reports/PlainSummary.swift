internal import BenchCore
internal import Canvas

/// Two or three sentences about two servers for somebody who reads no table, with what is not known.
struct PlainSummary {
  let figures: RunFigures
  let names: ServerNames

  var entries: [ReportEntry] {
    let judgement = figures.judgement
    guard figures.started.plan.servers.count == 2, judgement.pairs.count == 1,
      let pair = judgement.pairs.first
    else { return [] }
    let words = VerdictWords(judgement: judgement, pair: pair)
    return [
      ReportEntry(
        key: "In short",
        text: ([finding(pair, words), open(pair, words)] + failures(pair)).joined(separator: " "))
    ]
  }

  private func finding(_ pair: Judgement.Pair, _ words: VerdictWords) -> String {
    let conditions = figures.started.plan.conditions
    let baseline = names[conditions[pair.comparison.baseline].server]
    let other = names[conditions[pair.comparison.other].server]
    if figures.judgement.isWithheld {
      return "Which of the two is faster cannot be told from this run:"
    }
    let size = Wording.difference(of: pair.comparison.ratio, against: 1, .time)
    switch pair.comparison.verdict {
    case .faster, .slower:
      let together = together(pair)
      return "\(other) is \(words.effect) than \(baseline) on the same documents"
        + (together == nil ? "" : ", each counting alike")
        + " (\(words.intervalName) \(words.interval))\(together ?? "")."
    case .equivalent:
      return "\(other) and \(baseline) take the same time, within \(words.margin)."
    case .differsWithinMargin:
      return "\(other) is \(size) than \(baseline), which is less than \(words.margin)."
    case .inconclusive:
      return "This run does not tell which of \(baseline) and \(other) is faster."
    case .unknown: return "There are too few documents and rounds to compare the two."
    }
  }

  /// Time for all documents together, in which the large ones count for more; nil where that says
  /// the same.
  private func together(_ pair: Judgement.Pair) -> String? {
    guard pair.comparison.documents > 1, let ratio = pair.comparison.corpusRatio else { return nil }
    let words = Wording.difference(of: ratio, against: 1, .time)
    let alike = Wording.difference(of: pair.comparison.ratio, against: 1, .time)
    return words == alike ? nil : "; for all of them together it is \(words)"
  }

  /// Who failed how often: a server that answers less is not compared by its times alone.
  private func failures(_ pair: Judgement.Pair) -> [String] {
    let plan = figures.started.plan
    let parts = [pair.comparison.baseline, pair.comparison.other].compactMap { index -> String? in
      let condition = figures.conditions[index]
      guard condition.failed > 0 else { return nil }
      return "\(names[plan.conditions[index].server]) failed \(Quantity.count(condition.failed)) "
        + "of \(Quantity.count(condition.total, "request"))"
    }
    guard !parts.isEmpty else { return [] }
    return [parts.joined(separator: ", ") + "; times are of what was answered."]
  }

  /// What is not known.
  private func open(_ pair: Judgement.Pair, _ words: VerdictWords) -> String {
    if let serious = figures.judgement.diagnoses.first(where: { $0.severity == .serious }) {
      return Sanitizer.line(serious.sentence, limit: 400)
    }
    if pair.comparison.verdict == .unknown { return "More of either would tell." }
    if let outlook = words.outlook { return "It would take \(outlook)." }
    if pair.comparison.limitation == .onePass {
      return "It rests on one pass: whether another one says the same is not known."
    }
    let isContended = figures.started.plan.order == .simultaneous
    return "How the two behave \(isContended ? "alone" : "under another load"), on other documents "
      + "or on another machine, is not known."
  }
}
