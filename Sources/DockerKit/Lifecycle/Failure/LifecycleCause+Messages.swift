/// The engine's words → what they mean.
///
/// There are no codes for it: a start that fails is a 500 whatever the reason. The phrases are those
/// of Docker 20 to 28 and of podman 4 and 5.
extension LifecycleCause {
  init(_ error: EngineError) {
    guard error.kind == .answer else {
      self = .engine(error.kind, advice: error.advice)
      return
    }
    self.init(message: error.diagnosis, status: error.status)
  }

  init(message: String, status: Int? = nil) {
    let text = message.lowercased()
    func says(_ phrases: String...) -> Bool { phrases.contains { text.contains($0) } }

    if says("port is already allocated", "address already in use", "ports are not available") {
      self = .portInUse(Self.port(in: text))
    } else if says("privileged port")
      || (says("bind") && says("permission denied") && says("listen"))
    {
      self = .portNotAllowed
    } else if says(
      "could not select device driver", "no known gpu vendor", "unknown or invalid runtime name",
      "unresolvable cdi devices", "failed to discover gpu vendor", "cdi device injection failed")
    {
      self = .noGPU
    } else if says("nvidia-container-cli", "nvml error", "nvidia-smi") {
      self = .brokenGPU
    } else if says("is already in use by container", "name is in use")
      || (says("container name") && says("already in use"))
    {
      self = .nameInUse
    } else if says("bind source path does not exist") || (says("statfs") && says("no such file")) {
      self = .missingMountSource(Self.path(in: message))
    } else if says("container-init binary not found", "docker-init") && says("not found") {
      self = .noInit
    } else if says("executable file", "exec: ", "invoke a command")
      && says("not found", "no such file")
    {
      self = .noSuchProgram
    } else if says("exec format error") || (says("exec: ") && says("permission denied")) {
      self = .notRunnable
    } else if let registry = Self.registry(text) {
      self = registry
    } else if says("no such image", "image not known", "no such image or container") {
      self = .missingImage
    } else if says("no such container", "no container with name or id") {
      self = .missingContainer
    } else if says("minimum memory limit", "memory limit should be smaller") {
      self = .memoryLimitRefused
    } else if says("range of cpus") {
      self = .tooManyCPUs
    } else if says("no space left on device") {
      self = .diskFull
    } else if says("requires buildkit", "option requires buildkit", "buildkit to be enabled") {
      self = .needsBuildKit
    } else {
      self = .other
    }
  }

  /// What a registry, or the way to it, has against a pull.
  private static func registry(_ text: String) -> LifecycleCause? {
    func says(_ phrases: String...) -> Bool { phrases.contains { text.contains($0) } }
    if says("pull access denied", "requested access to the resource is denied", "unauthorized") {
      return .registryRefuses
    }
    if says("manifest unknown") || (says("manifest for") && says("not found")) {
      return .missingImage
    }
    let isPull = says("registry", "/v2/", "docker.io", "lookup ", "dial tcp")
    if isPull
      && says(
        "no such host", "i/o timeout", "connection refused", "handshake timeout", "x509",
        "network is unreachable", "request canceled", "temporary failure", "server misbehaving")
    {
      return .registryUnreachable
    }
    return nil
  }

  /// The number behind the last colon in front of what is said about it:
  /// `Bind for 127.0.0.1:7670 failed: port is already allocated`.
  private static func port(in text: String) -> Int? {
    let numbers = text.split(separator: ":").dropFirst().compactMap { piece -> Int? in
      Int(piece.prefix { $0.isASCII && $0.isNumber })
    }
    return numbers.last { 1...65535 ~= $0 }
  }

  /// `invalid mount config for type "bind": bind source path does not exist: /no/such`.
  private static func path(in message: String) -> String? {
    guard let start = message.firstIndex(of: "/") else { return nil }
    let path = message[start...].prefix { !$0.isNewline && $0 != ":" && $0 != "\"" }
    return path.count > 1 ? String(path) : nil
  }
}

extension LifecycleCause {
  /// Why a container that was started has ended.
  ///
  /// - Parameters:
  ///   - exitCode: 137 alone says only that it was killed.
  ///   - lines: What it said last.
  static func death(exitCode: Int?, isOutOfMemory: Bool, lines: [String]) -> LifecycleCause {
    let text = lines.joined(separator: "\n").lowercased()
    if text.contains("cuda out of memory") || text.contains("outofmemoryerror: cuda")
      || text.contains("cuda_error_out_of_memory")
    {
      return .outOfGPUMemory
    }
    if isOutOfMemory { return .outOfMemory }
    return .diedOnStart(exitCode: exitCode)
  }
}
