internal import BenchCore
internal import Canvas
internal import Statistics

/// What the figures of a table mean, and what they do not.
struct ReportLegend {
  let figures: RunFigures
  let names: ServerNames
  let points: [RunPointFigures]
  let glyphs: Glyphs

  private var plan: Plan { figures.started.plan }
  private var isConcurrent: Bool { plan.concurrencies.contains { $0 > 1 } }

  var entries: [ReportEntry] {
    difference + [order, load] + throughput + pages + webOverhead + resources + percentiles
      + DocumentLegend(figures: figures, points: points).entries + stopped + retries + servers
  }

  private var difference: [ReportEntry] {
    guard plan.servers.count > 1 else { return [] }
    let baseline = plan.baselineIndex
    let others = plan.servers.indices.filter { $0 != baseline }
    let pair =
      (others.count == 1 ? names[others[0]] : "each server") + " against " + names[baseline]
    return [
      ReportEntry(
        key: "Difference",
        text: pair + ". Only the paired figures carry an interval; every other difference "
          + "describes this run alone.")
    ]
  }

  private var order: ReportEntry {
    var text: String
    switch plan.order {
    case _ where plan.servers.count < 2: text = "one server alone."
    case .interleaved:
      let turn =
        plan.takesTurnsOnDocuments(concurrency: plan.concurrencies.min() ?? 1)
        ? (isConcurrent ? "document or pass" : "document") : "pass over the documents"
      text = "interleaved: the servers took turns on every \(turn)."
    case .sequential:
      text = "sequential: all of one server, then all of the next; what drifted with time "
      text += "(heat, caches, other work) is blamed on one of them."
    case .simultaneous:
      text = "simultaneous, contended: all servers at once; where they share hardware they were "
      text += "in each other's way."
    }
    if plan.warmUp > 0 {
      text += " " + Quantity.count(plan.warmUp, "warm-up request") + " to each came first and "
      text += plan.warmUp == 1 ? "is in no figure." : "are in no figure."
    } else {
      text += " No warm-up: first requests are in the figures."
    }
    return ReportEntry(key: "Order", text: text)
  }

  private var load: ReportEntry {
    if figures.timesAreReconstructed {
      return ReportEntry(
        key: "Load", text: "the file does not say how many requests were in flight.")
    }
    let counts = plan.concurrencies.map(String.init).joined(separator: ", ")
    if let open = plan.load.open {
      return ReportEntry(
        key: "Load",
        text: "open model: in its turns, requests to a server are due "
          + "\(Quantity.number(open.ratePerSecond)) a second (\(open.arrivals.rawValue)), at most "
          + "\(counts) in flight. Service time begins when a request starts, late or not.")
    }
    return ReportEntry(
      key: "Load",
      text: "closed model, \(counts) in flight: a request starts when one before it has ended, "
        + "so that queueing in front of a server is not measured.")
  }

  private var throughput: [ReportEntry] {
    guard plan.load == .closed else {
      return [
        ReportEntry(
          key: "Response time",
          text: "from the moment a request was due to its last byte: it holds the wait for a free "
            + "slot, which service time leaves out. What lies between the two is the queue that "
            + "grows while a server stalls or is too slow for the rate; the closed model does not "
            + "see it. Late is more than 1 ms after it was due.")
      ]
    }
    guard plan.servers.count > 1 else { return [] }
    return [
      ReportEntry(
        key: "Throughput",
        text: "work done over the server's own turns, from its first request to its last answer; "
          + "the turns of the others are not in it.")
    ]
  }

  private var pages: [ReportEntry] {
    guard plan.stream else { return [] }
    return [
      ReportEntry(
        key: "Pages",
        text: "the time to the first page runs from the start of a request to the last byte of its "
          + "first page, of good answers; a gap from there to the next page of the same request.")
    ]
  }

  private var webOverhead: [ReportEntry] {
    guard points.contains(where: { $0.servers.contains { $0.webOverhead.count > 0 } }) else {
      return [
        ReportEntry(
          key: "Web overhead", text: "unknown: no answer told the server's own time.")
      ]
    }
    var text = "service time less the server's own time: the web layer, and whatever a server "
    text += "leaves out of its own clock."
    if isConcurrent {
      text += " With more than one request in flight it includes queueing inside the server."
    }
    return [ReportEntry(key: "Web overhead", text: text)]
  }

  private var resources: [ReportEntry] {
    let watched = points.flatMap(\.servers).compactMap(\.resources)
    guard !watched.isEmpty else { return [] }
    let samples = watched.map(\.samples).max() ?? 0
    var text = "of the servers' containers or processes, from "
    text +=
      "\(Quantity.count(samples, "sample")). Cores: CPU time ÷ the server's own turns, by wall "
    text += "clock. Memory is without page cache."
    if watched.contains(where: { $0.throttledShare != nil }) {
      text += " Throttled: periods in which it had used up its limit."
    }
    let names = Set(watched.map(\.subject))
    if names.count < Set(points.flatMap(\.places)).count {
      text += " One container works for several servers: what each of them used is by its share of "
      text += "the time, and pages per CPU second are not told."
    }
    return [ReportEntry(key: "Resources", text: text)]
  }

  private var percentiles: [ReportEntry] {
    let supports = points.flatMap { $0.servers.flatMap { [$0.p50, $0.p95, $0.p99 ?? $0.p95] } }.map(
      \.support)
    var parts: [String] = []
    if supports.contains(.rough) { parts.append("~ rough, fewer than ten values lie beyond it") }
    if supports.contains(.unsupported) { parts.append("– too few requests to tell") }
    guard !parts.isEmpty else { return [] }
    return [ReportEntry(key: "Percentiles", text: parts.joined(separator: "; ") + ".")]
  }

  private var stopped: [ReportEntry] {
    guard points.contains(where: { $0.servers.contains { $0.aborted > 0 } }) else { return [] }
    return [
      ReportEntry(
        key: "Stopped",
        text: "what was in flight when the run was stopped is no failure of a server, and is in "
          + "no time; the result file counts it in failed_requests, as the class aborted.")
    ]
  }

  private var retries: [ReportEntry] {
    plan.servers.indices.compactMap { server in
      let count = zip(plan.conditions, figures.conditions).filter { $0.0.server == server }
        .reduce(0) { $0 &+ $1.1.staleRetries }
      guard count > 0 else { return nil }
      return ReportEntry(
        key: "Retries",
        text: "\(names[server]) closed idle connections: "
          + "\(Quantity.count(count, "request was", plural: "requests were")) sent anew.")
    }
  }

  /// Where the servers were found, and from where they were measured.
  private var servers: [ReportEntry] {
    let places = plan.servers.indices.compactMap { index -> String? in
      guard figures.servers.indices.contains(index), let url = figures.servers[index].url else {
        return nil
      }
      return names[index] + " at "
        + Sanitizer.line(Redaction.url(url), glyphs: glyphs, limit: 120)
    }
    guard !places.isEmpty else { return [] }
    let host = figures.started.host
    let from = Sanitizer.line(host.name, glyphs: glyphs, limit: 60)
    return [
      ReportEntry(
        key: "Servers",
        text: places.joined(separator: ", ") + "; measured from \(from), "
          + Quantity.count(host.cores, "core") + ".")
    ]
  }
}
