/// What a server did with one page that was sent at a low and at a high DPI, pair after pair.
///
/// Why it is asked at all: a server may read the DPI from a place where nobody wrote it, or not at
/// all, and a comparison of resolutions then compares nothing. What it means is `DPIReaction`.
package struct DPIProbe: Hashable, Sendable {
  /// Index into the plan's servers.
  package var server: Int
  /// Name of the document that was sent.
  package var document: String
  /// Dots per inch.
  package var low: Double
  package var high: Double
  /// Where the requests said the DPI; empty where the plan says it nowhere.
  package var said: Set<RequestShape.DPIPlacement>
  /// In the order sent; within every second pair the high DPI went first.
  package var pairs: [DPIPair]

  package init(
    server: Int, document: String, low: Double, high: Double,
    said: Set<RequestShape.DPIPlacement>, pairs: [DPIPair]
  ) {
    self.server = server
    self.document = document
    self.low = low
    self.high = high
    self.said = said
    self.pairs = pairs
  }

  /// How many pairs are sent.
  package static let pairs = 5
  /// The DPIs where nobody asks for others: 17 times the pixels.
  package static let usual = (low: 72.0, high: 300.0)
  /// Between less than so many times the DPI, time may move too little to be told from noise.
  package static let leastContrast = 2.0

  /// The DPIs between which a run's servers are asked: its own, where they are far enough apart.
  package static func contrast(of dpis: [Double]) -> (low: Double, high: Double) {
    guard let low = dpis.min(), let high = dpis.max(), low > 0, high >= leastContrast * low else {
      return usual
    }
    return (low, high)
  }

  /// Whether the high DPI goes first in a pair.
  ///
  /// low high, high low, low high …: neither a drift nor a server that gives every second request
  /// to another worker then looks like a reaction.
  package static func beginsHigh(pair: Int) -> Bool { pair % 2 == 1 }
}

/// The same page at the low and at the high DPI.
package struct DPIPair: Hashable, Sendable {
  package var low: DPISample
  package var high: DPISample

  package init(low: DPISample, high: DPISample) {
    self.low = low
    self.high = high
  }

  var isAnswered: Bool { low.failure == nil && high.failure == nil }
}

/// One request of a probe: how long it took, and what the answer says of the page.
package struct DPISample: Hashable, Sendable {
  /// Service time, seconds.
  package var serviceSeconds: Double
  /// The pipeline's own seconds, as the server tells them.
  package var serverSeconds: Double?
  /// Pixels that the server says it made, in millions.
  package var megapixels: Double?
  /// The DPI that the server says it used.
  package var dpiUsed: Double?
  /// SHA-256 of the text, as in `Answer`.
  package var textDigest: String?
  /// Why there is no answer, nil where there is one.
  package var failure: RequestFailure?

  package init(
    serviceSeconds: Double, serverSeconds: Double? = nil, megapixels: Double? = nil,
    dpiUsed: Double? = nil, textDigest: String? = nil, failure: RequestFailure? = nil
  ) {
    self.serviceSeconds = serviceSeconds
    self.serverSeconds = serverSeconds
    self.megapixels = megapixels
    self.dpiUsed = dpiUsed
    self.textDigest = textDigest
    self.failure = failure
  }

  /// What of an outcome says something about the DPI.
  package init(_ outcome: Outcome, serviceSeconds: Double) {
    let answer = outcome.answer
    self.init(
      serviceSeconds: serviceSeconds, serverSeconds: answer?.serverSeconds,
      megapixels: answer?.megapixels, dpiUsed: answer?.dpiUsed, textDigest: answer?.textDigest,
      failure: outcome.failure)
  }
}
