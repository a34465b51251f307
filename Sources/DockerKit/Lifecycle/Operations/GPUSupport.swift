/// Whether an engine can give a container a GPU, as far as it tells beforehand.
///
/// Docker also finds NVIDIA's hook without being configured for it, and says nothing of that; so
/// what is not told may still work, and the start decides.
package enum GPUSupport: Hashable, Sendable {
  case told
  case unknown
  /// The engine would silently start the container without; how to get at one that does not.
  case ignored(advice: String)

  package init(_ facts: EngineFacts) {
    if facts.flavour == .podman {
      self =
        Self.takesDevicesByName(facts.version)
        ? .unknown
        : .ignored(
          advice:
            "podman before 5.4 starts it without GPUs and does not say so; use podman 5.4 or newer, "
            + "Docker, or leave `gpus` out")
    } else if facts.apiVersion < .oldestWithGPUs {
      self = .ignored(
        advice:
          "Docker before 19.03 starts it without GPUs and does not say so; update it, or leave "
          + "`gpus` out")
    } else {
      let isTold =
        facts.runtimes.contains("nvidia")
        || facts.devices.contains { $0.contains("nvidia.com/gpu") }
      self = isTold ? .told : .unknown
    }
  }

  /// Why a container with GPUs is not even made.
  var refusal: LifecycleCause? {
    guard case .ignored(let advice) = self else { return nil }
    return .refusedByUs(advice)
  }

  /// From podman 5.4 on.
  private static func takesDevicesByName(_ version: String) -> Bool {
    let parts = version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
    let (major, minor) = (parts.first ?? 0, parts.dropFirst().first ?? 0)
    return (major, minor) >= (5, 4)
  }
}
