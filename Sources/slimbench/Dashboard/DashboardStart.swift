internal import BenchCore
internal import Dashboard
internal import PlanFile

/// What the dashboard opens with.
struct DashboardStart {
  /// What the setup form shows.
  var plan: Plan
  var output: String?
  /// What is shown first.
  var opening = Opening.setup
  /// Whether a measurement was asked for, so that leaving without one is no success.
  var isRun = false
  /// Something to say about what is shown.
  var notice: String?
  /// The engine whose containers can be looked at; nil for the plan's, or to look for one.
  var engine: String?
  /// How its containers are looked at.
  var watching = ContainersView.Options()
}

extension DashboardStart {
  /// Everybody who has a say in what the form shows.
  struct Sources {
    /// What the command line says, without its servers.
    var flags = PlanDraft()
    /// The servers on the command line.
    var named: [ServerDraft] = []
    /// The plan file; nil where there is none.
    var file: PlanDraft?
    /// The run before this one.
    var last: RememberedPlan?
    /// The servers where nobody names any.
    var guide: [ServerDraft] = []
  }

  /// Flags over the plan file, or over the last run where there is no plan file, over defaults.
  init(_ sources: Sources) {
    var base = sources.file ?? sources.last.map(PlanDraft.init) ?? PlanDraft()
    // How many were kept in flight is no cap for requests that are now due at a rate.
    if sources.file == nil, sources.flags.ratePerSecond != nil { base.concurrencies = nil }
    var draft = base.overridden(by: sources.flags)
    draft.servers = base.servers.overridden(byNamed: sources.named)
    let showsLast = sources.file == nil && sources.named.isEmpty
    notice = showsLast ? sources.last?.notice : nil
    // Where the last run's servers cannot be brought back, others would be taken for them.
    if draft.servers.isEmpty, notice == nil { draft.servers = sources.guide }
    for index in draft.servers.indices where draft.servers[index].origin == nil {
      // Shown, and marked on the form, where it can be mended.
      draft.servers[index].origin = .url("")
    }
    plan = draft.filled
    output = draft.output
  }
}
