internal import BenchCore
internal import Dashboard
internal import Dispatch
internal import RunStore
internal import Synchronization

/// Reads saved runs on a thread of its own, however long a disk takes.
///
/// A preview that nobody waits for any more is not read.
final class RunLoader: Sendable {
  private let queue = DispatchQueue(label: "slimbench.runs")
  private let previewed = Mutex<String?>(nil)
  private let post: @Sendable (Message) -> Void

  init(post: @escaping @Sendable (Message) -> Void) { self.post = post }

  func load(_ load: FileLoad) {
    if load.purpose == .preview { previewed.withLock { $0 = load.path } }
    queue.async { [self] in
      guard load.purpose != .preview || previewed.withLock({ $0 }) == load.path else { return }
      post(.loaded(load, Self.read(load.path)))
    }
  }

  private static func read(_ path: String) -> FileLoaded {
    do throws(StoreError) { return .run(try SavedRun.load(path)) } catch {
      return .failed(error.description)
    }
  }
}
