package import BenchCore
internal import Contract
internal import CurlKit
internal import LoadEngine
internal import Synchronization

/// Asks servers about the contract and the DPI, without measuring them.
///
/// They are made ready as for a run, and what was launched is stopped again.
package struct ServerChecker: Sendable {
  private let plan: Plan
  private let corpus: LoadedCorpus
  private let samplePage: ProbePage?
  private let executable: String
  private let control: RunControl
  private let publish: @Sendable ([RunEvent]) -> Void

  /// - Parameter publish: Takes what becomes known of the servers while they are made ready.
  package init(
    plan: Plan, corpus: LoadedCorpus, samplePage: ProbePage?, executable: String,
    control: RunControl, publish: @escaping @Sendable ([RunEvent]) -> Void
  ) {
    self.plan = plan
    self.corpus = corpus
    self.samplePage = samplePage
    self.executable = executable
    self.control = control
    self.publish = publish
  }

  /// One check a server, in the order of the plan; nil once stopped.
  package func run() async -> [ServerCheck]? {
    let details = Details()
    let fleet = ServerFleet(
      plan: plan, executable: executable, clock: RunClock(), control: control,
      publish: { [publish] events in
        details.take(events)
        publish(events)
      })
    let work = Task {
      let standings = await fleet.makeReady()
      var checks: [ServerCheck] = []
      for (server, standing) in standings.enumerated() where !control.isStopped {
        checks.append(await check(server, standing, details.of(server)))
      }
      return checks
    }
    control.onStop { work.cancel() }
    let checks = await work.value
    await fleet.stopLaunched()
    return control.isStopped ? nil : checks
  }

  private func check(
    _ server: Int, _ standing: ServerFleet.Standing, _ detail: String
  ) async -> ServerCheck {
    switch standing {
    case .unavailable(let reason):
      return ServerCheck(
        server: server, url: nil, findings: [CheckFinding(.readiness, .failed, reason)])
    case .ready(let url):
      var check = ServerCheck(
        server: server, url: Redaction.url(url), findings: [CheckFinding(.readiness, .ok, detail)])
      check.findings += await contract(server, url)
      // A server that gives no answer would only be waited for again.
      if check.findings.contains(where: { $0.subject == .answer && $0.grade == .failed }) {
        return check
      }
      guard let page = ProbePage.forDPI(corpus, otherwise: samplePage) else { return check }
      let (low, high) = DPIProbe.contrast(of: plan.dpis)
      let prober = DPIProber(
        plan: plan, server: server, url: url, page: page, low: low, high: high)
      let reaction = DPIReaction(await prober.probe(.same(prober.placement)))
      check.reaction = reaction
      if reaction.outcome == .reacts { check.reading = await reading(prober, reaction) }
      check.findings.append(CheckFinding(reaction, check.reading))
      return check
    }
  }

  /// Where the DPI is read; nil where the plan says it in one place only.
  private func reading(_ prober: DPIProber, _ whole: DPIReaction) async -> DPIReading? {
    guard prober.placement.count > 1 else { return nil }
    // What a server tells is the same each time; times need as many pairs as before.
    let pairs = [.pixels, .text].contains(whole.sign) ? DPIReaction.leastPairs : DPIProbe.pairs
    let query = DPIReaction(await prober.probe(.same([.query]), pairs: pairs))
    let form = DPIReaction(await prober.probe(.same([.form]), pairs: pairs))
    let readsBoth = query.outcome == .reacts && form.outcome == .reacts
    return DPIReading(
      whole: whole, queryOnly: query, formOnly: form,
      crossed: readsBoth ? await prober.probe(.crossed, pairs: pairs) : nil)
  }

  /// The same document twice over one connection, and then a file that is no PDF.
  private func contract(_ server: Int, _ url: String) async -> [CheckFinding] {
    guard let page = ProbePage.forCounting(corpus) ?? samplePage, let dpi = plan.dpis.first
    else { return [] }
    let shape = plan.servers[server].request
    let check = ContractCheck(shape: shape)
    let question = ServerQuestion(plan: plan, server: server, url: url)
    let document = question.request(page, dpi: dpi)
    let requests = [document, document, question.noPDF(dpi: dpi)]
    let results = await HTTPClient().sendInTurn(requests)
    var judge = AnswerJudge(shape: shape)
    var findings: [CheckFinding] = []
    if let first = results.first {
      let outcome: Outcome =
        if let error = first.error { .failed(RequestFailure(error)) } else {
          judge.judge(status: first.status ?? 0, body: first.body)
        }
      findings += check.findings(
        outcome, pages: page.document.pages, document: page.document.name,
        serviceSeconds: Double(first.stamps.duration) / 1e9)
    }
    guard results.count == requests.count else { return findings + Self.cutOff(results) }
    findings.append(
      results[2].error.map { Self.failed(.refusal, $0) }
        ?? check.refusal(status: results[2].status ?? 0, body: results[2].body))
    findings.append(check.keepAlive(isReused: results[1].connectionReused))
    return findings
  }

  /// Why the second of the same documents was not answered, where the first was.
  private static func cutOff(_ results: [TransferResult]) -> [CheckFinding] {
    guard results.count > 1, let error = results.last?.error else { return [] }
    return [failed(.keepAlive, error)]
  }

  private static func failed(
    _ subject: CheckFinding.Subject, _ error: TransferError
  )
    -> CheckFinding
  {
    let failure = RequestFailure(error)
    return CheckFinding(subject, .failed, "\(failure.kind.words): \(failure.message)")
  }
}

/// What servers said of themselves when they became ready.
private final class Details: Sendable {
  private let texts = Mutex<[Int: String]>([:])

  func take(_ events: [RunEvent]) {
    for event in events {
      guard case .serverChanged(let change) = event.payload, change.state == .ready else {
        continue
      }
      texts.withLock { $0[change.server] = change.detail }
    }
  }

  func of(_ server: Int) -> String { texts.withLock { $0[server] } ?? "" }
}
