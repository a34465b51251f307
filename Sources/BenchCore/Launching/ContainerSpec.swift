/// A container that a run starts for its servers, and removes after it.
package struct ContainerSpec: Codable, Hashable, Sendable {
  /// Its key in `containers:`, which servers name.
  package var key: String
  /// The image by name; nil for one that is only built here.
  package var image: String?
  /// The folder that the image is built from; nil where it exists or is pulled.
  package var build: String?
  /// Path of the Dockerfile below `build`; nil for `Dockerfile`.
  package var dockerfile: String?
  /// The network that the build's steps run in, such as `host`; nil for the engine's default.
  package var buildNetwork: String?
  /// The container's name; nil for one made of the key.
  package var name: String?
  /// In place of the image's command; empty keeps it.
  package var command: [String] = []
  package var ports: [PortMapping] = []
  /// `source:target` or `source:target:ro`, the source a path or the name of a volume.
  package var volumes: [String] = []
  package var environment: [EnvironmentVariable] = []
  /// The most memory, bytes; nil for no limit.
  package var memoryBytes: Int?
  /// The most processor time, cores; nil for no limit.
  package var cpus: Double?
  /// Size of `/dev/shm`, bytes; nil for the engine's default.
  package var sharedMemoryBytes: Int?
  package var gpus = GPUChoice.none
  /// In place of the image's health check; nil keeps it.
  package var health: HealthCheckSpec?
  package var labels: [EnvironmentVariable] = []
  /// How long it may take to become ready, seconds; nil for the plan's.
  package var readyWithinSeconds: Double?

  package init(key: String) { self.key = key }

  /// The name that it gets.
  package var containerName: String { name ?? "slimbench-" + key }

  /// The image that it runs: the one named, or the name that the one built here gets.
  package var imageName: String { image ?? "slimbench-" + key }

  /// The same with every secret replaced.
  package var redacted: ContainerSpec {
    var copy = self
    copy.command = Redaction.command(command)
    copy.environment = environment.map(\.redacted)
    copy.health?.command = Redaction.line(health?.command ?? "")
    copy.labels = labels.map {
      EnvironmentVariable($0.name, EnvironmentEntry("\($0.name)=\($0.value)").value)
    }
    return copy
  }
}

/// Which of the host's GPUs a container gets.
package enum GPUChoice: Codable, Hashable, Sendable {
  case none, all
  /// By index or UUID.
  case devices([String])

  /// What is asked for, for messages.
  package static let expectation = "all, none, or devices as 0,1"

  package init?(_ text: String) {
    switch text {
    case "none": self = .none
    case "all": self = .all
    default:
      let devices = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let isRight = devices.allSatisfy { device in
        !device.isEmpty
          && device.utf8.allSatisfy { $0 > 44 && $0 < 123 && $0 != 47 }
      }
      guard isRight else { return nil }
      self = .devices(devices)
    }
  }

  package var text: String {
    switch self {
    case .none: "none"
    case .all: "all"
    case .devices(let devices): devices.joined(separator: ",")
    }
  }
}

/// How the engine finds out whether a container is well.
package struct HealthCheckSpec: Codable, Hashable, Sendable {
  /// A line for the container's shell; empty for no check, whatever the image says.
  package var command: String
  package var intervalSeconds: Double?
  package var timeoutSeconds: Double?
  /// Failures so soon after the start do not count.
  package var startPeriodSeconds: Double?
  package var retries: Int?

  package init(command: String) { self.command = command }
}
