internal import BenchCore
internal import Glibc
internal import Simulation
internal import Statistics

/// What judging costs: a whole run at its end, and one look at it while it goes on.
struct Speed {
  let seed: UInt64

  private static let documents = 1000
  private static let rounds = 50
  /// Seconds.
  private static let wholeLimit = 1.0
  private static let lookLimit = 0.005

  func print(_ bounds: inout Bounds) {
    var setting = SimulatedSetting()
    setting.documents = Self.documents
    setting.rounds = Self.rounds
    // Inconclusive, so that the projection is made as well.
    setting.noise = 1
    setting.passEffect = 0.05
    Swift.print(
      "\nJudging \(Self.documents) documents in \(Self.rounds) rounds by two servers:\n")
    row("what", "takes", "limit")
    row("---", "---", "---")
    for concurrency in [1, 4] {
      setting.concurrency = concurrency
      let run = SimulatedRun.whole(setting, seed: seed)
      let builder = run.folded()
      let whole = median(of: 5) {
        var copy = builder
        _ = copy.finish()
      }
      let look = median(of: 21) { _ = run.comparison() }
      line("the whole run, 10,000 resamples, c = \(concurrency)", whole, Self.wholeLimit, &bounds)
      line("a look at it, no resamples, c = \(concurrency)", look, Self.lookLimit, &bounds)
    }
  }

  private func line(_ name: String, _ seconds: Double, _ limit: Double, _ bounds: inout Bounds) {
    row(name, "\(Bounds.decimal(1000 * seconds)) ms", "\(Bounds.decimal(1000 * limit)) ms")
    if seconds > limit { bounds.miss("\(name): \(Bounds.decimal(1000 * seconds)) ms") }
  }

  /// CPU seconds of this thread, the middle of a few tries: other programs of a busy machine take
  /// the processor away, which is no cost of judging.
  private func median(of tries: Int, _ work: () -> Void) -> Double {
    let times = (0..<tries).map { _ in
      let began = cpuSeconds()
      work()
      return cpuSeconds() - began
    }
    return times.sorted()[tries / 2]
  }

  private func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
