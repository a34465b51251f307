internal import Foundation
internal import Glibc

/// Counts inspected documents up on a terminal's standard error; silent elsewhere.
enum ScanProgress {
  @Sendable static func show(done: Int, total: Int) {
    guard Program.isTerminal(STDERR_FILENO) else { return }
    let text = "\r\u{1B}[Kreading documents: \(done) of \(total)"
    FileHandle.standardError.write(Data(text.utf8))
  }

  static func clear() {
    guard Program.isTerminal(STDERR_FILENO) else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
