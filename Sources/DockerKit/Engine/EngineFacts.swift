/// What an engine says of itself: which one, how large its machine is, what it can do.
package struct EngineFacts: Sendable, Equatable {
  package enum Flavour: String, Sendable {
    case docker, podman
  }

  package var flavour = Flavour.docker
  /// The engine's own version, such as `20.10.24`.
  package var version = ""
  /// The version that is spoken with it.
  package var apiVersion = APIVersion.newest
  /// The newest that it speaks.
  package var serverAPIVersion = APIVersion.newest
  package var operatingSystem: String?
  package var kernel: String?
  package var architecture: String?
  package var cores: Int?
  /// Bytes of the machine's memory.
  package var memory: UInt64?
  /// 1 or 2; nil where the engine does not tell.
  package var cgroupVersion: Int?
  /// `none` where a rootless engine got no controllers: figures are then missing.
  package var cgroupDriver: String?
  /// What can run containers: `runc`, `nvidia`, ...
  package var runtimes: [String] = []
  /// The kinds of devices that it can hand out by name (`DiscoveredDevices`).
  package var devices: [String] = []
  package var isRootless = false
  package var loggingDriver: String?
  /// The engine's own warnings.
  package var warnings: [String] = []
  package var clock = EngineClock(offset: 0, base: 0)

  package init() {}

  /// The name with the version, such as `Docker 20.10.24, API 1.41`.
  package var title: String {
    "\(flavour == .docker ? "Docker" : "podman") \(version), API \(apiVersion)"
  }
}

extension EngineFacts {
  /// Puts together what `_ping` (its headers), `/version` and `/info` said.
  init(ping: EngineAnswer, version: JSON, info: JSON, clock: EngineClock) {
    let components = version["Components"].elements.compactMap { $0["Name"].string }
    let isPodman =
      ping.header("Libpod-Api-Version") != nil
      || components.contains { $0.lowercased().contains("podman") }
    flavour = isPodman ? .podman : .docker
    self.version = version["Version"].text ?? ping.header("Libpod-Api-Version") ?? "?"
    serverAPIVersion =
      (version["ApiVersion"].string ?? ping.header("Api-Version")).flatMap(APIVersion.init)
      ?? .oldest
    apiVersion = min(serverAPIVersion, .newest)
    operatingSystem = info["OperatingSystem"].text
    kernel = version["KernelVersion"].text ?? info["KernelVersion"].text
    architecture = version["Arch"].text ?? info["Architecture"].text
    cores = info["NCPU"].integer
    memory = info["MemTotal"].counter
    cgroupVersion =
      info["CgroupVersion"].string.flatMap { Int($0) } ?? info["CgroupVersion"].integer
    cgroupDriver = info["CgroupDriver"].text
    runtimes = info["Runtimes"].fields.keys.sorted()
    devices = info["DiscoveredDevices"].elements.compactMap { $0["ID"].text }
    isRootless = info["SecurityOptions"].strings.contains { $0.contains("name=rootless") }
    loggingDriver = info["LoggingDriver"].text
    warnings = info["Warnings"].strings
    self.clock = clock
  }
}
