internal import BenchCore
internal import Dashboard
internal import RunStore

/// Moves the files of runs as the dashboard asks, and tells what came of it in its words.
enum RunMover {
  /// One run after the other; what failed first is told, and ends it.
  static func trash(_ runs: [RunHeadline], folder: String) -> ResultsMessage {
    var moved: [MovedFile] = []
    do throws(StoreError) {
      for run in runs { moved += try RunFiles.trash(run, in: folder).map(MovedFile.init) }
    } catch { return .trashed(moved, problem: error.description) }
    return .trashed(moved, problem: nil)
  }

  static func rename(_ run: RunHeadline, to name: String) -> ResultsMessage {
    do throws(StoreError) {
      return .renamed(try RunFiles.rename(run, to: name).map(MovedFile.init), problem: nil)
    } catch { return .renamed([], problem: error.description) }
  }

  /// The last one first, as far as it goes: what is left can be tried again.
  static func undo(_ files: [MovedFile]) -> ResultsMessage {
    var left = files
    var restored: [MovedFile] = []
    do throws(StoreError) {
      while let last = left.last {
        try RunFiles.undo([RunFiles.Move(from: last.path, to: last.now)])
        restored.append(last)
        left.removeLast()
      }
    } catch { return .restored(restored, left: left, problem: error.description) }
    return .restored(restored, left: [], problem: nil)
  }
}

extension MovedFile {
  fileprivate init(_ move: RunFiles.Move) { self.init(path: move.from, now: move.to) }
}
