internal import BenchCore
internal import Foundation

/// The plan that was started last, for a program that is opened without one.
///
/// Kept in the user's state folder, without headers: they may hold secrets.
enum LastPlan {
  /// Remembers a plan; where that fails, the form is merely emptier the next time.
  static func remember(_ plan: Plan) {
    guard let file else { return }
    var kept = plan.redacted
    kept.headers = []
    for index in kept.servers.indices { kept.servers[index].headers = [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    guard let data = try? encoder.encode(kept) else { return }
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: file, options: .atomic)
  }

  /// The plan as remembered; nil where there is none that can be read.
  static func load() -> Plan? {
    guard let file, let data = try? Data(contentsOf: file), data.count < 1 << 20 else { return nil }
    return try? JSONDecoder().decode(Plan.self, from: data)
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
