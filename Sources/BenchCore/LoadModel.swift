/// When the requests of a condition start.
///
/// The rate is each condition's own: with two servers at 5/s, each of them gets 5 requests a second
/// while it is its turn, and all of the time in a simultaneous schedule.
package enum LoadModel: Codable, Hashable, Sendable {
  /// The next request starts when one ends: `concurrency` of them are in flight, no queue is seen.
  case closed
  /// Requests are due at a rate, whatever became of the earlier ones; `concurrency` caps them.
  case open(OpenLoad)

  /// The open load, if it is one.
  package var open: OpenLoad? {
    if case .open(let load) = self { load } else { nil }
  }
}

/// The rate at which requests are due in the open model, and how they are spread.
package struct OpenLoad: Codable, Hashable, Sendable {
  /// Requests a second, per condition.
  package var ratePerSecond: Double
  package var arrivals: Arrivals

  package init(ratePerSecond: Double, arrivals: Arrivals = .constant) {
    self.ratePerSecond = ratePerSecond
    self.arrivals = arrivals
  }

  /// Rates that a pacer keeps: from one request in about a quarter of an hour to more than one
  /// thread can send.
  package static let rates = 0.001...100_000

  /// How many requests may be in flight where nobody says it.
  ///
  /// One, the closed model's default, would make a queue at our end of what should reach the server.
  package static let defaultConcurrency = 64
}

/// How the moments at which requests are due lie beside each other.
package enum Arrivals: String, Codable, Hashable, Sendable, CaseIterable {
  /// Always the same time apart.
  case constant
  /// As if many users came independently: gaps are exponential, drawn from the plan's seed.
  case poisson
}
