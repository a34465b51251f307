import Testing

@testable import DockerKit

/// The messages are those of Docker 20.10 and podman 4.3, as they answered, or of their sources.
@Suite("What an engine's refusal means")
struct LifecycleCauseTests {
  private static let messages: [(String, LifecycleCause)] = [
    (
      "driver failed programming external connectivity on endpoint yy (6479d7): "
        + "Bind for 127.0.0.1:32768 failed: port is already allocated", .portInUse(32768)
    ),
    (
      "driver failed programming external connectivity on endpoint web (1): Error starting "
        + "userland proxy: listen tcp4 127.0.0.1:7670: bind: address already in use",
      .portInUse(7670)
    ),
    ("rootlessport listen tcp 0.0.0.0:7671: bind: address already in use", .portInUse(7671)),
    ("address already in use", .portInUse(nil)),
    (
      "rootlessport cannot expose privileged port 80, you can add "
        + "'net.ipv4.ip_unprivileged_port_start=80' to /etc/sysctl.conf", .portNotAllowed
    ),
    ("No such image: nosuch:latest", .missingImage),
    ("nosuch: image not known", .missingImage),
    ("manifest for busybox:nosuch not found: manifest unknown: manifest unknown", .missingImage),
    (
      "pull access denied for nosuch, repository does not exist or may require 'docker login': "
        + "denied: requested access to the resource is denied", .registryRefuses
    ),
    (
      "Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on "
        + "192.0.2.1:53: no such host", .registryUnreachable
    ),
    (
      "Get \"https://registry-1.docker.io/v2/\": x509: certificate signed by unknown authority",
      .registryUnreachable
    ),
    (
      "Conflict. The container name \"/xx\" is already in use by container \"5effb36154a9\". You "
        + "have to remove (or rename) that container to be able to reuse that name.", .nameInUse
    ),
    (
      "creating container storage: the container name \"xx\" is already in use by 5effb3. You have "
        + "to remove that container to be able to reuse that name: that name is already in use",
      .nameInUse
    ),
    (
      "container create: container-init binary not found on the host: stat "
        + "/usr/libexec/podman/catatonit: no such file or directory", .noInit
    ),
    ("could not select device driver \"\" with capabilities: [[gpu]]", .noGPU),
    ("setting up CDI devices: unresolvable CDI devices nvidia.com/gpu=all", .noGPU),
    (
      "failed to create shim task: OCI runtime create failed: nvidia-container-cli: "
        + "initialization error: nvml error: driver not loaded: unknown", .brokenGPU
    ),
    (
      "failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
        + "container process: exec: \"nosuch\": executable file not found in $PATH: unknown",
      .noSuchProgram
    ),
    (
      "OCI runtime create failed: exec: \"/app/nosuch\": stat /app/nosuch: no such file or "
        + "directory: unknown", .noSuchProgram
    ),
    (
      "crun: executable file `nosuch` not found in $PATH: No such file or directory: OCI runtime "
        + "attempted to invoke a command that was not found", .noSuchProgram
    ),
    ("OCI runtime create failed: exec: \"/etc/passwd\": permission denied: unknown", .notRunnable),
    ("exec /app/run: exec format error", .notRunnable),
    (
      "invalid mount config for type \"bind\": bind source path does not exist: /no/such",
      .missingMountSource("/no/such")
    ),
    ("statfs /no/such: no such file or directory", .missingMountSource("/no/such")),
    ("No such container: nosuch", .missingContainer),
    ("Minimum memory limit allowed is 6MB", .memoryLimitRefused),
    (
      "Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available", .tooManyCPUs
    ),
    ("write /var/lib/docker/tmp/x: no space left on device", .diskFull),
    (
      "the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/",
      .needsBuildKit
    ),
    ("something new", .other),
  ]

  @Test("each phrase has its cause", arguments: messages)
  func phrase(_ message: String, _ cause: LifecycleCause) {
    #expect(LifecycleCause(message: message) == cause)
  }

  @Test("all but the unknown are told with advice, in one line", arguments: messages)
  func advice(_ message: String, _ cause: LifecycleCause) {
    let error = LifecycleError("start web", cause, message: message)
    #expect(error.description.hasPrefix("cannot start web: "))
    #expect(!error.description.contains("\n"))
    #expect((cause.advice == nil) == (cause == .other))
    #expect(cause == .other ? error.description.contains(message) : cause.diagnosis != nil)
  }

  @Test("a port in use is named, with the way out")
  func port() {
    let error = LifecycleError("start web", .portInUse(7670), message: "")
    #expect(
      error.description
        == "cannot start web: port 7670 is in use; stop what listens there (ss -ltnp 'sport = :7670' "
        + "names it), or leave the host's port out to get a free one")
  }

  @Test("an engine that is not there is no refusal, and keeps its own advice")
  func engine() {
    let error = LifecycleError(
      "start web", EngineError(.missing, "there is no socket at /x", advice: "is it running?"))
    #expect(error.cause == .engine(.missing, advice: "is it running?"))
    #expect(error.description == "cannot start web: there is no socket at /x; is it running?")
  }

  @Test("a death is out of memory where the engine says so, and 137 alone is not")
  func death() {
    #expect(
      LifecycleCause.death(exitCode: 137, isOutOfMemory: true, lines: []) == .outOfMemory)
    #expect(
      LifecycleCause.death(exitCode: 137, isOutOfMemory: false, lines: [])
        == .diedOnStart(exitCode: 137))
    #expect(
      LifecycleCause.death(
        exitCode: 1, isOutOfMemory: false,
        lines: ["torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB"])
        == .outOfGPUMemory)
    // The guide's own advice, as a command of ours.
    #expect(LifecycleCause.outOfMemory.advice?.contains("--concurrent 1 --max-files 5") == true)
  }

  @Test(
    "podman before 5.4 would leave GPUs out in silence, so it is not asked",
    arguments: [("4.3.1", true), ("5.3.9", true), ("5.4.0", false), ("6.0", false), ("", true)])
  func podman(_ version: String, _ isRefused: Bool) {
    var facts = EngineFacts()
    facts.flavour = .podman
    facts.version = version
    #expect((GPUSupport(facts).refusal != nil) == isRefused)
  }

  @Test(
    "Docker before API 1.40 would do so too", arguments: [(24, true), (39, true), (40, false)])
  func oldDocker(_ minor: Int, _ isRefused: Bool) {
    var facts = EngineFacts()
    facts.apiVersion = APIVersion(1, minor)
    #expect((GPUSupport(facts).refusal != nil) == isRefused)
  }

  @Test("Docker tells of its GPU runtime, or does not")
  func docker() {
    var facts = EngineFacts()
    facts.runtimes = ["runc"]
    #expect(GPUSupport(facts) == .unknown)
    #expect(GPUSupport(facts).refusal == nil)
    facts.runtimes = ["nvidia", "runc"]
    #expect(GPUSupport(facts) == .told)
    facts.runtimes = []
    facts.devices = ["nvidia.com/gpu=all"]
    #expect(GPUSupport(facts) == .told)
  }
}
