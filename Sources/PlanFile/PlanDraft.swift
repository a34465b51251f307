package import BenchCore

/// A plan with gaps: what one source says of it, a file or the command line.
///
/// Drafts are laid over each other, `file.overridden(by: flags)`, and what is still open takes the
/// default: flags > file > defaults.
package struct PlanDraft: Hashable, Sendable {
  /// In the order of the table's columns.
  package var servers: [ServerDraft] = []
  /// The containers to start, by key.
  package var containers: [ContainerDraft] = []
  /// Address of the container engine.
  package var engine: String?
  /// Key of the server that the others are compared with.
  package var baseline: String?
  package var corpusDirectory: String?
  package var maxFiles: Int?
  package var keepDefective: Bool?
  package var dpis: [Double]?
  package var concurrencies: [Int]?
  /// Requests due a second for each condition, which makes the load open.
  package var ratePerSecond: Double?
  /// How requests are spread in the open model.
  package var arrivals: Arrivals?
  package var rounds: Int?
  /// Half-width of the intervals at which a run has enough rounds, as a share.
  package var until: Double?
  /// Most rounds of a run that ends when its intervals are narrow.
  package var maximumRounds: Int?
  package var warmUp: Int?
  package var order: ScheduleOrder?
  package var timeoutSeconds: Double?
  package var readyWithinSeconds: Double?
  package var seed: UInt64?
  /// Sent to every server.
  package var headers: [HeaderField] = []
  /// A PEM file of certificate authorities.
  package var caFile: String?
  package var insecure: Bool?
  /// What the run is held to; the flags' take the place of the file's.
  package var assertions: [String]?
  /// Whether answers are streamed page by page.
  package var stream: Bool?
  /// Where the result goes; not part of the plan itself.
  package var output: String?

  package init() {}

  /// This draft with everything that `other` says laid over it.
  ///
  /// Servers are laid over by key, and headers by name; new ones come after the old.
  package func overridden(by other: PlanDraft) -> PlanDraft {
    var merged = self
    for server in other.servers {
      if let index = servers.firstIndex(where: { $0.key == server.key }) {
        merged.servers[index] = servers[index].overridden(by: server)
      } else {
        merged.servers.append(server)
      }
    }
    for container in other.containers {
      if let index = containers.firstIndex(where: { $0.key == container.key }) {
        merged.containers[index] = containers[index].overridden(by: container)
      } else {
        merged.containers.append(container)
      }
    }
    merged.engine = other.engine ?? engine
    merged.headers = headers.overridden(by: other.headers)
    merged.baseline = other.baseline ?? baseline
    merged.assertions = other.assertions ?? assertions
    merged.corpusDirectory = other.corpusDirectory ?? corpusDirectory
    merged.maxFiles = other.maxFiles ?? maxFiles
    merged.keepDefective = other.keepDefective ?? keepDefective
    merged.dpis = other.dpis ?? dpis
    merged.concurrencies = other.concurrencies ?? concurrencies
    merged.ratePerSecond = other.ratePerSecond ?? ratePerSecond
    merged.arrivals = other.arrivals ?? arrivals
    // A number of rounds and a margin to be reached take each other's place.
    let keepsRounds = other.until == nil
    let keepsMargin = other.rounds == nil
    merged.rounds = other.rounds ?? (keepsRounds ? rounds : nil)
    merged.until = other.until ?? (keepsMargin ? until : nil)
    merged.maximumRounds = other.maximumRounds ?? (keepsMargin ? maximumRounds : nil)
    merged.warmUp = other.warmUp ?? warmUp
    merged.order = other.order ?? order
    merged.timeoutSeconds = other.timeoutSeconds ?? timeoutSeconds
    merged.readyWithinSeconds = other.readyWithinSeconds ?? readyWithinSeconds
    merged.seed = other.seed ?? seed
    merged.caFile = other.caFile ?? caFile
    merged.insecure = other.insecure ?? insecure
    merged.stream = other.stream ?? stream
    merged.output = other.output ?? output
    return merged
  }

  /// The plan, with defaults where nobody said anything.
  ///
  /// - Throws: `PlanDraftError` with everything that keeps it from being run.
  package func plan() throws(PlanDraftError) -> Plan {
    let plan = filled
    var problems = plan.problems
    for server in servers where server.origin == nil {
      problems.append(
        PlanProblem(
          "servers.\(server.key)",
          "it has no address; give its url, or embedded, or container and port"))
    }
    if arrivals != nil, ratePerSecond == nil {
      problems.append(
        PlanProblem("arrivals", "only requests at a rate have arrivals; give the rate, as 5/s"))
    }
    if until == nil, maximumRounds != nil {
      problems.append(
        PlanProblem("max_rounds", "there is nothing to stop before; give until, as ±1 %, or rounds")
      )
    }
    if until != nil, rounds != nil, maximumRounds == nil {
      problems.append(
        PlanProblem("rounds", "with until the number of rounds is open; limit it with max_rounds"))
    }
    guard problems.isEmpty else { throw PlanDraftError(problems: problems) }
    return plan
  }

  /// The plan as far as it goes; servers without an address are left out.
  package var filled: Plan {
    var plan = Plan(
      servers: servers.compactMap(\.spec),
      corpus: CorpusSpec(
        directory: corpusDirectory ?? "", maxFiles: maxFiles, keepDefective: keepDefective ?? false),
      headers: headers, tls: TLSPolicy(caFile: caFile, insecure: insecure ?? false))
    plan.containers = containers.map(\.spec)
    plan.engine = engine
    if let dpis { plan.dpis = dpis }
    if let ratePerSecond {
      plan.load = .open(
        OpenLoad(ratePerSecond: ratePerSecond, arrivals: arrivals ?? .constant))
      plan.concurrencies = [OpenLoad.defaultConcurrency]
    }
    if let concurrencies { plan.concurrencies = concurrencies }
    if let rounds { plan.rounds = rounds }
    if let until {
      plan.stopRule = StopRule(margin: until)
      plan.rounds = maximumRounds ?? StopRule.usualRounds
    }
    if let warmUp { plan.warmUp = warmUp }
    if let order { plan.order = order }
    if let timeoutSeconds { plan.timeoutSeconds = timeoutSeconds }
    if let readyWithinSeconds { plan.readyWithinSeconds = readyWithinSeconds }
    if let seed { plan.seed = seed }
    plan.baseline = baseline
    plan.assertions = assertions ?? []
    if let stream { plan.stream = stream }
    return plan
  }
}

/// Why a draft makes no plan.
package struct PlanDraftError: Error, Hashable, Sendable, CustomStringConvertible {
  package var problems: [PlanProblem]

  /// One problem a line, with its key.
  package var description: String {
    problems.map { "\($0.key): \($0.message)" }.joined(separator: "\n")
  }
}
