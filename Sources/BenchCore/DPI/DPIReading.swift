internal import Statistics

/// Where a server reads the DPI, of the two places where a request can say it.
package enum DPIReading: Hashable, Sendable {
  case query
  case form
  /// Either will do; where both say one, this one is taken, if that could be told.
  case either(wins: RequestShape.DPIPlacement?)
  case unknown

  /// - Parameters:
  ///   - whole: The reaction where both say it, which is one.
  ///   - queryOnly: The reaction where only the query says the DPI, `formOnly` where only the form.
  ///   - crossed: A probe in which the query says a pair's low DPI where the form says the high one,
  ///     and the other way round: what is low there is so by the query.
  package init(
    whole: DPIReaction, queryOnly: DPIReaction, formOnly: DPIReaction, crossed: DPIProbe?
  ) {
    switch (Self.reads(queryOnly, whole), Self.reads(formOnly, whole)) {
    case (true?, false?): self = .query
    case (false?, true?): self = .form
    case (true?, true?): self = .either(wins: crossed.flatMap(Self.winner))
    default: self = .unknown
    }
  }

  /// What files call it.
  package var rawName: String {
    switch self {
    case .query: "query"
    case .form: "form"
    case .either(.query): "either_query_wins"
    case .either(.form): "either_form_wins"
    case .either(nil): "either"
    case .unknown: "unknown"
    }
  }

  /// A server that refuses every request without the other place does not read this one.
  private static func reads(_ reaction: DPIReaction, _ whole: DPIReaction) -> Bool? {
    switch reaction.outcome {
    case .reacts: return true
    case .doesNotReact: return false
    case .cannotTell:
      let samples = reaction.probe.pairs.flatMap { [$0.low, $0.high] }
      let isRefused = !samples.isEmpty && samples.allSatisfy { $0.failure?.kind == .http }
      return isRefused || isFar(reaction, from: whole) ? false : nil
    }
  }

  /// Whether a time moves by less than half as much, on the log scale, as it does where the DPI is
  /// known to arrive: enough to tell two places apart, where it would not do for a whole server.
  private static func isFar(_ reaction: DPIReaction, from whole: DPIReaction) -> Bool {
    let known =
      switch whole.sign {
      case .serverSeconds: (whole.serverSeconds, reaction.serverSeconds)
      case .serviceTime: (whole.serviceTime, reaction.serviceTime)
      default: (Estimate?.none, Estimate?.none)
      }
    guard let moves = known.0?.value, let interval = known.1?.interval else { return false }
    return interval.upperBound < moves / 2
  }

  private static func winner(_ crossed: DPIProbe) -> RequestShape.DPIPlacement? {
    let reaction = DPIReaction(crossed)
    for step in [reaction.megapixels, reaction.dpiTold] {
      if let step, step.moves { return step.high > step.low ? .query : .form }
    }
    for interval in [reaction.serverSeconds?.interval, reaction.serviceTime?.interval] {
      guard let interval else { continue }
      if interval.lowerBound > DPIReaction.reach { return .query }
      if interval.upperBound < -DPIReaction.reach { return .form }
    }
    return nil
  }
}
