internal import BenchCore
internal import Dashboard
internal import Foundation
internal import PlanFile

/// The plan that was started last, for a program that is opened without one.
///
/// Kept in the user's state folder; what of it is kept, `RememberedPlan` decides.
enum LastPlan {
  /// Remembers a plan; where that fails, the form is merely emptier the next time.
  static func remember(_ plan: Plan) {
    guard let file else { return }
    let kept = RememberedPlan(
      plan, workingFolder: FileManager.default.currentDirectoryPath)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    guard let data = try? encoder.encode(kept) else { return }
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: file, options: .atomic)
  }

  /// The plan as remembered; nil where there is none that can be read.
  static func load() -> RememberedPlan? {
    guard let file, let data = try? Data(contentsOf: file), data.count < 1 << 20 else { return nil }
    return try? JSONDecoder().decode(RememberedPlan.self, from: data)
  }

  private static var file: URL? {
    let environment = ProcessInfo.processInfo.environment
    let state: String
    if let set = environment["XDG_STATE_HOME"], set.hasPrefix("/") {
      state = set
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      state = home + "/.local/state"
    } else {
      return nil
    }
    return URL(filePath: state + "/slimbench/last-plan.json")
  }
}

extension PlanDraft {
  /// What is remembered, for flags to be laid over.
  init(_ last: RememberedPlan) {
    self.init()
    servers = last.servers.map { ServerDraft(key: $0.key, name: $0.name, origin: $0.origin) }
    corpusDirectory = last.folder
    maxFiles = last.maxFiles
    keepDefective = last.keepDefective
    dpis = last.dpis
    concurrencies = last.concurrencies
    ratePerSecond = last.ratePerSecond
    arrivals = last.arrivals
    until = last.until
    if last.until == nil { rounds = last.rounds } else { maximumRounds = last.rounds }
    warmUp = last.warmUp
    order = last.order
    timeoutSeconds = last.timeoutSeconds
    seed = last.seed
  }
}
