internal import Simulation

/// A first run too small for what it looks for.
struct Pilot {
  let name: String
  /// Whether its advice has to hold: not where its interval is several times the difference, for
  /// then the difference that it saw, and plans with, is mostly chance.
  var isBound = true
  let setting: SimulatedSetting

  static let all = [
    Pilot(
      name: "4 rounds, c = 4, pass effect 2 %",
      setting: rounds(4, passEffect: 0.02)),
    Pilot(
      name: "4 rounds, c = 4, pass effect 3 %",
      setting: rounds(4, passEffect: 0.03)),
    Pilot(
      name: "6 rounds, c = 4, pass effect 3 %",
      setting: rounds(6, passEffect: 0.03)),
    Pilot(
      name: "12 documents differing by 10 %, 2 rounds, c = 1",
      setting: documents(12, noise: 0.05, spread: 0.1)),
    Pilot(
      name: "20 documents differing by 15 %, 2 rounds, c = 1",
      setting: documents(20, noise: 0.05, spread: 0.15)),
    Pilot(
      name: "20 documents, noise 12 %, 2 rounds, c = 1",
      setting: documents(20, noise: 0.12, spread: 0.02)),
    Pilot(
      name: "too small: 8 documents, noise 10 %, 2 rounds, c = 1", isBound: false,
      setting: documents(8, noise: 0.1, spread: 0.02)),
    Pilot(
      name: "too small: 4 rounds, c = 4, pass effect 5 %", isBound: false,
      setting: rounds(4, passEffect: 0.05)),
  ]

  private static func rounds(_ count: Int, passEffect: Double) -> SimulatedSetting {
    var setting = SimulatedSetting()
    setting.rounds = count
    setting.passEffect = passEffect
    setting.concurrency = 4
    setting.effectSpread = 0.02
    return setting
  }

  private static func documents(
    _ count: Int, noise: Double, spread: Double
  ) -> SimulatedSetting {
    var setting = SimulatedSetting()
    setting.documents = count
    setting.rounds = 2
    setting.noise = noise
    setting.effectSpread = spread
    return setting
  }
}
