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
      switch (load.purpose, load.purpose == .preview ? Self.look(load.path) : Self.read(load.path))
      {
      case (.replay, .run(let run)):
        post(.loaded(load, .replay(ReplayView(run, path: load.path).prepared())))
        // The end is told with figures that take a while; who replays begins elsewhere.
        if let figures = run.figures { post(.replay(.judged(path: load.path, figures))) }
      case (.detail, .run(let run)): post(.loaded(load, Self.opened(run, load.path)))
      case (.compare, .run(let run)): post(.loaded(load, Self.compared(run, load.path)))
      case (_, let loaded): post(.loaded(load, loaded))
      }
    }
  }

  /// A run with what its screen shows.
  private static func opened(_ run: SavedRun, _ path: String) -> FileLoaded {
    OpenedRun(run).map(FileLoaded.opened) ?? .failed("\(path): holds no run")
  }

  /// What a comparison needs of a run: keys are answered while it is computed.
  private static func compared(_ run: SavedRun, _ path: String) -> FileLoaded {
    ComparedRun(name: path, run: run).map(FileLoaded.compared)
      ?? .failed("\(path): holds no run")
  }

  /// The figures alone: they are judged here, where nobody waits for a picture.
  private static func look(_ path: String) -> FileLoaded {
    do throws(StoreError) {
      let summary = try SavedSummary.load(path)
      return .figures(summary.figures, warnings: summary.warnings)
    } catch { return .failed(error.description) }
  }

  private static func read(_ path: String) -> FileLoaded {
    do throws(StoreError) { return .run(try SavedRun.load(path)) } catch {
      return .failed(error.description)
    }
  }
}
