internal import BenchCore

/// Asks every server of a run with several DPIs whether it reacts to them, before anything is timed.
///
/// One after the other: two at once would take time from each other.
struct DPIProbing: Sendable {
  let plan: Plan
  let corpus: LoadedCorpus
  let samplePage: ProbePage?
  let control: RunControl

  /// Tells a probe for each server that is there; none for a plan of one DPI, or once stopped.
  func run(_ urls: [String?], tell: (DPIProbe) -> Void) async {
    guard plan.dpis.count > 1,
      let page = ProbePage.forDPI(corpus, otherwise: samplePage)
    else { return }
    let (low, high) = DPIProbe.contrast(of: plan.dpis)
    for (server, url) in urls.enumerated() {
      guard let url, !control.isStopped else { continue }
      let prober = DPIProber(
        plan: plan, server: server, url: url, page: page, low: low, high: high)
      let probing = Task { await prober.probe(.same(prober.placement)) }
      control.onStop { probing.cancel() }
      let probe = await probing.value
      // Cut short by the user it would blame the server.
      if !control.isStopped { tell(probe) }
    }
  }
}
