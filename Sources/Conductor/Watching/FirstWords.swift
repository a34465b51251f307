internal import Synchronization

/// The first line that a program wrote which was not what was expected.
final class FirstWords: Sendable {
  private let line = Mutex<String?>(nil)

  func take(_ text: String) {
    guard !text.isEmpty else { return }
    line.withLock { if $0 == nil { $0 = String(text.prefix(200)) } }
  }

  /// Behind a clause: `: what it said`, or nothing.
  var text: String { line.withLock { $0.map { ": \($0)" } ?? "" } }
}
