internal import BenchCore
internal import CurlKit
internal import Dashboard
internal import Dispatch
internal import Glibc
internal import RunStore
internal import Synchronization

/// Lists folders of saved runs and moves their files, on threads that may wait for a disk.
///
/// Headlines come in batches, the newest files first; what was read once is kept as long as the
/// file does not change. Only the newest listing is answered to its end.
final class ResultsDesk: Sendable {
  private let queue = DispatchQueue(label: "slimbench.results")
  /// Not the one that reads: whoever renames a file does not wait for thousands of others.
  private let files = DispatchQueue(label: "slimbench.files")
  private let newest = Mutex(0)
  private let resting = Mutex<String?>(nil)
  private let cache = HeadlineCache.ofUser
  /// What was read, also of the small files that the user's cache leaves out.
  private let read = Mutex<[ResultsFolder.File: RunHeadline]>([:])
  private let post: @Sendable (Message) -> Void

  /// Nanoseconds between two batches of headlines.
  private static let batch: Int64 = 100_000_000
  /// Milliseconds for which the choice has to stand on a file before it is read.
  private static let rest = 120

  init(post: @escaping @Sendable (Message) -> Void) { self.post = post }

  func perform(_ effect: ResultsEffect) {
    switch effect {
    case .list(let listing, let directories):
      newest.withLock { $0 = listing }
      queue.async { [self] in list(listing, directories) }
    case .cancel: newest.withLock { $0 = -1 }
    case .rest(let path):
      resting.withLock { $0 = path }
      files.asyncAfter(deadline: .now() + .milliseconds(Self.rest)) { [self] in
        guard resting.withLock({ $0 }) == path else { return }
        post(.results(.rested(path: path)))
      }
    case .trash(let paths):
      files.async { [self] in
        let (moved, problem) = FileMoves.trash(paths)
        post(.results(.trashed(moved, problem: problem)))
      }
    case .undo(let moved):
      files.async { [self] in
        let (restored, problem) = FileMoves.restore(moved)
        post(.results(.restored(restored, problem: problem)))
      }
    case .rename(let path, let name):
      files.async { [self] in
        let (to, problem) = FileMoves.rename(path, name)
        post(.results(.renamed(from: path, to: to, problem: problem)))
      }
    }
  }

  // MARK: Listing

  private func isCurrent(_ listing: Int) -> Bool { newest.withLock { $0 } == listing }

  private func list(_ listing: Int, _ directories: [String]) {
    guard isCurrent(listing) else { return }
    let directory = directories.first(where: Self.isFolder) ?? directories.last ?? "."
    let found: [ResultsFolder.File]
    do throws(StoreError) {
      found = try ResultsFolder(directory).files().sorted { $0.modified > $1.modified }
    } catch {
      post(.results(.failed(listing: listing, directory: directory, error.description)))
      return
    }
    let files = found.map { FoundFile(path: $0.path, bytes: $0.bytes, modified: $0.modified) }
    post(.results(.found(listing: listing, directory: directory, files)))
    var known = read.withLock { $0 }
    defer { read.withLock { [known] in $0 = known } }
    var headlines: [RunHeadline] = []
    var sent = MonotonicClock.now()
    for file in found {
      guard isCurrent(listing) else { return }
      let headline = known[file] ?? cache.headline(of: file)
      known[file] = headline
      headlines.append(headline)
      guard MonotonicClock.now() &- sent > Self.batch else { continue }
      post(.results(.headlines(listing: listing, headlines)))
      headlines = []
      sent = MonotonicClock.now()
    }
    if !headlines.isEmpty { post(.results(.headlines(listing: listing, headlines))) }
    post(.results(.listed(listing: listing)))
    // Without it the next list is as right, and slower.
    try? cache.save()
  }

  private static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
