internal import Glibc
internal import ProcessKit
internal import Synchronization

/// What a launched process writes, in a file for as long as its record stands, so that
/// `slimbench logs` shows it while a run goes on.
///
/// A disk without room costs the log, never the run.
final class ProcessLog: Sendable {
  /// How much is written before the file's length is looked at, bytes.
  private static let stride = 1 << 20

  private struct State {
    var file: Int32 = -1
    var written = 0
  }

  private let path: String
  private let limit: Int
  private let kept: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - limit: The longest file, bytes; beyond it only its end is kept.
  ///   - kept: How much of the end.
  init(_ path: String, limit: Int = DetachedLog.longest, keeping kept: Int = DetachedLog.keptEnd) {
    self.path = path
    self.limit = limit
    self.kept = kept
  }

  deinit { state.withLock { if $0.file >= 0 { close($0.file) } } }

  /// Begins the file; before that, and where it cannot be, lines are left out.
  func open() {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    state.withLock { $0.file = file }
  }

  /// Appends a line, which is given without its end.
  func append(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    state.withLock { state in
      guard state.file >= 0 else { return }
      _ = bytes.withUnsafeBytes { write(state.file, $0.baseAddress, $0.count) }
      state.written += bytes.count
      guard state.written >= min(Self.stride, limit) else { return }
      state.written = 0
      DetachedLog.shorten(path, limit: limit, keeping: kept)
    }
  }
}
