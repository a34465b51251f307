package import Statistics

/// Whether a server does something else at a high DPI than at a low one, and what shows it.
///
/// Whatever moves shows a reaction: the pixels that the server says it made, the text that it read,
/// its time. That *nothing* moves takes more: pixels, or a DPI told, that stay the same; or times
/// that are known well enough to say that they do. Everything between is `cannotTell`.
///
/// A DPI told that moves shows nothing: a server can repeat what it was asked without doing it.
package struct DPIReaction: Equatable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case reacts
    case doesNotReact = "does_not_react"
    case cannotTell = "cannot_tell"
  }

  /// What the outcome rests on; the raw value is the files'.
  package enum Sign: String, Hashable, Sendable, CaseIterable {
    /// Pixels that the server says it made.
    case pixels
    /// The text: always the same at one DPI, and another at the other.
    case text
    case serverSeconds = "server_seconds"
    case serviceTime = "service_time"
    /// Every request at one of the two DPIs was refused, none at the other.
    case refusal
    /// The DPI that the server says it used.
    case dpiTold = "dpi_told"
    /// The plan says the DPI nowhere in its requests.
    case neverSaid = "never_said"
    /// Too few pairs were answered.
    case failures
    /// Times between which nothing can be told.
    case noise
  }

  /// A figure at the low and at the high DPI.
  package struct Step: Equatable, Sendable {
    package let low: Double
    package let high: Double

    var moves: Bool { abs(LogRatio.of(high, to: low)) > DPIReaction.reach }
  }

  package let probe: DPIProbe
  package let outcome: Outcome
  package let sign: Sign
  /// Pairs of which both requests were answered.
  package let answered: Int
  /// Pixels in millions, where every answer tells them and they are the same at the same DPI.
  package let megapixels: Step?
  /// The DPI told, likewise.
  package let dpiTold: Step?
  /// Whether the text differs between the DPIs; nil where it differs at the same one too.
  package let textsDiffer: Bool?
  /// Log ratio of the time at the high DPI to that at the low one, over pairs.
  package let serverSeconds: Estimate?
  package let serviceTime: Estimate?

  /// Times and pixels within this share of each other count as the same.
  package static let margin = 0.1
  /// Fewest answered pairs that say anything.
  package static let leastPairs = 3
  static var reach: Double { LogRatio.of(1 + margin, to: 1) }

  package init(_ probe: DPIProbe) {
    let pairs = probe.pairs.filter(\.isAnswered)
    self.probe = probe
    answered = pairs.count
    megapixels = Self.step(pairs, \.megapixels)
    dpiTold = Self.step(pairs, \.dpiUsed)
    textsDiffer = Self.textsDiffer(pairs)
    serverSeconds = Self.ratio(pairs, \.serverSeconds)
    serviceTime = Self.ratio(pairs, \.serviceSeconds)
    let times = Times(pairs: pairs, server: serverSeconds, service: serviceTime)
    if probe.said.isEmpty {
      (outcome, sign) = (.doesNotReact, .neverSaid)
    } else if answered < Self.leastPairs {
      (outcome, sign) =
        Self.isRefused(probe.pairs) ? (.reacts, .refusal) : (.cannotTell, .failures)
    } else if megapixels?.moves == true {
      (outcome, sign) = (.reacts, .pixels)
    } else if textsDiffer == true {
      (outcome, sign) = (.reacts, .text)
    } else if let longer = times.longer {
      (outcome, sign) = (.reacts, longer)
    } else if megapixels != nil {
      (outcome, sign) = (.doesNotReact, .pixels)
    } else if let told = dpiTold {
      (outcome, sign) = told.moves ? (.cannotTell, .dpiTold) : (.doesNotReact, .dpiTold)
    } else if let same = times.same {
      (outcome, sign) = (.doesNotReact, same)
    } else {
      (outcome, sign) = (.cannotTell, .noise)
    }
  }

  /// What the times show.
  private struct Times {
    let pairs: [DPIPair]
    let server: Estimate?
    let service: Estimate?

    /// The one that takes longer at the high DPI, by more than the margin.
    ///
    /// Told at 99 %: on a busy machine five times are easily unlike by chance, and who is wrongly
    /// said to react is never looked at again.
    var longer: Sign? {
      if Self.isAbove(DPIReaction.ratio(pairs, \.serverSeconds, level: 0.99)) {
        return .serverSeconds
      }
      return Self.isAbove(DPIReaction.ratio(pairs, \.serviceSeconds, level: 0.99))
        ? .serviceTime : nil
    }

    /// The one that stays the same, where none says otherwise.
    var same: Sign? {
      let known = [server, service].compactMap(\.self)
      guard !known.isEmpty, known.allSatisfy(Self.isWithin) else { return nil }
      return server == nil ? .serviceTime : .serverSeconds
    }

    private static func isAbove(_ estimate: Estimate?) -> Bool {
      estimate?.interval.map { $0.lowerBound > reach } ?? false
    }

    private static func isWithin(_ estimate: Estimate) -> Bool {
      // A small difference that is certain is one all the same.
      guard let interval = estimate.interval, !estimate.excludes(0) else { return false }
      return interval.lowerBound >= -reach && interval.upperBound <= reach
    }
  }

  private static func step(_ pairs: [DPIPair], _ figure: KeyPath<DPISample, Double?>) -> Step? {
    guard let low = constant(pairs.map { $0.low[keyPath: figure] }),
      let high = constant(pairs.map { $0.high[keyPath: figure] })
    else { return nil }
    return Step(low: low, high: high)
  }

  /// The figure that all have; nil where one has none, or another by more than 1 %.
  private static func constant(_ figures: [Double?]) -> Double? {
    let known = figures.compactMap(\.self).filter { $0 > 0 && $0.isFinite }
    guard known.count == figures.count, let low = known.min(), let high = known.max(),
      high <= 1.01 * low
    else { return nil }
    return known.first
  }

  private static func textsDiffer(_ pairs: [DPIPair]) -> Bool? {
    let low = Set(pairs.map(\.low.textDigest))
    let high = Set(pairs.map(\.high.textDigest))
    guard low.count == 1, high.count == 1, let one = low.first, let other = high.first,
      one != nil, other != nil
    else { return nil }
    return one != other
  }

  /// The mean log ratio over pairs with Student's interval.
  ///
  /// Nil where not every answer has a time, and where all have the very same one: a clock that
  /// tells hundredths of a second says nothing of a page that takes a thousandth.
  private static func ratio(
    _ pairs: [DPIPair], _ time: (DPISample) -> Double?, level: Double = 0.95
  ) -> Estimate? {
    let times = pairs.flatMap { [time($0.low), time($0.high)] }.compactMap(\.self)
    guard times.count == 2 * pairs.count, times.allSatisfy({ $0 > 0 && $0.isFinite }),
      Set(times).count > 1
    else { return nil }
    return MeanInterval.estimate(
      stride(from: 0, to: times.count, by: 2).map { LogRatio.of(times[$0 + 1], to: times[$0]) },
      level: level)
  }

  private static func isRefused(_ pairs: [DPIPair]) -> Bool {
    func refused(_ samples: [DPISample]) -> Int { samples.count { $0.failure?.kind == .http } }
    func fine(_ samples: [DPISample]) -> Int { samples.count { $0.failure == nil } }
    let (low, high) = (pairs.map(\.low), pairs.map(\.high))
    guard pairs.count >= leastPairs else { return false }
    return fine(low) == low.count && refused(high) == high.count
      || fine(high) == high.count && refused(low) == low.count
  }
}
