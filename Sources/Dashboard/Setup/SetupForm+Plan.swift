package import BenchCore

extension SetupForm {
  /// The plan that the fields make, and what is wrong with them.
  package var reading: (plan: Plan, problems: [SetupField.ID: String]) {
    var reader = FormReader(form: self)
    reader.read()
    return (reader.plan, reader.problems)
  }
}

/// Reads the fields into a plan, and remembers which of them could not be read.
private struct FormReader {
  let form: SetupForm
  var plan: Plan
  var problems: [SetupField.ID: String] = [:]
  private var servers: [(id: SetupField.ID, key: String)] = []

  init(form: SetupForm) {
    self.form = form
    plan = form.base
  }

  mutating func read() {
    readServers()
    plan.corpus.directory = form[.folder]
    plan.corpus.maxFiles = form[.files].isEmpty ? nil : whole(.files)
    if let dpi = numbers(.dpi) { plan.dpis = dpi }
    if let concurrency = numbers(.concurrency) {
      plan.concurrencies = concurrency.map { Int(exactly: $0) ?? 0 }
    }
    if let rounds = whole(.rounds) { plan.rounds = rounds }
    if let warmUp = whole(.warmUp) { plan.warmUp = warmUp }
    if let timeout = numbers(.timeout)?.first { plan.timeoutSeconds = timeout }
    if let seed = UInt64(trimmed(.seed)) {
      plan.seed = seed
    } else {
      problems[.seed] = "a whole number from 0"
    }
    if let order = ScheduleOrder(rawValue: form[.order]) { plan.order = order }
    for problem in plan.problems { assign(problem) }
  }

  private mutating func readServers() {
    var specs: [ServerSpec] = []
    for field in form.fields {
      guard case .server = field.id else { continue }
      let text = trimmed(field.id)
      guard let equals = text.firstIndex(of: "=") else {
        if !text.isEmpty || form.fields.first?.id == field.id {
          problems[field.id] = "write it as name=http://host:port"
        }
        continue
      }
      let key = String(text[..<equals])
      let place = String(text[text.index(after: equals)...])
      let known = form.base.servers.first { $0.key == key }
      var spec = known ?? ServerSpec(key: key, name: key, origin: .url(place))
      spec.origin =
        place.hasPrefix("embedded:")
        ? .embedded(String(place.dropFirst("embedded:".count))) : .url(place)
      specs.append(spec)
      servers.append((field.id, key))
    }
    plan.servers = specs
  }

  /// A problem of the plan, told where its value was typed.
  private mutating func assign(_ problem: PlanProblem) {
    let id: SetupField.ID
    switch problem.key {
    case "servers": id = form.fields.first?.id ?? .server(0)
    case "dpi": id = .dpi
    case "concurrency": id = .concurrency
    case "rounds": id = .rounds
    case "warmup": id = .warmUp
    case "timeout": id = .timeout
    case "corpus": id = .folder
    case "corpus.max_files": id = .files
    default:
      let key = problem.key.split(separator: ".").dropFirst().first.map(String.init) ?? ""
      // Of two with one name, the second is the one to mend.
      id = servers.last { $0.key == key }?.id ?? form.fields.first?.id ?? .server(0)
    }
    if problems[id] == nil { problems[id] = problem.message }
  }

  private mutating func whole(_ id: SetupField.ID) -> Int? {
    guard let value = Int(trimmed(id)) else {
      problems[id] = "a whole number"
      return nil
    }
    return value
  }

  /// One number; several are a sweep, which is made of several runs.
  private mutating func numbers(_ id: SetupField.ID) -> [Double]? {
    let parts = form[id].split { $0 == "," || $0 == " " }
    let values = parts.compactMap { Double($0) }
    guard !parts.isEmpty, values.count == parts.count else {
      problems[id] = "a number"
      return nil
    }
    guard values.count == 1 else {
      problems[id] = "one value a run: start one run for each"
      return nil
    }
    if id == .concurrency, Int(exactly: values[0]) == nil {
      problems[id] = "a whole number"
      return nil
    }
    return values
  }

  private func trimmed(_ id: SetupField.ID) -> String {
    let text = form[id]
    let start = text.firstIndex { $0 != " " } ?? text.endIndex
    let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }
}
