/// What stands behind an engine's refusal or a container's death, told apart by what helps.
package enum LifecycleCause: Hashable, Sendable {
  /// Somebody listens on the host's port already; nil where the engine does not say which.
  case portInUse(Int?)
  /// The user may not publish a port below 1024.
  case portNotAllowed
  /// The image is neither here nor found in a registry.
  case missingImage
  case registryRefuses
  case registryUnreachable
  /// A container of that name exists.
  case nameInUse
  case noGPU
  /// There is a GPU runtime, and it does not work.
  case brokenGPU
  /// The command is not in the image.
  case noSuchProgram
  /// The command is there, but not as something that can be run here.
  case notRunnable
  /// The engine lacks the program that it would put into the container as its first process.
  case noInit
  case missingMountSource(String?)
  case missingContainer
  case memoryLimitRefused
  case tooManyCPUs
  case diskFull
  case needsBuildKit
  /// The recipe or the build context is wrong, as the sentence says.
  case refusedByUs(String)
  /// A step of the Dockerfile failed.
  case buildStep(Int, of: Int, instruction: String)
  /// Killed by the kernel at its memory limit.
  case outOfMemory
  /// Its own words say that a GPU's memory was not enough.
  case outOfGPUMemory
  /// Ended right after its start; nil where the engine does not say how.
  case diedOnStart(exitCode: Int?)
  /// The engine itself cannot be talked to.
  case engine(EngineError.Kind, advice: String?)
  /// None of these: the engine's words have to do.
  case other
}

extension LifecycleCause {
  /// What is wrong; nil where the engine's words say it.
  package var diagnosis: String? {
    switch self {
    case .portInUse(let port): port.map { "port \($0) is in use" } ?? "one of its ports is in use"
    case .portNotAllowed: "the engine may not publish ports below 1024"
    case .missingImage: "there is no such image"
    case .registryRefuses: "the registry does not give the image to us, or does not have it"
    case .registryUnreachable: "the registry cannot be reached"
    case .nameInUse: "a container of that name exists already"
    case .noGPU: "the engine has no GPU runtime"
    case .brokenGPU: "the engine's GPU runtime does not work"
    case .noSuchProgram: "the program that it should run is not in the image"
    case .notRunnable: "the program that it should run cannot be run on this machine"
    case .noInit: "the engine has no init process for containers"
    case .missingMountSource(let path): "\(path ?? "a folder that it mounts") is not there"
    case .missingContainer: "there is no such container"
    case .memoryLimitRefused: "the engine refuses the memory limit"
    case .tooManyCPUs: "it is given more processors than the machine has"
    case .diskFull: "the engine's disk is full"
    case .needsBuildKit: "the Dockerfile needs BuildKit, which the engine's own builder is not"
    case .refusedByUs(let sentence): sentence
    case .buildStep(let step, let steps, let instruction):
      "step \(step) of \(steps) failed, \(instruction.prefix(200))"
    case .outOfMemory: "it ran out of memory and was killed (exit code 137)"
    case .outOfGPUMemory: "it ran out of GPU memory"
    case .diedOnStart(let code):
      "it ended right after its start" + (code.map { " with exit code \($0)" } ?? "")
    case .engine, .other: nil
    }
  }

  /// What to do next; nil where nothing is known.
  package var advice: String? {
    switch self {
    case .portInUse(let port):
      (port.map { "stop what listens there (ss -ltnp 'sport = :\($0)' names it)" }
        ?? "stop what listens there (ss -ltnp names it)")
        + ", or leave the host's port out to get a free one"
    case .portNotAllowed: "use a host's port of 1024 or above"
    case .missingImage: "build or pull it first, or look at its name"
    case .registryRefuses: "look at the name, or log in and fetch it by hand (docker pull)"
    case .registryUnreachable:
      "look at network and proxy of the engine, or load the image by hand (docker load)"
    case .nameInUse: "remove that container if nobody needs it, or choose another name"
    case .noGPU:
      "install the NVIDIA Container Toolkit and restart the engine, or leave `gpus` out and use an "
        + "image for the processor"
    case .brokenGPU: "see whether nvidia-smi works on the engine's host"
    case .noSuchProgram: "look at `command` and at the image's entry point"
    case .notRunnable:
      "is it executable, and is the image made for this kind of processor?"
    case .noInit: "install catatonit, or tini"
    case .missingMountSource: "make it, or correct the path under `volumes`"
    case .missingContainer: "it may have been removed meanwhile"
    case .memoryLimitRefused: "give it more, at least 6 MB"
    case .tooManyCPUs: "lower `cpus`"
    case .diskFull: "make room: docker system df tells what takes it"
    case .needsBuildKit: "build it with docker build, and name the image instead"
    case .refusedByUs: nil
    case .buildStep: "the build's log says why"
    case .outOfMemory:
      "raise its memory limit, or send fewer at once or fewer files: "
        + "slimbench run DIR --concurrent 1 --max-files 5"
    case .outOfGPUMemory:
      "send fewer at once or fewer files: slimbench run DIR --concurrent 1 --max-files 5"
    case .diedOnStart: "its log says why"
    case .engine(_, let advice): advice
    case .other: nil
    }
  }
}
