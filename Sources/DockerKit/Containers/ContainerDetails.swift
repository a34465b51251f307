/// All that an engine tells of one container.
package struct ContainerDetails: Sendable, Equatable {
  package var id: String
  /// Without the slash in front.
  package var name: String
  /// As it was asked for, such as `busybox:latest`.
  package var image: String
  /// Its digest.
  package var imageID: String
  package var created: EngineTime?
  package var state: ContainerState
  /// The process on the engine's machine; nil when it does not run.
  package var pid: Int?
  /// Of the last run; without meaning before the first one has ended.
  package var exitCode: Int
  /// The system ended a process of the last run for want of memory.
  package var wasOutOfMemory: Bool
  /// Why it did not start; empty if it did.
  package var error: String
  package var started: EngineTime?
  package var finished: EngineTime?
  /// How often the restart policy has started it again.
  package var restartCount: Int
  /// Nil without a health check.
  package var health: ContainerHealth?
  package var healthCheck: HealthCheck?
  package var limits: ContainerLimits
  package var restartPolicy: String?
  package var ports: [ContainerPort]
  package var networkMode: String?
  /// `NAME=value`, secrets included: show the names only.
  package var environment: [String]
  package var labels: [String: String]
  package var mounts: [ContainerMount]
  /// With a terminal, whose output has no frames.
  package var hasTerminal: Bool
  package var logDriver: String?
  /// What is run: the entry point with its arguments.
  package var command: [String]
  /// Devices were asked for, such as GPUs.
  package var requestsDevices: Bool

  /// Nil if there is no id.
  package init?(_ json: JSON) {
    guard let id = json["Id"].text ?? json["ID"].text else { return nil }
    let state = json["State"]
    let config = json["Config"]
    let host = json["HostConfig"]
    self.id = id
    name = json["Name"].text.map(ContainerSummary.withoutSlash) ?? id.shortID
    image = config["Image"].text ?? json["ImageName"].text ?? ""
    imageID = json["Image"].text ?? ""
    created = json["Created"].string.flatMap { EngineTime($0) }
    self.state = ContainerState(state["Status"].string)
    pid = state["Pid"].integer.flatMap { $0 > 0 ? $0 : nil }
    exitCode = state["ExitCode"].integer ?? 0
    wasOutOfMemory = state["OOMKilled"].bool ?? false
    error = state["Error"].text ?? ""
    started = state["StartedAt"].string.flatMap { EngineTime($0) }
    finished = state["FinishedAt"].string.flatMap { EngineTime($0) }
    restartCount = json["RestartCount"].integer ?? 0
    // Named differently by older versions of podman.
    health = ContainerHealth(state["Health"]) ?? ContainerHealth(state["Healthcheck"])
    healthCheck = HealthCheck(config["Healthcheck"])
    limits = ContainerLimits(host)
    restartPolicy = host["RestartPolicy"]["Name"].text
    ports = ContainerPort.inspected(json["NetworkSettings"]["Ports"])
    networkMode = host["NetworkMode"].text
    environment = config["Env"].strings
    labels = config["Labels"].stringsByName
    mounts = json["Mounts"].elements.map(ContainerMount.init)
    hasTerminal = config["Tty"].bool ?? false
    logDriver = host["LogConfig"]["Type"].text
    command = (json["Path"].text.map { [$0] } ?? []) + json["Args"].strings
    requestsDevices = !host["DeviceRequests"].elements.isEmpty
  }
}

/// A folder or volume inside a container.
package struct ContainerMount: Sendable, Equatable {
  /// `bind`, `volume`, `tmpfs`, ...
  package var kind: String
  package var source: String
  package var destination: String
  package var isWritable: Bool

  init(_ json: JSON) {
    kind = json["Type"].text ?? ""
    source = json["Name"].text ?? json["Source"].text ?? ""
    destination = json["Destination"].text ?? ""
    isWritable = json["RW"].bool ?? true
  }
}
