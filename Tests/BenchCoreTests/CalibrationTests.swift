import BenchCore
import Simulation
import Testing

/// How often the rules err where the truth is known; `make bench` asks at length.
///
/// All chance is seeded: the same code comes to the same shares, on every machine.
@Suite
struct CalibrationTests {
  @Test(
    "Two equal servers are told apart about once in twenty runs, whatever the schedule",
    arguments: [
      (ScheduleOrder.interleaved, 1, 0.05), (.interleaved, 4, 0.05), (.simultaneous, 4, 0.05),
      (.sequential, 1, 0),
    ])
  func equal(order: ScheduleOrder, concurrency: Int, drift: Double) {
    let tally = Trials(setting(order, concurrency, drift: drift), count: 400, seed: 1).judged()
    // 5 %, give or take three standard errors of 400 runs.
    #expect((0.017...0.083).contains(tally.product.exclusionShare))
    #expect(tally.product.alarmShare <= tally.product.exclusionShare)
    #expect(abs(tally.product.coverage + tally.product.exclusionShare - 1) < 1e-9)
  }

  @Test(
    "Intervals hold a difference that varies between documents 95 times in a hundred",
    arguments: [(ScheduleOrder.interleaved, 1), (.interleaved, 4), (.simultaneous, 4)])
  func coverage(order: ScheduleOrder, concurrency: Int) {
    var setting = setting(order, concurrency)
    setting.effect = 0.05
    setting.effectSpread = 0.02
    let tally = Trials(setting, count: 250, seed: 2).judged().product
    #expect((0.908...0.992).contains(tally.coverage))
    #expect(tally.slowerShare > 0.4)
    #expect(tally.alarmShare - tally.slowerShare < 0.01)
  }

  @Test("Whoever pairs the documents of passes that share their noise raises false alarms")
  func documentsOfPasses() {
    let tally = Trials(setting(.interleaved, 4), count: 250, seed: 1).judged()
    #expect(tally.pairingDocuments.exclusionShare > 0.2)
  }

  @Test("Taking turns, a drift of a fifth is blamed on nobody", arguments: [1, 4])
  func turns(concurrency: Int) {
    let tally = Trials(setting(.interleaved, concurrency, drift: 0.2), count: 200, seed: 1).judged()
    #expect(tally.product.exclusionShare < 0.083)
  }

  @Test("One after the other, what drifts is blamed on the second: what the star is for")
  func drift() {
    let tally = Trials(setting(.sequential, 1, drift: 0.1), count: 100, seed: 1).judged().product
    #expect(tally.slowerShare > 0.5)
    #expect(tally.alarmShare == tally.slowerShare)
  }

  @Test("Who measures as much more as an inconclusive run advises finds the difference")
  func projection() {
    var setting = setting(.interleaved, 4)
    setting.rounds = 4
    setting.effect = 0.05
    setting.passEffect = 0.025
    let pilots = Pilots(Trials(setting, count: 100, seed: 1))
    #expect(pilots.advised > 30)
    #expect(pilots.foundShare > 0.85)
    #expect((5.0...100).contains(pilots.meanRounds))
  }

  @Test("Stopping at a narrow interval costs it next to nothing", arguments: [1, 4])
  func stopping(concurrency: Int) {
    var setting = setting(.interleaved, concurrency)
    setting.documents = 8
    let tally = Trials(setting, count: 150, seed: 1).stopped(StopRule(margin: 0.02))
    // 93 %, less two standard errors of 150 runs.
    #expect(tally.coverage > 0.89)
    #expect((6.0...19).contains(tally.meanRounds))
  }

  @Test("The same seed draws the same runs, another one others")
  func seeded() {
    let setting = setting(.interleaved, 4)
    let first = SimulatedRun.whole(setting, seed: 7)
    #expect(first.matrices == SimulatedRun.whole(setting, seed: 7).matrices)
    #expect(first.matrices != SimulatedRun.whole(setting, seed: 8).matrices)
    #expect(first.rounds == setting.rounds)
  }

  private func setting(
    _ order: ScheduleOrder, _ concurrency: Int, drift: Double = 0.05
  ) -> SimulatedSetting {
    var setting = SimulatedSetting()
    setting.order = order
    setting.concurrency = concurrency
    setting.documents = 20
    setting.drift = drift
    setting.passEffect = 0.02
    return setting
  }
}
