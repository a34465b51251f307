extension Plan {
  /// What keeps launched servers and containers from being started, as far as the plan tells.
  var launchProblems: [PlanProblem] {
    servers.flatMap(problems) + containerProblems
  }

  private func problems(of server: ServerSpec) -> [PlanProblem] {
    let key = "servers.\(server.key)"
    var problems: [PlanProblem] = []
    func require(_ holds: Bool, _ part: String, _ message: String) {
      if !holds { problems.append(PlanProblem(key + part, message)) }
    }
    if let launch = server.launch {
      let isURL = if case .url = server.origin { true } else { false }
      require(
        isURL, ".launch", "a server that is launched needs the url that it is to answer on")
      require(
        launch.command.first?.isEmpty == false, ".launch.command", "name the program to start")
      require(
        !launch.command.contains { $0.utf8.contains(0) }, ".launch.command",
        "no program can take a zero byte")
      require(
        server.container == nil, ".launch",
        "it is launched or runs in a container; leave launch or container out")
      if let invalid = launch.environment.first(where: { !$0.isValid }) {
        require(false, ".launch.environment", "no variable can be called \"\(invalid.name)\"")
      }
      if let seconds = launch.readyWithinSeconds {
        require(
          Self.waits.contains(seconds), ".launch.ready_within",
          "\(Quantity.plain(seconds)) s is outside 0 to 86400 s")
      }
    }
    if case .container(let port) = server.origin {
      require((1...65_535).contains(port), ".port", "\(port) is no port; they are 1 to 65535")
      let known = server.container.flatMap(container)
      require(
        server.container != nil, ".container", "name the container that the port belongs to")
      if let known {
        require(
          known.ports.contains { $0.container == port }, ".port",
          "container \(known.key) does not publish \(port); add it to containers.\(known.key).ports"
        )
      }
    }
    if let name = server.container {
      require(
        container(name) != nil || ContainerSpec.isValidName(name), ".container",
        "\"\(name)\" is neither under containers nor the name of one")
    }
    return problems
  }

  /// The container of this key; nil where none is to be started.
  package func container(_ key: String) -> ContainerSpec? { containers.first { $0.key == key } }

  private var containerProblems: [PlanProblem] {
    var problems: [PlanProblem] = []
    var seen: Set<String> = []
    var ports: [Int: String] = [:]
    for container in containers {
      let key = "containers.\(container.key)"
      func report(_ part: String, _ message: String) {
        problems.append(PlanProblem(key + part, message))
      }
      if !ServerSpec.isValidKey(container.key) {
        report("", "use a lower-case name of letters, digits, - and _ that starts with a letter")
      }
      if !seen.insert(container.containerName).inserted {
        report(".name", "two containers would be called \(container.containerName)")
      }
      if !ContainerSpec.isValidName(container.containerName) {
        report(".name", "an engine takes letters, digits, and . _ - behind the first")
      }
      if container.image == nil, container.build == nil {
        report("", "name its image, or the folder to build it from")
      }
      if container.dockerfile != nil || container.buildNetwork != nil, container.build == nil {
        report(".build", "name the folder that the image is built from")
      }
      if let cpus = container.cpus, !(cpus > 0 && cpus <= 4096) {
        report(".cpus", "\(Quantity.plain(cpus)) is not above 0 and at most 4096 cores")
      }
      if let memory = container.memoryBytes, memory < 6 << 20 {
        report(".memory", "\(Quantity.bytes(memory)) is less than the 6 MiB that engines ask for")
      }
      for volume in container.volumes where !ContainerSpec.isValidVolume(volume) {
        report(".volumes", "\"\(volume)\" is no source:/target or source:/target:ro")
      }
      if let invalid = container.environment.first(where: { !$0.isValid }) {
        report(".environment", "no variable can be called \"\(invalid.name)\"")
      }
      if let seconds = container.readyWithinSeconds, !Self.waits.contains(seconds) {
        report(".ready_within", "\(Quantity.plain(seconds)) s is outside 0 to 86400 s")
      }
      for port in container.ports.compactMap(\.host) {
        if let other = ports.updateValue(container.key, forKey: port) {
          report(".ports", "\(port) of the host is taken by \(other) already")
        }
      }
    }
    return problems
  }

  private static let waits = 0.0...86_400
}

extension ContainerSpec {
  /// Whether an engine takes it as a container's name.
  package static func isValidName(_ name: String) -> Bool {
    let isPlain = { (byte: UInt8) in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    guard let first = name.utf8.first, isPlain(first), name.utf8.count <= 200 else { return false }
    return name.utf8.allSatisfy { isPlain($0) || $0 == 95 || $0 == 46 || $0 == 45 }
  }

  /// Whether it is `source:/target`, perhaps with `:ro`.
  package static func isValidVolume(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 && ["ro", "rw"].contains(parts[2]) else {
      return false
    }
    return !parts[0].isEmpty && parts[1].hasPrefix("/") && !text.utf8.contains(0)
  }
}
