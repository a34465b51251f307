internal import BenchCore
internal import ProcessKit

/// Follows the GPUs of this machine through `nvidia-smi`, where there is one.
///
/// Its format is known from its manual; no hardware was tried.
final class GPUWatch: Sendable {
  private let process: ManagedProcess

  private init(_ process: ManagedProcess) { self.process = process }

  /// Begins; nil where there is no such program, which is no trouble.
  static func start(
    executable: String = "nvidia-smi", sample: @escaping @Sendable (GPUSample) -> Void,
    trouble: @escaping @Sendable (String) -> Void
  ) async -> GPUWatch? {
    let arguments = [
      "--query-gpu=" + GPULine.query, "--format=csv,noheader,nounits", "-lms", "1000",
    ]
    let words = FirstWords()
    let process = try? await ManagedProcess.launch(
      ProcessSpec(executable, arguments, lineLimit: 1000, linesKept: 10)
    ) { line in
      if line.stream == .output, let found = GPULine.parse(line.text) {
        sample(found)
      } else {
        words.take(line.text)
      }
    } onExit: { exit in
      // Ended by us, or never there.
      guard case .exited = exit else { return }
      trouble("no GPU is watched: \(executable) \(exit)\(words.text)")
    }
    process?.closeInput()
    return process.map(GPUWatch.init)
  }

  func stop() async { await process.terminate(gracePeriod: .milliseconds(500)) }
}
