package import BenchCore
package import Canvas

/// Where a run stands, on one line.
///
///     00:41  round 2/5  76/200  python 38 ok  p50 2.38 s  8.90 pages/s │ rust 38 ok  …
///
/// Says as much as fits: what matters least goes first.
package enum ProgressLine {
  /// The line, in at most `width` cells, without a line break.
  package static func text(
    _ state: RunState, width: Int, glyphs: Glyphs = .unicode
  ) -> String {
    let head = head(state)
    let servers = state.servers.indices.map { ServerProgress(state, server: $0) }
    var line = ""
    for detail in Detail.allCases {
      let tail = tail(state, servers, detail, glyphs)
      line = glyphs.spelled(tail.isEmpty ? head : head + "  " + tail)
      if DisplayWidth.of(line) <= width { return line }
    }
    return DisplayWidth.truncate(line, to: max(0, width), glyphs: glyphs)
  }

  /// How much is said of each server.
  private enum Detail: Int, CaseIterable {
    case everything, withoutInFlight, keys, withoutRate, shortest, totals
  }

  private static func head(_ state: RunState) -> String {
    let clock = Quantity.clock(seconds: state.now.seconds(since: .zero))
    guard let started = state.started else { return clock }
    var parts = [clock]
    if started.plan.rounds > 1 {
      let round = min(state.round + 1, started.plan.rounds)
      let most = Quantity.count(started.plan.rounds)
      parts.append(
        "round \(Quantity.count(round))"
          + (started.plan.stopRule == nil ? "/" + most : " of at most " + most))
    }
    let done = Quantity.count(state.finishedRequests)
    parts.append(state.plannedRequests.map { "\(done)/\(Quantity.count($0))" } ?? done)
    return parts.joined(separator: "  ")
  }

  private static func tail(
    _ state: RunState, _ servers: [ServerProgress], _ detail: Detail, _ glyphs: Glyphs
  ) -> String {
    guard let plan = state.started?.plan else { return "" }
    if detail == .totals {
      let failed = state.conditions.reduce(0) { $0 &+ $1.failed }
      return failed > 0 ? Quantity.count(failed) + " failed" : ""
    }
    let separator = glyphs == .unicode ? " │ " : " | "
    return zip(plan.servers.indices, servers).map { index, progress in
      let server = plan.servers[index]
      let name = detail.rawValue >= Detail.keys.rawValue ? server.key : server.name
      let shown = Sanitizer.line(name, glyphs: glyphs, limit: 40)
      return ([shown] + facts(state, server: index, progress, detail, glyphs)).joined(
        separator: "  ")
    }.joined(separator: separator)
  }

  private static func facts(
    _ state: RunState, server: Int, _ progress: ServerProgress, _ detail: Detail,
    _ glyphs: Glyphs
  ) -> [String] {
    guard progress.finished > 0 || progress.warmUps > 0 else {
      return [waiting(state, server: server, detail, glyphs)]
    }
    guard progress.finished > 0 else { return ["warming up"] }
    var facts = ["\(Quantity.count(progress.succeeded)) ok"]
    if progress.failed > 0 { facts.append("\(Quantity.count(progress.failed)) failed") }
    let median = Quantity.duration(nanoseconds: progress.median)
    if detail == .shortest {
      facts.append(median)
      return facts
    }
    facts.append("p50 " + median)
    if detail.rawValue < Detail.withoutRate.rawValue {
      facts.append(Quantity.rate(progress.current?.pagesPerSecond, "pages/s"))
    }
    if detail == .everything { facts.append("\(Quantity.count(progress.inFlight)) in flight") }
    return facts
  }

  private static func waiting(
    _ state: RunState, server: Int, _ detail: Detail, _ glyphs: Glyphs
  ) -> String {
    guard state.servers.indices.contains(server) else { return "" }
    let status = state.servers[server]
    let words = Sanitizer.line(status.detail, glyphs: glyphs, limit: 60)
    let isShort = detail.rawValue >= Detail.withoutRate.rawValue
    let name = status.state == .unknown ? "waiting" : status.state.rawValue
    return isShort || words.isEmpty || status.state == .ready ? name : name + " (\(words))"
  }
}

/// What one server has shown so far: counts over all its conditions, figures of the current one.
private struct ServerProgress {
  private(set) var succeeded = 0
  private(set) var failed = 0
  private(set) var warmUps = 0
  private(set) var inFlight = 0
  /// The condition that was heard of last.
  private(set) var current: ConditionState?
  /// Median service time of that condition, nanoseconds; counting it out takes a while.
  private(set) var median: Int64?

  var finished: Int { succeeded + failed }

  init(_ state: RunState, server: Int) {
    guard let plan = state.started?.plan else { return }
    let conditions = plan.conditions
    for (condition, figures) in zip(conditions, state.conditions) where condition.server == server {
      succeeded += figures.succeeded
      failed += figures.failed
      warmUps += figures.warmUps
      guard let latest = figures.recent.last?.end else { continue }
      if let known = current?.recent.last?.end, known > latest { continue }
      current = figures
    }
    median = current?.serviceTime.nanoseconds(atPercentile: 0.5)
    // A request that has ended counts until its answer is judged: never show more than can be.
    inFlight = conditions.indices.filter { conditions[$0].server == server }.reduce(0) {
      $0 &+ min(state.inFlight.count(ofCondition: $1), conditions[$1].concurrency)
    }
  }
}
