package import BenchCore
internal import Canvas

/// Goes on with a saved run that was cut short.
enum ResumeUpdate {
  /// Reads what is left of the chosen run, where it can be resumed as far as the list tells.
  static func read(_ entry: ResultsEntry, _ state: inout DashboardState) -> [Effect] {
    if let refusal = refusal(entry, state) {
      state.notice = Notice(refusal, isBad: true)
      return []
    }
    return [.load(FileLoad(entry.path, for: .resume))]
  }

  private static func refusal(_ entry: ResultsEntry, _ state: DashboardState) -> String? {
    if state.run.phase.isActive { return "a run is going on: stop it first, on screen 2" }
    switch entry.headline?.state {
    case nil: return "\(entry.name) is not read yet"
    case .interrupted, .stopped: return nil
    case .complete: return "\(entry.name): \(Resumption.Refusal.complete.words)"
    case .guide: return "\(entry.name) \(Resumption.Refusal.guide.words)"
    case .damaged(let reason): return "\(entry.name) cannot be opened: \(reason)"
    }
  }

  /// Goes on with what was read, unless it cannot.
  static func begin(
    _ run: SavedRun, of path: String, _ state: inout DashboardState
  ) -> [Effect] {
    guard !state.run.phase.isActive else {
      state.notice = Notice("a run is going on: stop it first, on screen 2", isBad: true)
      return []
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let resumption: Resumption
    do throws(Resumption.Refusal) { resumption = try Resumption(run) } catch {
      state.notice = Notice("\(name): \(error.words)", isBad: true)
      return []
    }
    let plan = resumption.started.plan
    if let secret = plan.missingSecrets.first {
      state.notice = Notice(
        "\(secret): never saved, give it again: slimbench resume \(path)", isBad: true)
      return []
    }
    if let problem = plan.problems.first {
      state.notice = Notice("\(name): \(problem.key): \(problem.message)", isBad: true)
      return []
    }
    return RunUpdate.resume(resumption, plan: plan, of: path, output: nil, &state)
  }
}

extension DashboardState {
  /// Goes on with a run that was cut short, whatever screen is shown.
  package mutating func resume(
    _ resumption: Resumption, plan: Plan, of path: String, output: String?
  ) -> [Effect] {
    RunUpdate.resume(resumption, plan: plan, of: path, output: output, &self)
  }
}
