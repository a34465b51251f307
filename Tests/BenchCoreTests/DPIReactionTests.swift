import Statistics
import Testing

@testable import BenchCore

/// Whether a server reacts to the DPI, from what it said and how long it took.
struct DPIReactionTests {
  /// A probe of pairs, each sample made from its times.
  static func probe(
    _ low: [Double], _ high: [Double], serviceOnly: Bool = false,
    said: Set<RequestShape.DPIPlacement> = [.query, .form],
    change: (_ pair: Int, _ isHigh: Bool, inout DPISample) -> Void = { _, _, _ in }
  ) -> DPIProbe {
    func sample(_ seconds: Double, _ pair: Int, _ isHigh: Bool) -> DPISample {
      var sample = DPISample(
        serviceSeconds: seconds, serverSeconds: serviceOnly ? nil : seconds)
      change(pair, isHigh, &sample)
      return sample
    }
    return DPIProbe(
      server: 0, document: "a.pdf", low: 72, high: 300, said: said,
      pairs: zip(low, high).enumerated().map { pair, times in
        DPIPair(low: sample(times.0, pair, false), high: sample(times.1, pair, true))
      })
  }

  static let steady = [0.100, 0.101, 0.099, 0.100, 0.102]
  static let steadyToo = [0.101, 0.100, 0.100, 0.099, 0.101]

  /// Times in seconds; ratio and interval by scipy 1.17.1:
  /// `exp(mean ± t.ppf(.975, 4) · std(ddof=1) / √5)` of `log(high / low)`.
  struct Times: Sendable, CustomTestStringConvertible {
    var name: String
    var low: [Double]
    var high: [Double]
    var ratio: Double
    var interval: ClosedRange<Double>
    var outcome: DPIReaction.Outcome

    var testDescription: String { name }
  }

  static let times = [
    Times(
      name: "five times as long, noisily", low: [0.1, 0.2, 0.1, 0.3, 0.15],
      high: [0.5, 0.9, 0.6, 1.2, 0.8], ratio: 4.919018971698725,
      interval: 4.054327688862073...5.968128257221183, outcome: .reacts),
    Times(
      name: "the same", low: steady, high: steadyToo, ratio: 0.9980314807918094,
      interval: 0.9845806637644817...1.0116660557227413, outcome: .doesNotReact),
    Times(
      name: "noise that hides everything", low: [0.1, 0.2, 0.1, 0.3, 0.15],
      high: [0.2, 0.1, 0.3, 0.1, 0.2], ratio: 1.0592238410488122,
      interval: 0.3348391906015466...3.3507282807325525, outcome: .cannotTell),
    Times(
      name: "about the same, and not known well enough", low: [0.100, 0.115, 0.090, 0.100, 0.110],
      high: [0.110, 0.100, 0.105, 0.095, 0.100], ratio: 0.9926462606468053,
      interval: 0.8485532628161091...1.1612077190134151, outcome: .cannotTell),
    Times(
      name: "5 % longer for certain", low: steady, high: [0.105, 0.1062, 0.1039, 0.1048, 0.1072],
      ratio: 1.0499913909825451, interval: 1.0483010386969758...1.051684468907739,
      outcome: .cannotTell),
    Times(
      name: "12 % longer, hardly more than the margin for certain",
      low: [0.1, 0.1, 0.1, 0.1, 0.101], high: [0.112, 0.115, 0.110, 0.113, 0.112],
      ratio: 1.121648366268317, interval: 1.097876194040634...1.1459352742881501,
      outcome: .cannotTell),
    // As of a server that ignores the DPI on a busy machine. By `t.ppf(.995, 4)`, 0.973…2.119.
    Times(
      name: "longer at 95 % and not at 99 %", low: [0.1, 0.1, 0.1, 0.1, 0.1],
      high: [0.11, 0.18, 0.13, 0.15, 0.158], ratio: 1.4357253801164305,
      interval: 1.1352807895970551...1.8156806545119892, outcome: .cannotTell),
    Times(
      name: "a fifth of the time", low: [0.5, 0.52, 0.49, 0.505, 0.51],
      high: [0.1, 0.104, 0.098, 0.101, 0.102], ratio: 0.2, interval: 0.2...0.2,
      outcome: .cannotTell),
  ]

  @Test("Times alone decide only where they are clear", arguments: times, [true, false])
  func byTime(times: Times, serviceOnly: Bool) throws {
    let reaction = DPIReaction(Self.probe(times.low, times.high, serviceOnly: serviceOnly))
    #expect(reaction.outcome == times.outcome)
    #expect((reaction.serverSeconds == nil) == serviceOnly)
    let estimate = try #require(reaction.serviceTime)
    let interval = try #require(estimate.interval)
    #expect(abs(LogRatio.ratio(estimate.value) / times.ratio - 1) < 1e-9)
    #expect(abs(LogRatio.ratio(interval.lowerBound) / times.interval.lowerBound - 1) < 1e-9)
    #expect(abs(LogRatio.ratio(interval.upperBound) / times.interval.upperBound - 1) < 1e-9)
    let sign: DPIReaction.Sign =
      times.outcome == .cannotTell ? .noise : serviceOnly ? .serviceTime : .serverSeconds
    #expect(reaction.sign == sign)
  }

  @Test("The server's seconds show what the noise around them hides")
  func bothTimes() {
    let noisy = [0.9, 1.4, 0.8, 1.9, 1.1]
    let reaction = DPIReaction(
      Self.probe(Self.steady, Self.steady.map { $0 * 3 }) { pair, isHigh, sample in
        sample.serviceSeconds = noisy[(pair + (isHigh ? 2 : 0)) % 5]
      })
    #expect(reaction.outcome == .reacts && reaction.sign == .serverSeconds)
    // That they stay the same needs both: what surrounds the pipeline may be what renders.
    let same = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo) { pair, isHigh, sample in
        sample.serviceSeconds = noisy[(pair + (isHigh ? 2 : 0)) % 5]
      })
    #expect(same.outcome == .cannotTell)
  }

  @Test("A clock too coarse to differ says nothing")
  func coarse() {
    let reaction = DPIReaction(
      Self.probe(Self.steady, Self.steady.map { $0 * 2 }) { $2.serverSeconds = 0.1 })
    #expect(reaction.serverSeconds == nil)
    #expect(reaction.outcome == .reacts && reaction.sign == .serviceTime)
    let zero = DPIReaction(Self.probe(Self.steady, Self.steadyToo) { $2.serverSeconds = 0 })
    #expect(zero.serverSeconds == nil && zero.outcome == .doesNotReact)
  }

  // MARK: What the server says

  @Test(
    "Pixels that move show it whatever the time; pixels that stay deny it unless the time moves",
    arguments: [
      (0.5, 8.7, 1.0, .reacts), (8.7, 0.5, 1.0, .reacts), (2.1, 2.1, 1.0, .doesNotReact),
      (2.1, 2.2, 1.0, .doesNotReact), (2.1, 2.1, 3.0, .reacts),
    ] as [(Double, Double, Double, DPIReaction.Outcome)])
  func pixels(low: Double, high: Double, factor: Double, outcome: DPIReaction.Outcome) {
    let reaction = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo.map { $0 * factor }) {
        $2.megapixels = $1 ? high : low
      })
    #expect(reaction.outcome == outcome)
    #expect(reaction.sign == (factor > 1 ? .serverSeconds : .pixels))
  }

  @Test("Pixels decide where the times are noise")
  func pixelsOverNoise() {
    let reaction = DPIReaction(
      Self.probe([0.1, 0.2, 0.1, 0.3, 0.15], [0.2, 0.1, 0.3, 0.1, 0.2]) { $2.megapixels = 2.1 })
    #expect(reaction.outcome == .doesNotReact && reaction.sign == .pixels)
  }

  @Test("Pixels that differ at the same DPI are nobody's evidence")
  func wildPixels() {
    let reaction = DPIReaction(
      Self.probe([0.1, 0.2, 0.1, 0.3, 0.15], [0.2, 0.1, 0.3, 0.1, 0.2]) {
        $2.megapixels = Double(1 + $0) * ($1 ? 3 : 1)
      })
    #expect(reaction.megapixels == nil && reaction.outcome == .cannotTell)
  }

  @Test("A DPI that is only repeated shows nothing; one that stays denies it")
  func told() {
    let repeated = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo) { $2.dpiUsed = $1 ? 300 : 72 })
    #expect(repeated.outcome == .cannotTell && repeated.sign == .dpiTold)
    #expect(repeated.advice?.contains("repeats") == true)
    let fixed = DPIReaction(Self.probe(Self.steady, Self.steadyToo) { $2.dpiUsed = 150 })
    #expect(fixed.outcome == .doesNotReact && fixed.sign == .dpiTold)
    let honest = DPIReaction(
      Self.probe(Self.steady, Self.steady.map { $0 * 4 }) { $2.dpiUsed = $1 ? 300 : 72 })
    #expect(honest.outcome == .reacts && honest.sign == .serverSeconds)
  }

  @Test("Another text at each DPI shows it; a text that is never the same twice does not")
  func texts() {
    let read = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo) { $2.textDigest = $1 ? "sharp" : "blurred" })
    #expect(read.outcome == .reacts && read.sign == .text && read.textsDiffer == true)
    let random = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo) { $2.textDigest = "\($0) \($1)" })
    #expect(random.textsDiffer == nil && random.outcome == .doesNotReact)
    // A text layer reads the same at every DPI, however much is rendered.
    let layer = DPIReaction(
      Self.probe(Self.steady, Self.steady.map { $0 * 4 }) { $2.textDigest = "words" })
    #expect(layer.textsDiffer == false && layer.outcome == .reacts)
  }

  // MARK: Failures

  @Test(
    "Three answered pairs are the least, whatever they say", arguments: [(2, false), (3, true)])
  func fewPairs(answered: Int, isEnough: Bool) {
    let reaction = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo) { pair, isHigh, sample in
        sample.megapixels = isHigh ? 8 : 0.5
        if pair >= answered { sample.failure = RequestFailure(.http, "HTTP 500: broken") }
      })
    #expect(reaction.answered == answered)
    #expect(reaction.outcome == (isEnough ? .reacts : .cannotTell))
    if !isEnough {
      #expect(reaction.sign == .failures)
      #expect(reaction.evidence.contains("6 of 10 requests failed (http: HTTP 500: broken)"))
    }
  }

  @Test("A server that refuses one of the two DPIs and never the other has read it")
  func refusal() {
    func reaction(_ kind: FailureKind, _ fails: @escaping (Int, Bool) -> Bool) -> DPIReaction {
      DPIReaction(
        Self.probe(Self.steady, Self.steadyToo) {
          if fails($0, $1) { $2.failure = RequestFailure(kind, "no") }
        })
    }
    #expect(reaction(.http) { $1 }.sign == .refusal)
    #expect(reaction(.http) { $1 }.outcome == .reacts)
    #expect(reaction(.http) { !$1 }.outcome == .reacts)
    #expect(reaction(.timeout) { $1 }.outcome == .cannotTell)
    #expect(reaction(.http) { $1 || $0 == 0 }.outcome == .cannotTell)
    #expect(reaction(.http) { _, _ in true }.outcome == .cannotTell)
  }

  @Test("No request, no outcome; a DPI that is said nowhere cannot be reacted to")
  func nothing() {
    #expect(DPIReaction(Self.probe([], [])).outcome == .cannotTell)
    let silent = DPIReaction(Self.probe([], [], said: []))
    #expect(silent.outcome == .doesNotReact && silent.sign == .neverSaid)
    #expect(silent.evidence.contains("neither"))
  }

  @Test("The evidence is told in numbers")
  func words() {
    let reaction = DPIReaction(
      Self.probe(Self.steady, Self.steadyToo) {
        $2.megapixels = 2.11
        $2.textDigest = "words"
      })
    #expect(
      reaction.evidence == """
        72 → 300 dpi on a.pdf, 5 pairs: 2.11 → 2.11 megapixels; the same text; \
        server's own seconds × 0.998 [0.985, 1.01], service time × 0.998 [0.985, 1.01]
        """)
  }

  // MARK: What is sent

  @Test("A run's own resolutions are asked where they are far enough apart")
  func contrast() {
    #expect(DPIProbe.contrast(of: [150, 300, 100]) == (100, 300))
    #expect(DPIProbe.contrast(of: [150, 200]) == (72, 300))
    #expect(DPIProbe.contrast(of: [150]) == (72, 300))
    #expect(DPIProbe.contrast(of: []) == (72, 300))
  }

  @Test("Neither DPI always meets the same one of two workers that take turns")
  func order() {
    let isHigh = (0..<DPIProbe.pairs).flatMap { pair in
      [DPIProbe.beginsHigh(pair: pair), !DPIProbe.beginsHigh(pair: pair)]
    }
    let high = isHigh.indices.filter { isHigh[$0] }.map { $0 % 2 }
    #expect(isHigh.count { $0 } == 5)
    #expect(Set(high) == [0, 1])
  }
}
