internal import Statistics

extension DPIReaction.Outcome {
  /// As sentences say it of a server.
  package var words: String {
    switch self {
    case .reacts: "reacts"
    case .doesNotReact: "does not react"
    case .cannotTell: "cannot tell"
    }
  }
}

extension DPIReaction {
  /// The evidence in numbers: `72 → 300 dpi on a.pdf, 5 pairs: 0.517 → 8.97 megapixels; …`.
  ///
  /// The name of the document and a server's words are foreign text.
  package var evidence: String {
    if sign == .neverSaid { return "the plan says the DPI neither in the query nor in the form" }
    let asked =
      "\(Quantity.plain(probe.low)) → \(Quantity.plain(probe.high)) dpi on \(probe.document), "
      + Quantity.count(answered, "pair")
    let facts = [pixelWords, toldWords, textWords, timeWords, failureWords].compactMap(\.self)
    return facts.isEmpty ? asked : asked + ": " + facts.joined(separator: "; ")
  }

  /// What would tell, where this does not; nil where it does.
  package var advice: String? {
    guard outcome == .cannotTell else { return nil }
    switch sign {
    case .failures: return "see why requests fail, and check again"
    case .dpiTold:
      return "it repeats the DPI, and neither its time nor its text moves by it; "
        + "a page with more to render would tell"
    default:
      return movesLittle
        ? "its time moves, by too little to be sure: check again while nothing else runs, "
          + "or with a page that has more to render"
        : "its times vary too much: check again while nothing else runs"
    }
  }

  /// Whether a time differs for certain, and yet not by enough.
  private var movesLittle: Bool {
    [serverSeconds, serviceTime].contains { $0?.excludes(0) == true }
  }

  private var pixelWords: String? {
    megapixels.map { "\(Quantity.number($0.low)) → \(Quantity.number($0.high)) megapixels" }
  }

  private var toldWords: String? {
    guard megapixels == nil else { return nil }
    return dpiTold.map {
      "it says it used \(Quantity.plain($0.low)) and \(Quantity.plain($0.high)) dpi"
    }
  }

  private var textWords: String? {
    textsDiffer.map { $0 ? "the texts differ" : "the same text" }
  }

  private var timeWords: String? {
    let known = [("server's own seconds", serverSeconds), ("service time", serviceTime)]
    let words = known.compactMap { name, estimate in
      estimate.map { "\(name) \(Self.words($0))" }
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// `× 6.21 [5.93, 6.5]`.
  private static func words(_ estimate: Estimate) -> String {
    let ratio = "× " + Quantity.number(LogRatio.ratio(estimate.value))
    guard let interval = estimate.interval.map(LogRatio.ratios) else { return ratio }
    return ratio
      + " [\(Quantity.number(interval.lowerBound)), \(Quantity.number(interval.upperBound))]"
  }

  private var failureWords: String? {
    let samples = probe.pairs.flatMap { [$0.low, $0.high] }
    let failures = samples.compactMap(\.failure)
    guard let first = failures.first else { return samples.isEmpty ? "nothing was sent" : nil }
    return
      "\(Quantity.count(failures.count)) of \(Quantity.count(samples.count, "request")) failed "
      + "(\(first.kind.words): \(first.message))"
  }
}

extension DPIReading {
  /// As sentences say it: `reads it from the query`.
  package var words: String {
    switch self {
    case .query: "reads it from the query"
    case .form: "reads it from the form"
    case .either(nil): "reads it from the query and from the form"
    case .either(.query?): "reads it from the query, and from the form where the query has none"
    case .either(.form?): "reads it from the form, and from the query where the form has none"
    case .unknown: "where it reads it could not be told"
    }
  }
}
