/// Something that happened to a container, as the engine tells it.
package struct EngineEvent: Sendable, Equatable {
  package enum Action: Sendable, Hashable {
    case create, start, die, kill, stop, restart, pause, unpause, rename, update
    /// A process of the container was ended for want of memory; not always the main one.
    case outOfMemory
    /// Removed for good.
    case destroy
    /// Nil where the engine does not say what it is now.
    case health(HealthStatus?)
    /// What nothing here depends on.
    case other(String)
  }

  package var container: String
  package var name: String
  package var image: String
  package var action: Action
  package var time: EngineTime
  /// Of a `die`.
  package var exitCode: Int?
  /// Of a `kill`.
  package var signal: Int?
  /// All that the engine added: labels of the container as well.
  package var attributes: [String: String]

  /// Nil if it is not about a container, or has no id or no time.
  package init?(_ json: JSON) {
    guard json["Type"].string == "container" || !json["Type"].exists,
      let container = json["Actor"]["ID"].text ?? json["id"].text,
      let word = json["Action"].text ?? json["status"].text
    else { return nil }
    let seconds = json["time"].integer.map { Int64($0) }
    guard
      let nanoseconds = json["timeNano"].integer.map({ Int64($0) })
        ?? seconds.map({ $0.multipliedReportingOverflow(by: 1_000_000_000).partialValue }),
      nanoseconds > 0
    else { return nil }
    let attributes = json["Actor"]["Attributes"].stringsByName
    self.container = container
    self.attributes = attributes
    name = ContainerSummary.withoutSlash(attributes["name"] ?? container.shortID)
    image = attributes["image"] ?? ""
    action = Action(word, attributes)
    time = EngineTime(nanoseconds: nanoseconds)
    // podman writes a zero into every event that has nothing to do with an end.
    exitCode =
      action == .die
      ? (attributes["exitCode"] ?? attributes["containerExitCode"]).flatMap { Int($0) } : nil
    signal = action == .kill ? attributes["signal"].flatMap { Int($0) } : nil
  }

  /// What is asked of the engine: probes and their like would be a flood.
  static let wanted = [
    "create", "start", "die", "died", "oom", "kill", "stop", "restart", "pause", "unpause",
    "destroy", "remove", "rename", "update", "health_status",
  ]
}

extension EngineEvent.Action {
  fileprivate init(_ word: String, _ attributes: [String: String]) {
    let parts = word.split(separator: ":", maxSplits: 1)
    let suffix = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : nil
    switch parts.first.map(String.init) ?? "" {
    case "create": self = .create
    case "start": self = .start
    case "die", "died": self = .die
    case "kill": self = .kill
    case "stop": self = .stop
    case "restart": self = .restart
    case "pause": self = .pause
    case "unpause": self = .unpause
    case "rename": self = .rename
    case "update": self = .update
    case "oom": self = .outOfMemory
    case "destroy", "remove": self = .destroy
    case "health_status":
      self = .health(HealthStatus(suffix ?? attributes["health_status"]))
    case let other: self = .other(other)
    }
  }
}
