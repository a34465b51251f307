/// One run of a container's health check.
package struct ProbeResult: Hashable, Sendable {
  package var start: WallTime
  /// Seconds that it took.
  package var seconds: Double
  /// 0 is healthy; below that it ran out of time, or could not be run.
  package var exitCode: Int
  /// What it wrote; foreign text.
  package var output: String

  package init(start: WallTime, seconds: Double, exitCode: Int, output: String = "") {
    self.start = start
    self.seconds = seconds
    self.exitCode = exitCode
    self.output = output
  }

  package var isHealthy: Bool { exitCode == 0 }

  /// How it ended: `ok`, `exit 1`, `no answer in time`.
  package var words: String {
    switch exitCode {
    case 0: "ok"
    case ..<0: "no exit code: out of time, or not run"
    default: "exit \(exitCode)"
    }
  }
}
