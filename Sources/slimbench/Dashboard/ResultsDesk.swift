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
/// file does not change. Only the newest listing is answered to its end. The folder that was listed
/// last is watched, and no other.
final class ResultsDesk: Sendable {
  private let queue = DispatchQueue(label: "slimbench.results")
  /// Not the one that reads: whoever renames a file does not wait for thousands of others.
  private let files = DispatchQueue(label: "slimbench.files")
  private let newest = Mutex(0)
  private let resting = Mutex<String?>(nil)
  private let cache = HeadlineCache.ofUser
  /// What was read, also of the small files that the user's cache leaves out.
  private let read = Mutex<[ResultsFolder.File: RunHeadline]>([:])
  private let watch = Mutex<Watch?>(nil)
  private let post: @Sendable (Message) -> Void

  private struct Watch {
    let folder: String
    let changes: FolderWatch
  }

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
    case .cancel:
      newest.withLock { $0 = -1 }
      // A watch walks through the folder whenever that changes.
      watch.withLock { $0 = nil }
    case .rest(let path):
      resting.withLock { $0 = path }
      files.asyncAfter(deadline: .now() + .milliseconds(Self.rest)) { [self] in
        guard resting.withLock({ $0 }) == path else { return }
        post(.results(.rested(path: path)))
      }
    case .trash(let runs, let folder):
      files.async { [self] in post(.results(RunMover.trash(runs, folder: folder))) }
    case .undo(let moved):
      files.async { [self] in post(.results(RunMover.undo(moved))) }
    case .rename(let run, let name):
      files.async { [self] in post(.results(RunMover.rename(run, to: name))) }
    }
  }

  // MARK: Listing

  private func isCurrent(_ listing: Int) -> Bool { newest.withLock { $0 } == listing }

  private func list(_ listing: Int, _ directories: [String]) {
    guard isCurrent(listing) else { return }
    let directory = directories.first(where: Self.isFolder) ?? directories.last ?? "."
    // Before the files are looked for, so that none comes unseen between the two.
    watch(directory, for: listing)
    let found: [ResultsFolder.File]
    do throws(StoreError) {
      found = try ResultsFolder(directory).files().sorted { $0.modified > $1.modified }
    } catch {
      post(.results(.failed(listing: listing, directory: directory, error.description)))
      return
    }
    let files = found.map { FoundFile(path: $0.path, bytes: $0.bytes, modified: $0.modified) }
    post(.results(.found(listing: listing, directory: directory, files)))
    let known = read.withLock { $0 }
    var seen: [ResultsFolder.File: RunHeadline] = [:]
    var headlines: [RunHeadline] = []
    var sent = MonotonicClock.now()
    for file in found {
      guard isCurrent(listing) else {
        read.withLock { [seen] in $0.merge(seen) { _, new in new } }
        return
      }
      let headline = known[file] ?? cache.headline(of: file)
      seen[file] = headline
      headlines.append(headline)
      guard MonotonicClock.now() &- sent > Self.batch else { continue }
      post(.results(.headlines(listing: listing, headlines)))
      headlines = []
      sent = MonotonicClock.now()
    }
    if !headlines.isEmpty { post(.results(.headlines(listing: listing, headlines))) }
    // What is gone, or was another file then, is not asked for again.
    read.withLock { [seen] in $0 = seen }
    post(.results(.listed(listing: listing)))
    // Without it the next list is as right, and slower.
    try? cache.save()
  }

  /// Watches a folder in place of the one before; one that cannot be watched is listed on F5.
  private func watch(_ directory: String, for listing: Int) {
    let post = post
    watch.withLock { watch in
      guard isCurrent(listing), watch?.folder != directory else { return }
      let changes = try? FolderWatch(directory) {
        post(.results(.changed(directory: directory)))
      }
      watch = changes.map { Watch(folder: directory, changes: $0) }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
