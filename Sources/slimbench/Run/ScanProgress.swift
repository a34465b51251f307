internal import Glibc

/// Counts inspected documents up on a terminal's standard error; silent elsewhere.
enum ScanProgress {
  @Sendable static func show(done: Int, total: Int) {
    guard Program.isTerminal(STDERR_FILENO) else { return }
    Program.say("\r\u{1B}[Kreading documents: \(done) of \(total)")
  }

  static func clear() {
    guard Program.isTerminal(STDERR_FILENO) else { return }
    Program.say("\r\u{1B}[K")
  }
}
