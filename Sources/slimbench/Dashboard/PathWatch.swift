internal import BenchCore
internal import Dashboard
internal import Dispatch
internal import Foundation
internal import RunStore
internal import Synchronization

/// Looks at the paths that are typed into the setup form, on a thread that may wait for a disk.
///
/// Only the newest question of a kind is answered: typing is faster than some disks.
final class PathWatch: Sendable {
  /// What is asked about a path.
  enum Question: Hashable, Sendable {
    case folder, output, completion
  }

  private let queue = DispatchQueue(label: "slimbench.paths")
  private let newest = Mutex<[Question: String]>([:])
  private let replaces: Bool
  private let post: @Sendable (Message) -> Void

  /// - Parameter replaces: Whether an existing result may be written over.
  init(replaces: Bool, post: @escaping @Sendable (Message) -> Void) {
    self.replaces = replaces
    self.post = post
  }

  func ask(_ question: Question, _ path: String) {
    newest.withLock { $0[question] = path }
    queue.async { [self] in
      guard newest.withLock({ $0[question] }) == path else { return }
      post(answer(question, path))
    }
  }

  func answer(_ question: Question, _ path: String) -> Message {
    switch question {
    case .folder: return .sawFolder(path: path, Self.folder(path))
    case .completion:
      return .completed(path: path, candidates: FolderCompletion.candidates(path))
    case .output:
      let finding = output(path)
      let isTaken = finding == .file || finding == .journal
      return .sawOutput(path: path, finding, free: isTaken ? free(path) : nil)
    }
  }

  /// What keeps a result from being written to a path.
  private func output(_ path: String) -> PathFinding {
    if Self.finding(OutputNaming.journalPath(forResult: path)) != .missing { return .journal }
    let finding = Self.finding(path)
    return finding == .file && replaces ? .missing : finding
  }

  /// The first of `x-2.json`, `x-3.json`, … that nothing has.
  private func free(_ path: String) -> String? {
    TypedPath.numbered(path, from: 2, count: 98).first { output($0) == .missing }
  }

  /// What there is at a path that shall hold documents.
  ///
  /// A folder that cannot be listed counts as one with documents: why not is told when it is read.
  private static func folder(_ path: String) -> PathFinding {
    let finding = finding(path)
    guard finding == .folder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return finding }
    return names.contains { $0.lowercased().hasSuffix(".pdf") } ? .folder : .folderWithoutDocuments
  }

  private static func finding(_ path: String) -> PathFinding {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      return isFolder.boolValue ? .folder : .file
    }
    // A link to nowhere is in the way, too.
    let link = try? FileManager.default.attributesOfItem(atPath: path)
    return link == nil ? .missing : .file
  }
}
