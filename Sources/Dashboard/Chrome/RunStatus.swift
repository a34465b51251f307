internal import BenchCore
internal import Canvas

/// What is being run, in a few words: `150 dpi · 1 in flight · round 2/5 · 00:41`; on other screens
/// than its own, a run that is over is only told to be: `finished · results.json`.
struct RunStatus {
  /// Everything, in fewer and fewer cells; empty where nothing was run.
  private(set) var complete: [String] = []
  /// Less and less of it, at last the clock alone.
  private(set) var shortened: [String] = []
  /// What is told only where there is room beside everything else.
  private(set) var quiet: [String] = []

  init(_ state: DashboardState) {
    let isShown = state.screen == .run
    let run = isShown ? state.shownRun : state.run
    if !isShown, run.phase == .over {
      quiet = Self.over(run)
      return
    }
    guard let plan = run.state.started?.plan ?? run.plan, run.phase != .idle else { return }
    let point = run.shownPoint
    let shownDPI = point.map { Quantity.plain($0.dpi) }
    let shownConcurrency = point.map { String($0.concurrency) }
    // The guide's own files do not tell it.
    let isUnknown = isShown && state.replay?.run.kind == .guide
    let dpi = isUnknown ? "unknown" : Self.choice(plan.dpis.map(Quantity.plain), shownDPI)
    let load = Self.choice(plan.concurrencies.map(String.init), shownConcurrency)
    let clock = Quantity.clock(seconds: run.state.now.seconds(since: .zero))
    let round =
      plan.rounds > 1 ? ["round \(min(run.state.round + 1, plan.rounds))/\(plan.rounds)"] : []

    func joined(_ settings: [String]) -> String {
      (settings + round + [clock]).joined(separator: " · ")
    }
    complete = Self.loads(plan, load).map { joined([dpi + " dpi"] + $0) }
    // Of a sweep, only where it is now.
    if !isUnknown, let shownDPI, let shownConcurrency {
      let last = Self.loads(plan, shownConcurrency).last ?? []
      shortened.append(joined([shownDPI + " dpi"] + last))
    }
    shortened += [joined([]), clock]
  }

  /// How the last run ended, and its file.
  private static func over(_ run: RunView) -> [String] {
    guard case .saved(let path, _, _) = run.ending else { return ["the last run failed"] }
    let word = run.state.finished?.reason == .completed ? "finished" : "stopped early"
    return [word + " · " + Sanitizer.line(TypedPath.parts(path).start, limit: 60), word]
  }

  /// `100 [150] 300`: what of a sweep the lanes tell stands in brackets.
  private static func choice(_ values: [String], _ shown: String?) -> String {
    guard values.count > 1 else { return values.joined() }
    return values.map { $0 == shown ? "[\($0)]" : $0 }.joined(separator: " ")
  }

  private static func loads(_ plan: Plan, _ most: String) -> [[String]] {
    guard let open = plan.load.open else {
      return [["\(most) in flight"], ["c=\(most)"]]
    }
    let rate = "\(Quantity.plain(open.ratePerSecond))/s"
    return [[rate, "at most \(most) in flight"], [rate]]
  }
}
