internal import BenchCore

/// What a plan says of processes and containers that are started for it.
extension JSONWriter {
  mutating func launch(_ launch: LaunchSpec) {
    beginObject()
    strings("command", launch.command)
    key("directory")
    string(launch.directory)
    variables("environment", launch.environment)
    key("ready_within_seconds")
    number(launch.readyWithinSeconds)
    endObject()
  }

  mutating func container(_ container: ContainerSpec) {
    beginObject()
    key("key")
    string(container.key)
    key("image")
    string(container.image)
    key("build")
    string(container.build)
    key("dockerfile")
    string(container.dockerfile)
    key("build_network")
    string(container.buildNetwork)
    key("name")
    string(container.name)
    strings("command", container.command)
    strings("ports", container.ports.map(\.text))
    strings("volumes", container.volumes)
    variables("environment", container.environment)
    key("memory_bytes")
    integer(container.memoryBytes)
    key("cpus")
    number(container.cpus)
    key("shared_memory_bytes")
    integer(container.sharedMemoryBytes)
    key("gpus")
    string(container.gpus.text)
    key("health")
    if let health = container.health { self.health(health) } else { null() }
    variables("labels", container.labels)
    key("ready_within_seconds")
    number(container.readyWithinSeconds)
    endObject()
  }

  private mutating func health(_ health: HealthCheckSpec) {
    beginObject()
    key("command")
    string(health.command)
    key("interval_seconds")
    number(health.intervalSeconds)
    key("timeout_seconds")
    number(health.timeoutSeconds)
    key("start_period_seconds")
    number(health.startPeriodSeconds)
    key("retries")
    integer(health.retries)
    endObject()
  }

  private mutating func strings(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  private mutating func variables(_ name: String, _ variables: [EnvironmentVariable]) {
    key(name)
    beginArray()
    for variable in variables {
      beginObject()
      key("name")
      string(variable.name)
      key("value")
      string(variable.value)
      endObject()
    }
    endArray()
  }
}

extension JSONMembers {
  func launch() throws(JSONProblem) -> LaunchSpec {
    LaunchSpec(
      command: try strings("command"), directory: try optionalString("directory"),
      environment: try variables("environment"),
      readyWithinSeconds: try optionalDouble("ready_within_seconds"))
  }

  func container() throws(JSONProblem) -> ContainerSpec {
    var container = ContainerSpec(key: try string("key"))
    container.image = try optionalString("image")
    container.build = try optionalString("build")
    container.dockerfile = try optionalString("dockerfile")
    container.buildNetwork = try optionalString("build_network")
    container.name = try optionalString("name")
    if names.contains("command") { container.command = try strings("command") }
    if names.contains("ports") {
      for text in try strings("ports") {
        guard let port = PortMapping(text) else {
          throw problem("ports", "\"\(text.prefix(40))\" is no port of a container")
        }
        container.ports.append(port)
      }
    }
    if names.contains("volumes") { container.volumes = try strings("volumes") }
    container.environment = try variables("environment")
    container.memoryBytes = try optionalInt("memory_bytes")
    container.cpus = try optionalDouble("cpus")
    container.sharedMemoryBytes = try optionalInt("shared_memory_bytes")
    if let text = try optionalString("gpus") {
      guard let gpus = GPUChoice(text) else {
        throw problem("gpus", "\"\(text.prefix(40))\" is not known here")
      }
      container.gpus = gpus
    }
    container.health = try optionalObject("health")?.health()
    container.labels = try variables("labels")
    container.readyWithinSeconds = try optionalDouble("ready_within_seconds")
    return container
  }

  private func health() throws(JSONProblem) -> HealthCheckSpec {
    var health = HealthCheckSpec(command: try string("command"))
    health.intervalSeconds = try optionalDouble("interval_seconds")
    health.timeoutSeconds = try optionalDouble("timeout_seconds")
    health.startPeriodSeconds = try optionalDouble("start_period_seconds")
    health.retries = try optionalInt("retries")
    return health
  }

  private func variables(_ key: String) throws(JSONProblem) -> [EnvironmentVariable] {
    var variables: [EnvironmentVariable] = []
    for member in try objects(key) {
      variables.append(
        EnvironmentVariable(try member.string("name"), try member.string("value")))
    }
    return variables
  }
}
