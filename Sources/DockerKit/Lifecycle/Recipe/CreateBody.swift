/// A recipe in the words of `POST /containers/create`.
struct CreateBody {
  let recipe: ContainerRecipe
  let flavour: EngineFacts.Flavour

  var json: JSONDraft {
    .fields([
      "Image": .text(recipe.image),
      "Entrypoint": recipe.entrypoint.map(JSONDraft.texts),
      "Cmd": recipe.command.isEmpty ? nil : .texts(recipe.command),
      "Env": recipe.environment.isEmpty ? nil : .texts(environment),
      "Labels": recipe.labels.isEmpty ? nil : .texts(recipe.labels),
      "ExposedPorts": recipe.ports.isEmpty ? nil : exposedPorts,
      "Healthcheck": recipe.health.map(Self.health),
      "HostConfig": host,
    ])
  }

  private var environment: [String] {
    recipe.environment.map { "\($0)=\($1)" }.sorted()
  }

  private var exposedPorts: JSONDraft {
    .object(Dictionary(recipe.ports.map { ($0.key, .object([:])) }) { first, _ in first })
  }

  private var host: JSONDraft {
    .fields([
      "PortBindings": recipe.ports.isEmpty ? nil : bindings,
      "Mounts": recipe.mounts.isEmpty ? nil : .list(recipe.mounts.map(Self.mount)),
      "Memory": recipe.memory.map(JSONDraft.number),
      // The same number forbids swap: a server that swaps is measured as a slow one.
      "MemorySwap": recipe.memory.map(JSONDraft.number),
      "NanoCpus": recipe.cpus.map { .number(Int(($0 * 1e9).rounded())) },
      "DeviceRequests": recipe.gpus.map { .list([gpus($0)]) },
      "ShmSize": recipe.sharedMemory.map(JSONDraft.number),
      "Init": .flag(recipe.hasInit),
      // What has ended is looked at before it is removed, and that by us.
      "AutoRemove": .flag(false),
      "LogConfig": log,
    ])
  }

  private var bindings: JSONDraft {
    var bindings: [String: [JSONDraft]] = [:]
    for port in recipe.ports {
      bindings[port.key, default: []].append(
        .object([
          "HostIp": .text(port.address), "HostPort": .text(port.host.map(String.init) ?? ""),
        ]))
    }
    return .object(bindings.mapValues(JSONDraft.list))
  }

  /// Only where the driver is surely there; podman has its own, with its own limits.
  private var log: JSONDraft? {
    guard let limit = recipe.logLimit, flavour == .docker else { return nil }
    return .object([
      "Type": .text("json-file"), "Config": .texts(["max-size": "\(limit)", "max-file": "1"]),
    ])
  }

  /// Mounts, unlike binds, are refused where the source is missing: an empty folder made by the
  /// engine in place of a misspelt one would be found much later.
  private static func mount(_ mount: MountRecipe) -> JSONDraft {
    .object([
      "Type": .text(mount.isPath ? "bind" : "volume"), "Source": .text(mount.source),
      "Target": .text(mount.target), "ReadOnly": .flag(mount.isReadOnly),
    ])
  }

  private func gpus(_ gpus: GPURecipe) -> JSONDraft {
    switch (flavour, gpus) {
    case (.podman, .all): Self.cdi(["all"])
    case (.podman, .devices(let devices)): Self.cdi(devices)
    case (.docker, .all): Self.nvidia(count: -1, devices: nil)
    case (.docker, .devices(let devices)): Self.nvidia(count: 0, devices: devices)
    }
  }

  private static func cdi(_ devices: [String]) -> JSONDraft {
    .object([
      "Driver": .text("cdi"), "DeviceIDs": .texts(devices.map { "nvidia.com/gpu=\($0)" }),
    ])
  }

  /// What `--gpus` of the docker command sends.
  private static func nvidia(count: Int, devices: [String]?) -> JSONDraft {
    .fields([
      "Driver": .text(""), "Count": .number(count), "DeviceIDs": devices.map(JSONDraft.texts),
      "Capabilities": .list([.texts(["gpu"])]), "Options": .object([:]),
    ])
  }

  private static func health(_ health: HealthRecipe) -> JSONDraft {
    let test: [String] =
      switch health.probe {
      case .none: ["NONE"]
      case .command(let words): ["CMD"] + words
      case .shell(let line): ["CMD-SHELL", line]
      }
    return .fields([
      "Test": .texts(test),
      "Interval": health.interval.map(nanoseconds), "Timeout": health.timeout.map(nanoseconds),
      "StartPeriod": health.startPeriod.map(nanoseconds),
      "Retries": health.retries.map(JSONDraft.number),
    ])
  }

  private static func nanoseconds(_ duration: Duration) -> JSONDraft {
    let (seconds, attoseconds) = duration.components
    return .number(Int(clamping: seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
  }
}

extension PortRecipe {
  /// The engine's name of it, such as `7670/tcp`.
  var key: String { "\(container)/\(transport.rawValue)" }
}
