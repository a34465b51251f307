internal import BenchCore
internal import Contract
internal import CurlKit

/// Asks a server whether it is ready, until it is, or the time is over.
struct ServerProbe: Sendable {
  let server: ServerSpec
  let url: String
  let plan: Plan
  /// Whether to wait for a server that does not answer at all.
  let awaitsConnection: Bool
  let control: RunControl
  /// How long it may take, seconds; nil for the plan's.
  var within: Double?
  /// Why waiting is in vain, as what was launched has ended; nil while it runs.
  var death: @Sendable () async -> String? = { nil }

  private var limit: Double { max(0, within ?? plan.readyWithinSeconds) }

  /// What asking came to.
  enum Verdict: Sendable, Equatable {
    case ready(String)
    case unavailable(String)
  }

  /// Asks every quarter of a second; tells each new state through `report`.
  func waitUntilReady(
    report: @Sendable (ServerState, String) -> Void
  ) async -> Verdict {
    let deadline = MonotonicClock.now() &+ UInt64(limit * 1e9)
    var lastLoading: String?
    while !control.isStopped {
      let answer = await ask()
      if let death = await death() { return .unavailable(death) }
      switch answer {
      case .ready(let detail): return .ready(detail)
      case .wrong(let reason): return .unavailable(reason)
      case .silent(let reason):
        guard awaitsConnection else {
          return .unavailable(
            "\(reason). Start it, or wait for it with --ready-within 60s")
        }
        guard MonotonicClock.now() < deadline else {
          return .unavailable("\(reason), for \(seconds(limit))")
        }
      case .loading(let detail):
        if detail != lastLoading { report(.loading, detail) }
        lastLoading = detail
        guard MonotonicClock.now() < deadline else {
          return .unavailable(
            "still loading after \(seconds(limit)): \(detail). "
              + "Give it longer with --ready-within")
        }
      }
      try? await Task.sleep(for: .milliseconds(250))
    }
    return .unavailable("the run was stopped")
  }

  private func seconds(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
  }

  /// One answer to one probe.
  private enum Answer {
    case ready(String)
    case loading(String)
    /// No connection, or nothing came over it.
    case silent(String)
    /// It answers, and waiting will not help.
    case wrong(String)
  }

  private func ask() async -> Answer {
    let template = RequestTemplate(server: server, baseURL: url, planHeaders: plan.headers)
    let request = HTTPRequest(
      url: template.healthURL, headers: template.healthHeaders, timeout: .seconds(10),
      connectTimeout: .seconds(5), tls: TLSOptions(plan.tls), responseLimit: 1 << 20)
    let result = await HTTPClient().send(request)
    if let error = result.error { return answer(to: error) }
    switch HealthJudge(shape: server.request).judge(
      status: result.status ?? 0, body: result.body)
    {
    case .ready(let detail): return .ready(detail)
    case .loading(let detail): return .loading(detail)
    case .notContract(let reason): return .wrong(reason)
    }
  }

  private func answer(to error: TransferError) -> Answer {
    switch error.kind {
    case .dns: return .wrong("the host of \(shownURL) is not known: \(error.message)")
    case .tls:
      return .wrong(
        "TLS with \(shownURL) failed: \(error.message). "
          + "Name its authority with --ca-file, or accept any certificate with --insecure")
    case .unsupported: return .wrong("\(shownURL) cannot be asked: \(error.message)")
    case .malformed, .tooLarge:
      return .wrong("\(shownURL) does not speak HTTP as expected: \(error.message)")
    case .connect, .timeout, .reset, .truncated, .aborted, .other:
      return .silent("\(shownURL) does not answer: \(error.message)")
    }
  }

  private var shownURL: String { Redaction.url(url) }
}
