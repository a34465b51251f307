package import BenchCore
package import Canvas

/// What a saved run was asked to do, on which machine, and how it ended.
package struct PlanSection {
  private let run: SavedRun
  private let glyphs: Glyphs

  package init(_ run: SavedRun, glyphs: Glyphs) {
    self.run = run
    self.glyphs = glyphs
  }

  private var plan: Plan { run.started.plan }
  private var isGuide: Bool { run.kind == .guide }

  /// One entry a fact; what the file does not tell has none.
  package var entries: [ReportEntry] {
    let told: [ReportEntry?] = [
      entry("Run", [run.started.runID, run.started.timestamp, version]),
      ReportEntry(key: "Ended", text: ending),
      entry("Command", [run.started.arguments.joined(separator: " ")]),
      ReportEntry(
        key: "Servers", text: Quantity.count(plan.servers.count, "server"),
        items: plan.servers.indices.map(server)),
      plan.containers.isEmpty
        ? nil
        : ReportEntry(
          key: "Containers", text: Quantity.count(plan.containers.count, "container"),
          items: plan.containers.map(container)),
      entry("Corpus", corpus),
    ]
    return (told + (isGuide ? [guide] : settings) + [host]).compactMap { $0 }
  }

  private var guide: ReportEntry {
    ReportEntry(
      key: "Settings",
      text:
        "a file of the guide's script: it tells no resolution, no times of day and no host. Its "
        + "servers were measured one after the other.")
  }

  private var settings: [ReportEntry?] {
    [
      ReportEntry(
        key: "Resolution",
        text: plan.dpis.map(Quantity.plain).joined(separator: ", ") + " dpi"),
      ReportEntry(key: "Load", text: load),
      ReportEntry(key: "Rounds", text: rounds),
      ReportEntry(
        key: "Order",
        text: "\(plan.order.rawValue), documents shuffled by seed \(plan.seed)"),
      ReportEntry(
        key: "Limits",
        text: "a request \(Quantity.duration(seconds: plan.timeoutSeconds)), an answer "
          + "\(Quantity.bytes(plan.responseLimit)), a server "
          + "\(Quantity.duration(seconds: plan.readyWithinSeconds)) to be ready"),
      plan.stream ? ReportEntry(key: "Answers", text: "page by page, as streams of events") : nil,
      entry("Headers", [plan.headers.map { "\($0.name): \($0.value)" }.joined(separator: "; ")]),
      plan.tls.insecure
        ? ReportEntry(key: "TLS", text: "any certificate was accepted")
        : entry("TLS", [plan.tls.caFile.map { "authorities from \($0)" } ?? ""]),
      entry("Held to", [plan.assertions.joined(separator: ", ")]),
      run.started.sweep.map {
        ReportEntry(
          key: "Sweep",
          text: "one of \(Quantity.count($0.parts, "point")) of \(clean($0.id))"
            + ($0.sharesTime && plan.order != .sequential
              ? ", measured in turns with other resolutions" : ""))
      },
    ]
  }

  private var version: String { isGuide ? "" : "slimbench \(run.started.version)" }

  private var ending: String {
    guard let finished = run.finished else {
      return isGuide
        ? "as the script's files do not tell" : "cut off: it was killed, or is still going on"
    }
    let word =
      switch finished.reason {
      case .completed: "complete"
      case .interrupted: "stopped by the user"
      case .failed: "given up"
      }
    return word + (finished.detail.isEmpty ? "" : ": " + clean(finished.detail))
  }

  private func server(_ index: Int) -> String {
    let server = plan.servers[index]
    var facts = [clean(server.name) + " (\(clean(server.key)))"]
    switch server.origin {
    case .url(let url): if !url.isEmpty { facts.append(clean(url)) }
    case .embedded(let spec): facts.append("embedded " + clean(spec))
    case .container(let port): facts.append("port \(port) of its container")
    }
    if let launch = server.launch {
      facts.append("launched by " + clean(launch.commandLine))
      if let directory = launch.directory { facts.append("in " + clean(directory)) }
    }
    if let container = server.container { facts.append("container " + clean(container)) }
    if !server.headers.isEmpty {
      facts.append("headers " + server.headers.map { clean($0.name) }.joined(separator: ", "))
    }
    if server.request != RequestShape() {
      facts.append(clean("\(server.request.method) \(server.request.path), its own request"))
    }
    if index == plan.baselineIndex, plan.servers.count > 1 { facts.append("the baseline") }
    return facts.joined(separator: ", ")
  }

  private func container(_ spec: ContainerSpec) -> String {
    var facts = ["\(spec.containerName) (\(spec.key))", "image \(spec.imageName)"]
    if let build = spec.build { facts.append("built from \(build)") }
    if !spec.ports.isEmpty {
      facts.append("ports " + spec.ports.map(\.text).joined(separator: " "))
    }
    if !spec.volumes.isEmpty { facts.append("volumes " + spec.volumes.joined(separator: " ")) }
    if let cpus = spec.cpus { facts.append("at most \(Quantity.plain(cpus)) cores") }
    if let memory = spec.memoryBytes { facts.append("at most \(Quantity.bytes(memory))") }
    if spec.gpus != .none { facts.append("GPUs \(spec.gpus.text)") }
    if !spec.environment.isEmpty {
      facts.append(
        "environment " + spec.environment.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
    }
    return facts.map(clean).joined(separator: ", ")
  }

  private var corpus: [String] {
    let documents = run.started.corpus
    let pages = documents.reduce(0) { $0 &+ ($1.pages ?? 0) }
    let bytes = documents.reduce(0) { $0 &+ $1.bytes }
    return [
      plan.corpus.directory, Quantity.count(documents.count, "document"),
      pages > 0 ? Quantity.count(pages, "page") : "", bytes > 0 ? Quantity.bytes(bytes) : "",
      plan.corpus.maxFiles.map { "at most \(Quantity.count($0, "file"))" } ?? "",
      plan.corpus.keepDefective ? "defective ones too" : "",
    ]
  }

  private var load: String {
    let most = plan.concurrencies.map(String.init).joined(separator: ", ")
    guard let open = plan.load.open else { return "closed: \(most) in flight for each server" }
    return "open: \(Quantity.plain(open.ratePerSecond)) a second for each server, "
      + "\(open.arrivals.rawValue) arrivals, at most \(most) in flight"
  }

  private var rounds: String {
    let warmUp =
      plan.warmUp > 0
      ? ", after \(Quantity.count(plan.warmUp, "warm-up request")) of each server" : ", no warm-up"
    let most = Quantity.count(plan.rounds)
    guard let rule = plan.stopRule else { return most + warmUp }
    return "until \(Wording.margin(rule.margin)), at most \(most)" + warmUp
  }

  private var host: ReportEntry? {
    let host = run.started.host
    return entry(
      "Host",
      [
        host.name, host.system, host.processor,
        host.cores > 0 ? Quantity.count(host.cores, "core") : "",
        host.memoryBytes > 0 ? "\(Quantity.bytes(host.memoryBytes)) of memory" : "",
        host.governor.map { "CPU governor \($0)" } ?? "",
      ])
  }

  /// Foreign facts beside each other; nil where there is none.
  private func entry(_ key: String, _ facts: [String]) -> ReportEntry? {
    let told = facts.filter { !$0.isEmpty }
    return told.isEmpty
      ? nil : ReportEntry(key: key, text: told.map(clean).joined(separator: ", "))
  }

  private func clean(_ text: String) -> String { Sanitizer.line(text, glyphs: glyphs) }
}
