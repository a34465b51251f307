package import BenchCore

/// What is true of a simulated run: who is slower by how much, and what hides it.
///
/// All effects and standard deviations are of the logarithm of a service time, so that 0.05 is about
/// 5 %.
package struct SimulatedSetting: Sendable {
  package var order = ScheduleOrder.interleaved
  package var concurrency = 1
  /// Their service times are lognormal, half of them within a factor of two of a second.
  package var documents = 20
  package var rounds = 6
  /// Standard deviation of a request about what is expected of it.
  package var noise = 0.05
  /// Standard deviation of what a pass has in common; see `PassEffect`.
  package var passEffect = 0.01
  package var passEffectScope = PassEffect.stretch
  /// Change over the whole run, linear in time.
  package var drift = 0.05
  /// By how much the other server is slower than the baseline, on the average document.
  package var effect = 0.0
  /// Standard deviation of that between documents.
  package var effectSpread = 0.0

  /// Whose requests a pass effect is common to.
  package enum PassEffect: Sendable {
    /// To an uninterrupted stretch of one server's requests; where servers take turns on
    /// documents, to all requests of a round, as what the machine does meanwhile hits all alike.
    case stretch
    /// To all requests of a server in a round, even where servers take turns on documents: a
    /// state of the server itself, which no order of requests can average out.
    case server
  }

  package init() {}

  /// The plan whose schedule lays the run out.
  func plan(rounds: Int, seed: UInt64) -> Plan {
    Plan(
      servers: ["a", "b"].map { ServerSpec(key: $0, name: $0, origin: .url("http://\($0)")) },
      corpus: CorpusSpec(directory: "simulated"), concurrencies: [concurrency], rounds: rounds,
      order: order, seed: seed)
  }
}
