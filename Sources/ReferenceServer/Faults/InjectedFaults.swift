/// What the server does worse than it could, because somebody asked: a known effect to find.
///
/// Measuring a server whose slowness, pauses and failures are known is the only way to see that a
/// benchmark finds them. Nothing here is on unless it is asked for.
package struct InjectedFaults: Sendable, Equatable {
  /// CPU time burnt for every document, as a share of what its pages took: 0.03 is 3 % more.
  ///
  /// On the worker, inside the server's own `elapsed_seconds`, page by page.
  package var extraLatency: Double
  /// When no answer leaves the server; nil for never.
  package var stall: StallPattern?
  /// The share of documents that are answered with 500, without any work.
  package var failRate: Double
  /// For how long after its start the server says that its models are loading.
  package var startupDelay: Duration
  /// Decides which documents fail: the same seed, the same places in the order of requests.
  package var seed: UInt64

  package init(
    extraLatency: Double = 0, stall: StallPattern? = nil, failRate: Double = 0,
    startupDelay: Duration = .zero, seed: UInt64 = 1
  ) {
    self.extraLatency = extraLatency
    self.stall = stall
    self.failRate = failRate
    self.startupDelay = startupDelay
    self.seed = seed
  }

  /// The longest of the times here.
  static let longest = Duration.seconds(86_400)

  /// What keeps them from being injected; nil when they can be.
  var problem: String? {
    if !(0...100).contains(extraLatency) {
      return "an extra latency of \(extraLatency * 100) %; use 0 % to 10000 %"
    }
    if !(0...1).contains(failRate) {
      return "a fail rate of \(failRate * 100) %; use 0 % to 100 %"
    }
    if !(.zero...Self.longest).contains(startupDelay) {
      return "a startup delay of \(startupDelay); use at most a day"
    }
    if let stall, !(stall.length > .zero && stall.length < stall.period) {
      return "a stall of \(stall.length) in every \(stall.period); "
        + "use a length above 0 and below the period, as 2s/20s"
    }
    if let stall, stall.period > Self.longest {
      return "a stall in every \(stall.period); use at most a day"
    }
    return nil
  }
}

/// Pauses that come back: the last `length` of every `period`, counted from the server's start.
package struct StallPattern: Sendable, Equatable {
  package var length: Duration
  package var period: Duration

  package init(length: Duration, period: Duration) {
    self.length = length
    self.period = period
  }

  /// How long the pause lasts that holds at this time after the start; zero outside of one.
  func left(at elapsed: Duration) -> Duration {
    let periods = (elapsed / period).rounded(.down)
    let end = period * (periods + 1)
    let left = end - elapsed
    return left <= length ? left : .zero
  }
}
