internal import BenchCore

/// The plan of a saved run, to be run once more.
///
/// Secrets are never saved, the guide's files tell little of a plan, and a file of a sweep holds one
/// point: the rest is taken from the form and the other files of the list, as far as they know it.
struct PlanAgain {
  private(set) var plan: Plan
  /// What nobody knew, in words; to be given before it is run.
  private(set) var lacking: [String] = []

  /// - Parameters:
  ///   - current: What the form holds.
  ///   - listed: The runs of the list, for the other points of a sweep.
  init(_ run: SavedRun, current: Plan, listed: [RunHeadline]) {
    plan = run.started.plan
    if run.kind == .guide { fillGuide(current) }
    if let sweep = run.started.sweep { widen(sweep, listed) }
    plan.headers = headers(plan.headers, known: current.headers)
    for index in plan.servers.indices { fillSecrets(index, current) }
    plan.containers = plan.containers.map { container in
      current.containers.first { $0.redacted == container } ?? container
    }
    dropUnknownVariables()
  }

  /// A variable whose value nobody knows is better left out, and told.
  private mutating func dropUnknownVariables() {
    let isUnknown = { (variable: EnvironmentVariable) in variable.value == Redaction.mark }
    for index in plan.servers.indices {
      guard let launch = plan.servers[index].launch else { continue }
      lacking += launch.environment.filter(isUnknown).map {
        "variable \($0.name) of \(plan.servers[index].key)"
      }
      plan.servers[index].launch?.environment.removeAll(where: isUnknown)
    }
    for index in plan.containers.indices {
      lacking += plan.containers[index].environment.filter(isUnknown).map {
        "variable \($0.name) of container \(plan.containers[index].key)"
      }
      plan.containers[index].environment.removeAll(where: isUnknown)
    }
  }

  private mutating func fillGuide(_ current: Plan) {
    plan.dpis = current.dpis
    plan.corpus = current.corpus
    for index in plan.servers.indices {
      let known = current.servers.first { $0.key == plan.servers[index].key }
      plan.servers[index].origin = known?.origin ?? .url("")
    }
    lacking.append("addresses, folder and dpi")
  }

  /// Every point of the sweep, where the list has them all.
  private mutating func widen(_ sweep: SweepPart, _ listed: [RunHeadline]) {
    let parts = listed.filter { $0.sweepID == sweep.id }
    let dpis = Set(parts.flatMap(\.dpis)).sorted()
    let concurrencies = Set(parts.flatMap(\.concurrencies)).sorted()
    guard dpis.count * concurrencies.count == sweep.parts else {
      lacking.append("the other \(Quantity.count(sweep.parts - 1, "point")) of its sweep")
      return
    }
    plan.dpis = dpis
    plan.concurrencies = concurrencies
  }

  private mutating func fillSecrets(_ index: Int, _ current: Plan) {
    let server = plan.servers[index]
    let known = current.servers.first { $0.key == server.key }
    plan.servers[index].headers = headers(server.headers, known: known?.headers ?? [])
    if let launch = known?.launch, launch.redacted == server.launch {
      plan.servers[index].launch = launch
    }
    guard case .url(let url) = server.origin, url.contains(Redaction.mark) else { return }
    if let known, known.redacted.origin == server.origin {
      plan.servers[index].origin = known.origin
    } else {
      lacking.append("the password of \(server.key)")
    }
  }

  /// The headers with their values; one whose value nobody knows is better left out.
  private mutating func headers(_ saved: [HeaderField], known: [HeaderField]) -> [HeaderField] {
    saved.compactMap { field in
      guard field.value == Redaction.mark else { return field }
      if let same = known.first(where: { $0.name == field.name }) { return same }
      lacking.append("header \(field.name)")
      return nil
    }
  }
}
