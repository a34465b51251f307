internal import BenchCore
internal import Contract
internal import CurlKit
internal import LoadEngine

/// Asks one server for the same page at a low and a high DPI, pair after pair.
struct DPIProber: Sendable {
  let plan: Plan
  /// Index into the plan's servers.
  let server: Int
  let url: String
  let page: ProbePage
  let low: Double
  let high: Double

  /// What the requests of a probe say.
  enum Saying: Sendable {
    /// The DPI, in these places.
    case same(Set<RequestShape.DPIPlacement>)
    /// The query another DPI than the form: a pair's low one is low by the query.
    case crossed
  }

  /// Where the plan's own requests say the DPI; a raw body has no form.
  var placement: Set<RequestShape.DPIPlacement> {
    let shape = plan.servers[server].request
    return shape.body == .raw ? shape.dpiPlacement.subtracting([.form]) : shape.dpiPlacement
  }

  /// Sends so many pairs after one of them that is thrown away, which opens the connection and
  /// warms the server; ends early where an answer stays out.
  func probe(_ saying: Saying, pairs: Int = DPIProbe.pairs) async -> DPIProbe {
    var said = Set(RequestShape.DPIPlacement.allCases)
    if case .same(let places) = saying { said = places }
    var probe = DPIProbe(
      server: server, document: page.document.name, low: low, high: high, said: said, pairs: [])
    guard !said.isEmpty, pairs > 0 else { return probe }
    let order =
      [false, true]
      + (0..<pairs).flatMap { pair -> [Bool] in
        let first = DPIProbe.beginsHigh(pair: pair)
        return [first, !first]
      }
    let results = await HTTPClient().sendInTurn(order.map { request(saying, isHigh: $0) })
    var judge = AnswerJudge(shape: plan.servers[server].request)
    let samples = results.map { sample($0, &judge) }
    probe.pairs = Self.pairs(samples)
    return probe
  }

  /// What was thrown away counts where nothing came after it: it is then why.
  private static func pairs(_ samples: [DPISample]) -> [DPIPair] {
    let kept = samples.count > 2 ? Array(samples.dropFirst(2)) : samples
    return stride(from: 0, to: kept.count, by: 2).map { start in
      let first = kept[start]
      let second = start + 1 < kept.count ? kept[start + 1] : notSent
      return DPIProbe.beginsHigh(pair: start / 2)
        ? DPIPair(low: second, high: first) : DPIPair(low: first, high: second)
    }
  }

  private static let notSent = DPISample(
    serviceSeconds: 0, failure: RequestFailure(.aborted, "not sent after that"))

  private func sample(_ result: TransferResult, _ judge: inout AnswerJudge) -> DPISample {
    let outcome: Outcome =
      if let error = result.error {
        .failed(RequestFailure(error))
      } else {
        judge.judge(status: result.status ?? 0, body: result.body)
      }
    return DPISample(outcome, serviceSeconds: Double(result.stamps.duration) / 1e9)
  }

  private func request(_ saying: Saying, isHigh: Bool) -> HTTPRequest {
    let dpi = isHigh ? high : low
    switch saying {
    case .same(let places):
      return ServerQuestion(plan: plan, server: server, url: url, places: places)
        .request(page, queryDPI: dpi, formDPI: dpi)
    case .crossed:
      return ServerQuestion(plan: plan, server: server, url: url, places: [.query, .form])
        .request(page, queryDPI: dpi, formDPI: isHigh ? low : high)
    }
  }
}
