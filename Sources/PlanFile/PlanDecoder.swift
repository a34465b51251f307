internal import BenchCore

/// Reads a whole plan file's document.
struct PlanDecoder {
  private static let keys = [
    "servers", "containers", "engine", "baseline", "assert", "corpus", "dpi", "concurrency", "rate",
    "arrivals", "rounds",
    "until", "max_rounds", "warmup", "order", "timeout", "ready_within", "seed", "headers", "tls",
    "output", "stream",
  ]
  private static let refused = [
    "container": "name a server's container with the server; those to start are in containers",
    "launch": "a command belongs to its server, as servers.NAME.launch",
  ]

  /// Relative paths are meant from here; empty for the working directory.
  let directory: String
  private(set) var reader: FieldReader

  init(file: String, directory: String) {
    self.directory = directory
    reader = FieldReader(file: file)
  }

  /// The draft as far as it can be read; what cannot is in the reader's issues.
  mutating func draft(_ root: YAMLValue) -> PlanDraft {
    let fields = reader.fields(root, "", known: Self.keys, refused: Self.refused)
    var draft = PlanDraft()
    draft.servers = ServerDecoder(resolved: resolved).servers(fields["servers"], &reader)
    draft.containers = ContainerDecoder(resolved: resolved)
      .containers(fields["containers"], &reader)
    draft.engine = reader.text(fields["engine"], "engine")
    draft.baseline = reader.text(fields["baseline"], "baseline")
    draft.assertions = reader.list(fields["assert"], "assert", Self.assertion)
    readCorpus(fields["corpus"], into: &draft)
    draft.dpis = reader.list(fields["dpi"], "dpi") { reader, value, path in
      reader.number(value, path)
    }
    draft.concurrencies = reader.list(fields["concurrency"], "concurrency") { reader, value, path in
      reader.whole(value, path)
    }
    draft.ratePerSecond = reader.rate(fields["rate"], "rate")
    draft.arrivals = reader.choice(fields["arrivals"], "arrivals", of: Arrivals.self)
    draft.rounds = reader.whole(fields["rounds"], "rounds")
    draft.until = reader.margin(fields["until"], "until")
    draft.maximumRounds = reader.whole(fields["max_rounds"], "max_rounds")
    draft.warmUp = reader.whole(fields["warmup"], "warmup")
    draft.order = reader.choice(fields["order"], "order", of: ScheduleOrder.self)
    draft.timeoutSeconds = reader.duration(fields["timeout"], "timeout")
    draft.readyWithinSeconds = reader.duration(fields["ready_within"], "ready_within")
    draft.seed = reader.whole(fields["seed"], "seed", as: UInt64.self)
    draft.headers = ServerDecoder.headers(fields["headers"], "headers", &reader)
    readTLS(fields["tls"], into: &draft)
    draft.stream = reader.bool(fields["stream"], "stream")
    draft.output = reader.text(fields["output"], "output")
    checkValues(of: draft)
    return draft
  }

  /// An assertion's text, if it is one; which servers it may name is checked with the plan.
  private static func assertion(
    _ reader: inout FieldReader, _ value: YAMLValue, _ path: String
  ) -> String? {
    guard let text = reader.text(value, path) else { return nil }
    do throws(AssertionProblem) {
      _ = try Assertion(text, servers: nil)
      return text
    } catch {
      reader.report(value.place, path, error.description)
      return nil
    }
  }

  private mutating func readCorpus(_ value: YAMLValue?, into draft: inout PlanDraft) {
    guard let value else { return }
    if case .text = value.content {
      draft.corpusDirectory = reader.text(value, "corpus").map(resolved)
      return
    }
    let known = ["directory", "max_files", "keep_defective"]
    let fields = reader.fields(value, "corpus", known: known)
    draft.corpusDirectory = reader.text(fields["directory"], "corpus.directory").map(resolved)
    draft.maxFiles = reader.whole(fields["max_files"], "corpus.max_files")
    draft.keepDefective = reader.bool(fields["keep_defective"], "corpus.keep_defective")
  }

  private mutating func readTLS(_ value: YAMLValue?, into draft: inout PlanDraft) {
    guard let value else { return }
    let fields = reader.fields(value, "tls", known: ["ca_file", "insecure"])
    draft.caFile = reader.text(fields["ca_file"], "tls.ca_file").map(resolved)
    draft.insecure = reader.bool(fields["insecure"], "tls.insecure")
  }

  /// The plan's own rules, for what stands in the file.
  ///
  /// Not for gaps, which the command line may fill, nor for what reading has told already.
  private mutating func checkValues(of draft: PlanDraft) {
    var told: Set<String> = ["corpus"]
    told.formUnion(reader.issues.map(\.key))
    // Without servers of its own, the file speaks of those that the command line names.
    if draft.servers.isEmpty { told.formUnion(["baseline", "assert"]) }
    if !draft.servers.isEmpty { told.insert("servers") }
    for problem in draft.filled.problems where !told.contains(problem.key) {
      guard let place = reader.places[problem.key] ?? shorthand(problem.key) else { continue }
      reader.report(place, problem.key, problem.message)
    }
  }

  /// The place of a server that is written as nothing but its address.
  private func shorthand(_ key: String) -> YAMLValue.Place? {
    guard key.hasPrefix("servers."), key.hasSuffix(".url") else { return nil }
    return reader.places[String(key.dropLast(4))]
  }

  private func resolved(_ path: String) -> String {
    path.hasPrefix("/") || directory.isEmpty ? path : directory + "/" + path
  }
}
