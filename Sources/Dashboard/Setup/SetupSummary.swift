internal import BenchCore
internal import Canvas

/// What the form's plan will do, in words.
enum SetupSummary {
  /// How much will be sent, or how much is still wrong.
  static func amount(_ reading: SetupReading, _ corpus: CorpusView) -> String {
    guard reading.problems.isEmpty else {
      return Quantity.count(reading.problems.count, "field") + " to mend"
    }
    let servers = Quantity.count(reading.plan.servers.count, "server")
    guard case .documents = corpus.scan, corpus.directory == reading.plan.corpus.directory else {
      return servers
    }
    let totals = corpus.totals
    let fit =
      reading.plan.corpus.keepDefective ? totals.documents : totals.documents - totals.defective
    let sent = min(fit, reading.plan.corpus.maxFiles ?? .max)
    let (each, overflow) = sent.multipliedReportingOverflow(by: reading.plan.rounds)
    let (all, tooMany) = each.multipliedReportingOverflow(by: reading.plan.points.count)
    guard !overflow, !tooMany else { return servers }
    return (reading.plan.stopRule == nil ? "" : "at most ") + Quantity.count(all, "request")
      + " to "
      + (reading.plan.servers.count == 1 ? "1 server" : "each of " + servers)
  }

  /// The whole plan in a sentence.
  static func text(_ plan: Plan) -> String {
    let names = plan.servers.map(\.name)
    let servers =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.joined()
    let order: String
    switch plan.order {
    case _ where names.count < 2: order = ""
    case .interleaved:
      let isEach = plan.takesTurnsOnDocuments(concurrency: plan.concurrencies.first ?? 1)
      order = isEach ? " in turns on every document" : " in turns on every pass"
    case .sequential: order = ", all of one and then all of the next"
    case .simultaneous: order = ", all at once"
    }
    let times = plan.rounds == 1 ? "once" : "\(Quantity.count(plan.rounds)) times"
    let rounds =
      plan.stopRule.map { "at most \(times), until intervals are \(Wording.margin($0.margin))," }
      ?? times
    return "Sends every document of \(plan.corpus.directory) \(rounds) to \(servers)\(order), "
      + list(plan.dpis.map(Quantity.plain)) + " dpi, "
      + pace(plan)
  }

  private static func pace(_ plan: Plan) -> String {
    let most = list(plan.concurrencies.map(String.init))
    guard let open = plan.load.open else { return "\(most) at a time." }
    return "\(Quantity.plain(open.ratePerSecond)) a second, at most \(most) at a time."
  }

  /// `100`, `100 and 300`, `1, 2 and 4`.
  private static func list(_ values: [String]) -> String {
    guard values.count > 1, let last = values.last else { return values.joined() }
    return values.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What the plan file or the command line asked for that has no field; nil for nothing.
  static func hidden(_ plan: Plan) -> String? {
    var facts: [String] = []
    for server in plan.servers {
      if let launch = server.launch {
        facts.append("\(server.key) is launched: \(launch.commandLine)")
      }
    }
    let used = Set(plan.servers.compactMap(\.container))
    for container in plan.containers where used.contains(container.key) {
      facts.append("container \(container.containerName) is started from \(container.imageName)")
    }
    if plan.stream { facts.append("answers come page by page, as streams of events") }
    if plan.tls.insecure { facts.append("any TLS certificate is accepted") }
    if let file = plan.tls.caFile { facts.append("TLS authorities from \(file)") }
    if !plan.headers.isEmpty {
      let names = plan.headers.map(\.name).joined(separator: ", ")
      facts.append(
        "every request has the \(plan.headers.count == 1 ? "header" : "headers") \(names)")
    }
    if let baseline = plan.baseline { facts.append("all are compared with \(baseline)") }
    if !plan.assertions.isEmpty {
      facts.append("the run is held to " + plan.assertions.joined(separator: ", "))
    }
    return facts.isEmpty ? nil : "Also: " + facts.joined(separator: "; ") + "."
  }
}
