/// Whether an engine can give a container a GPU, as far as it tells beforehand.
///
/// Docker also finds NVIDIA's hook without being configured for it, and says nothing of that; so
/// what is not told may still work, and the start decides.
package enum GPUSupport: Hashable, Sendable {
  case told
  case unknown
  /// The engine would silently start the container without.
  case ignored

  package init(_ facts: EngineFacts) {
    if facts.flavour == .podman {
      self = Self.takesDevicesByName(facts.version) ? .unknown : .ignored
    } else {
      let isTold =
        facts.runtimes.contains("nvidia")
        || facts.devices.contains { $0.contains("nvidia.com/gpu") }
      self = isTold ? .told : .unknown
    }
  }

  /// Why a container with GPUs is not even made.
  var refusal: LifecycleCause? {
    self == .ignored
      ? .refusedByUs(
        "podman before 5.4 starts it without GPUs and does not say so; use podman 5.4 or newer, "
          + "Docker, or leave `gpus` out") : nil
  }

  /// From podman 5.4 on.
  private static func takesDevicesByName(_ version: String) -> Bool {
    let parts = version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
    let (major, minor) = (parts.first ?? 0, parts.dropFirst().first ?? 0)
    return (major, minor) >= (5, 4)
  }
}
