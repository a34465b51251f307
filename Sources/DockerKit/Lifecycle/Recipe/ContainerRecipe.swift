/// What a container is to be made of, whoever asks for it.
///
/// A plain value: paths are absolute and names resolved before they get here. `CreateBody` puts it
/// into the engine's words.
package struct ContainerRecipe: Hashable, Sendable {
  /// The image by name (`slimgest`, `debian:bookworm-slim`) or id.
  package var image: String
  /// The container's name; nil lets the engine choose one.
  package var name: String?
  /// In place of the image's entry point; nil keeps it.
  package var entrypoint: [String]?
  /// In place of the image's command; empty keeps it.
  package var command: [String] = []
  package var ports: [PortRecipe] = []
  package var mounts: [MountRecipe] = []
  /// May hold secrets: shown and saved only after `Redaction`.
  package var environment: [String: String] = [:]
  /// The most memory in bytes, without any swap beside it; nil for no limit.
  package var memory: Int?
  /// The most processor time, in cores; nil for no limit.
  package var cpus: Double?
  package var gpus: GPURecipe?
  /// In place of the image's health check; nil keeps it.
  package var health: HealthRecipe?
  package var labels: [String: String] = [:]
  /// Whether a small init is the first process: it reaps children and passes signals on.
  package var hasInit = true
  /// The size of `/dev/shm` in bytes; nil for the engine's default (64 MB), too small for PyTorch.
  package var sharedMemory: Int?
  /// The most bytes of log that the engine keeps; nil for its default, which is no limit.
  package var logLimit: Int? = 20_000_000

  package init(image: String, name: String? = nil) {
    self.image = image
    self.name = name
  }

  /// What messages call it.
  package var title: String { name ?? image }
}

/// The labels by which our containers are found again, and only ours.
package enum ContainerLabel {
  /// The run that a container was started for.
  package static let run = "slimbench.run"
  /// Its key in the plan.
  package static let target = "slimbench.target"
}

/// A port of a container, published on the engine's host.
package struct PortRecipe: Hashable, Sendable {
  package enum Transport: String, Sendable { case tcp, udp }

  package var container: Int
  /// The port on the host; nil takes a free one, which is known once the container runs.
  package var host: Int?
  /// The host's address to listen on; beyond loopback, others reach it too.
  package var address: String
  package var transport: Transport

  package init(
    _ container: Int, host: Int? = nil, address: String = "127.0.0.1", transport: Transport = .tcp
  ) {
    self.container = container
    self.host = host
    self.address = address
    self.transport = transport
  }
}

/// A folder, file or volume of the host, seen in the container.
package struct MountRecipe: Hashable, Sendable {
  /// An absolute path of the engine's host, or the name of a volume.
  package var source: String
  /// An absolute path in the container.
  package var target: String
  package var isReadOnly: Bool

  package init(_ source: String, at target: String, isReadOnly: Bool = false) {
    self.source = source
    self.target = target
    self.isReadOnly = isReadOnly
  }

  var isPath: Bool { source.hasPrefix("/") }
}

/// Which of the host's GPUs a container gets.
package enum GPURecipe: Hashable, Sendable {
  case all
  /// By index (`0`) or by UUID.
  case devices([String])
}

/// How the engine finds out whether a container is well.
package struct HealthRecipe: Hashable, Sendable {
  package enum Probe: Hashable, Sendable {
    /// No probe, whatever the image says.
    case none
    case command([String])
    /// A line for the container's shell.
    case shell(String)
  }

  package var probe: Probe
  package var interval: Duration?
  package var timeout: Duration?
  /// Failures so soon after the start do not count.
  package var startPeriod: Duration?
  package var retries: Int?

  package init(
    _ probe: Probe, interval: Duration? = nil, timeout: Duration? = nil,
    startPeriod: Duration? = nil, retries: Int? = nil
  ) {
    self.probe = probe
    self.interval = interval
    self.timeout = timeout
    self.startPeriod = startPeriod
    self.retries = retries
  }
}
