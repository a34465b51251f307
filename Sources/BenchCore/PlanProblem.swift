/// Something in a plan that cannot work, named by the key that the user wrote.
package struct PlanProblem: Error, Hashable, Sendable {
  /// Path of the key, as in the plan file: `servers.python.url`, `dpi`.
  package var key: String
  /// What is wrong, and what would be right.
  package var message: String

  package init(_ key: String, _ message: String) {
    self.key = key
    self.message = message
  }
}

extension Plan {
  /// Everything that keeps the plan from being run; empty when it can be.
  package var problems: [PlanProblem] {
    serverProblems + launchProblems + conditionProblems + loadProblems + judgingProblems
  }

  private var serverProblems: [PlanProblem] {
    var problems: [PlanProblem] = []
    if servers.isEmpty { problems.append(PlanProblem("servers", "name at least one server")) }
    var seen: Set<String> = []
    for server in servers {
      let key = "servers.\(server.key)"
      if !ServerSpec.isValidKey(server.key) {
        problems.append(
          PlanProblem(
            key, "use a lower-case name of letters, digits, - and _ that starts with a letter"))
      }
      if !seen.insert(server.key).inserted {
        problems.append(PlanProblem(key, "two servers have this name; give each its own"))
      }
      if case .url(let url) = server.origin, !Self.isHTTPURL(url) {
        problems.append(
          PlanProblem(key + ".url", "\"\(Redaction.url(url))\" is no http:// or https:// address"))
      }
      if case .embedded(let text) = server.origin, EmbeddedSpec(text) == nil {
        problems.append(
          PlanProblem(
            key + ".embedded", "\"\(text)\" is no embedded server; \(EmbeddedSpec.expectation)"))
      }
    }
    return problems
  }

  private var conditionProblems: [PlanProblem] {
    var problems: [PlanProblem] = []
    if dpis.isEmpty { problems.append(PlanProblem("dpi", "name at least one resolution")) }
    for dpi in dpis where !(dpi >= 1 && dpi <= 10_000) {
      problems.append(PlanProblem("dpi", "\(Quantity.plain(dpi)) is outside 1 to 10000"))
    }
    if Set(dpis).count != dpis.count { problems.append(PlanProblem("dpi", "a value is repeated")) }
    if concurrencies.isEmpty {
      problems.append(PlanProblem("concurrency", "name at least one concurrency"))
    }
    for concurrency in concurrencies where !(1...4096).contains(concurrency) {
      problems.append(PlanProblem("concurrency", "\(concurrency) is outside 1 to 4096"))
    }
    if Set(concurrencies).count != concurrencies.count {
      problems.append(PlanProblem("concurrency", "a value is repeated"))
    }
    if conditionCount > Self.conditionLimit {
      problems.append(
        PlanProblem(
          "dpi",
          "\(Quantity.count(conditionCount)) combinations of server, dpi and concurrency are more "
            + "than the \(Self.conditionLimit) that one run can hold; run some of them apart"))
    }
    return problems
  }

  private var loadProblems: [PlanProblem] {
    var problems: [PlanProblem] = []
    func require(_ holds: Bool, _ key: String, _ message: String) {
      if !holds { problems.append(PlanProblem(key, message)) }
    }
    if let open = load.open {
      require(
        OpenLoad.rates.contains(open.ratePerSecond), "rate",
        "\(Quantity.plain(open.ratePerSecond))/s is outside 0.001/s to 100000/s")
    }
    require((1...1_000_000).contains(rounds), "rounds", "\(rounds) is outside 1 to 1000000")
    if let stopRule {
      require(
        StopRule.margins.contains(stopRule.margin), "until",
        "±\(Quantity.number(stopRule.margin * 100)) % is outside ±0.01 % to ±100 %")
      require(
        rounds >= StopRule.leastRounds, "max_rounds",
        "\(rounds) is less than \(StopRule.leastRounds), the least that an interval is believed at")
      require(
        servers.count > 1, "until",
        "one server alone has no interval to wait for; name a second one, or a number of rounds")
      require(
        order != .sequential, "until",
        "one server after the other has nothing to compare until the last has begun; "
          + "choose the order interleaved or simultaneous")
    }
    require((0...1000).contains(warmUp), "warmup", "\(warmUp) is outside 0 to 1000")
    require(
      timeoutSeconds > 0 && timeoutSeconds <= 86_400, "timeout",
      "\(Quantity.plain(timeoutSeconds)) s is not above 0 and at most 86400 s")
    require(
      readyWithinSeconds >= 0 && readyWithinSeconds <= 86_400, "ready_within",
      "\(Quantity.plain(readyWithinSeconds)) s is outside 0 to 86400 s")
    require(!corpus.directory.isEmpty, "corpus", "name the folder of PDFs")
    if let maxFiles = corpus.maxFiles {
      require(maxFiles >= 1, "corpus.max_files", "\(maxFiles) is less than 1")
    }
    return problems
  }

  private var judgingProblems: [PlanProblem] {
    let keys = servers.map(\.key)
    var problems: [PlanProblem] = []
    if let baseline, !keys.contains(baseline) {
      let advice =
        Suggestion.nearest(to: baseline, among: keys).map { "did you mean \"\($0)\"?" }
        ?? "there are " + keys.joined(separator: ", ")
      problems.append(
        PlanProblem("baseline", "there is no server \"\(baseline)\"; " + advice))
    }
    if assertions.count > Self.assertionLimit {
      problems.append(
        PlanProblem("assert", "more than \(Self.assertionLimit) assertions; leave some out"))
    }
    for text in assertions.prefix(Self.assertionLimit) {
      do throws(AssertionProblem) { _ = try Assertion(text, servers: keys) } catch {
        problems.append(PlanProblem("assert", error.description))
      }
    }
    return problems
  }

  /// Most assertions of a plan.
  private static let assertionLimit = 100

  private static func isHTTPURL(_ url: String) -> Bool {
    for scheme in ["http://", "https://"] where url.lowercased().hasPrefix(scheme) {
      let rest = url.dropFirst(scheme.count)
      let authority = rest.prefix { $0 != "/" }
      let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      return !host.isEmpty && host.first != ":" && !rest.contains { $0 == "?" || $0 == "#" }
        && url.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    }
    return false
  }
}
