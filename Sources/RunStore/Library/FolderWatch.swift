internal import Dispatch
internal import Glibc
internal import Synchronization

/// Tells when runs come, go or change in a folder or those below it.
///
/// It looks as deep as a list does. Changes that follow each other quickly are told once. A journal
/// that only grows is no change: it does so every second.
package final class FolderWatch {
  private let source: any DispatchSourceRead

  /// - Parameters:
  ///   - pause: How long changes are collected before they are told, milliseconds.
  ///   - changed: Called on the watch's own queue.
  package init(
    _ path: String, pause: Int = 250, changed: @escaping @Sendable () -> Void
  ) throws(StoreError) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { throw StoreError.system(errno, "watch it", path) }
    guard WatchedTree.add(path, to: descriptor) else {
      let code = errno
      close(descriptor)
      throw StoreError.system(code, "watch it", path)
    }
    let tree = WatchedTree(path, descriptor: descriptor, pause: pause, changed: changed)
    tree.watchFolders()
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: tree.queue)
    source.setEventHandler { tree.read() }
    source.setCancelHandler { close(descriptor) }
    source.activate()
  }

  /// Ends the watch; a change that was seen may still be told.
  deinit { source.cancel() }
}

/// The folders that are watched, and what is heard of them.
final class WatchedTree: Sendable {
  let queue = DispatchQueue(label: "slimbench.folder-watch")
  private let path: String
  private let descriptor: Int32
  private let pause: Int
  private let changed: @Sendable () -> Void
  /// Whether a change was heard that is not told yet.
  private let isPending = Mutex(false)

  /// Most folders watched; users have 8,192 watches and more for all of their programs.
  private static let folderLimit = 1000

  init(_ path: String, descriptor: Int32, pause: Int, changed: @escaping @Sendable () -> Void) {
    self.path = path
    self.descriptor = descriptor
    self.pause = pause
    self.changed = changed
  }

  static func add(_ folder: String, to descriptor: Int32) -> Bool {
    let events =
      IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF
      | IN_MOVE_SELF
    return inotify_add_watch(descriptor, folder, UInt32(events) | UInt32(IN_ONLYDIR)) >= 0
  }

  /// Watches every folder of the tree; one that is watched already stays watched once.
  func watchFolders() {
    for folder in ResultsFolder(path).folders(limit: Self.folderLimit) {
      _ = Self.add(folder, to: descriptor)
    }
  }

  func read() {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    var isChange = false
    while true {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      guard count > 0 else { break }
      isChange = Self.isChange(bytes[..<count]) || isChange
    }
    guard isChange else { return }
    let isFirst = isPending.withLock { pending in
      defer { pending = true }
      return !pending
    }
    guard isFirst else { return }
    queue.asyncAfter(deadline: .now() + .milliseconds(pause)) { [self] in
      isPending.withLock { $0 = false }
      watchFolders()
      changed()
    }
  }

  /// Whether one of the events is about a run, a folder, or events that were lost.
  ///
  /// An event is four words of 32 bits, watch, mask, cookie and length of the name, then the name
  /// with zeros behind it (inotify(7)).
  static func isChange(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while rest.count >= 16 {
      let mask = word(rest.dropFirst(4))
      let length = Int(word(rest.dropFirst(12)))
      let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
      rest = rest.dropFirst(16 + length)
      let whole = UInt32(IN_Q_OVERFLOW) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
      if mask & (whole | inIsDirectory) != 0 { return true }
      let text = String(decoding: name, as: UTF8.self)
      if !text.hasPrefix("."), text.hasSuffix(".json") || text.hasSuffix(".journal") {
        return true
      }
    }
    return false
  }

  /// IN_ISDIR of inotify(7).
  private static let inIsDirectory: UInt32 = 0x4000_0000

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
