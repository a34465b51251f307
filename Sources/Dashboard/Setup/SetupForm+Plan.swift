package import BenchCore

/// What the fields of the setup form come to.
package struct SetupReading: Sendable {
  package var plan: Plan
  /// Where the result goes; nil for a name made from date and DPI.
  package var output: String?
  /// What is wrong with fields, and what would be right.
  package var problems: [SetupField.ID: String]
}

extension SetupForm {
  /// The plan that the fields make, and what is wrong with them.
  package var reading: SetupReading {
    var reader = FormReader(form: self)
    reader.read()
    return SetupReading(
      plan: reader.plan, output: self[.output].isEmpty ? nil : path(.output),
      problems: reader.problems)
  }
}

/// Reads the fields into a plan, and remembers which of them could not be read.
struct FormReader {
  let form: SetupForm
  var plan: Plan
  var problems: [SetupField.ID: String] = [:]
  /// The field and the name of each server that could be read.
  var servers: [(id: SetupField.ID, key: String)] = []

  init(form: SetupForm) {
    self.form = form
    plan = form.base
  }

  mutating func read() {
    readServers()
    plan.corpus.directory = form.folder
    plan.corpus.maxFiles = form[.files].isEmpty ? nil : whole(.files)
    plan.corpus.keepDefective = form[.defective] == DefectiveDocuments.sent.rawValue
    if let dpi = numbers(.dpi) { plan.dpis = dpi }
    if let concurrency = numbers(.concurrency) {
      plan.concurrencies = concurrency.map { Int(exactly: $0) ?? 0 }
    }
    readLoad()
    readRounds()
    if let warmUp = whole(.warmUp) { plan.warmUp = warmUp }
    if let timeout = numbers(.timeout)?.first { plan.timeoutSeconds = timeout }
    if let seed = UInt64(trimmed(form[.seed])) {
      plan.seed = seed
    } else {
      problems[.seed] = "needs a whole number"
    }
    if let order = ScheduleOrder(rawValue: form[.order]) { plan.order = order }
    if form.folder.isEmpty { problems[.folder] = "name a folder of PDFs" }
    for problem in plan.problems { assign(problem) }
    for id in [SetupField.ID.folder, .output] where problems[id] == nil {
      problems[id] = form.problem(atPathOf: id)
    }
  }

  /// Without a rate, the next request starts when one ends.
  private mutating func readLoad() {
    plan.load = .closed
    guard !form[.rate].isEmpty, let rate = numbers(.rate)?.first else { return }
    plan.load = .open(
      OpenLoad(ratePerSecond: rate, arrivals: Arrivals(rawValue: form[.arrivals]) ?? .constant))
  }

  /// A number of rounds, or a margin with at most as many as the plan that the form began with.
  private mutating func readRounds() {
    let text = trimmed(form[.rounds])
    if let margin = MarginText.parse(text) {
      if plan.stopRule == nil { plan.rounds = StopRule.usualRounds }
      plan.stopRule = StopRule(margin: margin)
    } else if let rounds = Int(text) {
      plan.stopRule = nil
      plan.rounds = rounds
    } else {
      problems[.rounds] = "a number, or ±1%"
    }
  }

  /// A problem of the plan, told where its value was typed.
  private mutating func assign(_ problem: PlanProblem) {
    let id: SetupField.ID
    switch problem.key {
    case "dpi": id = .dpi
    case "concurrency": id = .concurrency
    case "rate": id = .rate
    case "rounds", "until", "max_rounds": id = .rounds
    case "warmup": id = .warmUp
    case "timeout": id = .timeout
    case "corpus": id = .folder
    case "corpus.max_files": id = .files
    default: id = server(of: problem)
    }
    if problems[id] == nil { problems[id] = problem.message }
  }

  /// The server that a problem is about; the first field, where it is about none of them.
  private func server(of problem: PlanProblem) -> SetupField.ID {
    // Of two with one name, the second is the one to mend. A name that holds a dot is wrong, but
    // typed all the same: of two that fit, the longer one is meant.
    let fitting = servers.reversed().filter {
      let path = "servers." + $0.key
      return problem.key == path || problem.key.hasPrefix(path + ".")
    }.sorted { $0.key.utf8.count > $1.key.utf8.count }
    let open = fitting.first { problems[$0.id] == nil } ?? fitting.first
    return open?.id ?? form.fields.first?.id ?? .server(0)
  }

  private mutating func whole(_ id: SetupField.ID) -> Int? {
    guard let value = Int(trimmed(form[id])) else {
      problems[id] = "needs a whole number"
      return nil
    }
    return value
  }

  /// Numbers, apart by commas or spaces: several resolutions or concurrencies are a sweep.
  private mutating func numbers(_ id: SetupField.ID) -> [Double]? {
    let parts = form[id].split { $0 == "," || $0 == " " }
    let values = parts.compactMap { Double($0) }
    guard !parts.isEmpty, values.count == parts.count else {
      problems[id] = "needs a number"
      return nil
    }
    if id == .timeout || id == .rate, values.count > 1 {
      problems[id] = "needs one number"
      return nil
    }
    if id == .concurrency, values.contains(where: { Int(exactly: $0) == nil }) {
      problems[id] = "needs a whole number"
      return nil
    }
    return values
  }

  func trimmed(_ text: some StringProtocol) -> String {
    let start = text.firstIndex { $0 != " " } ?? text.endIndex
    let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }
}
