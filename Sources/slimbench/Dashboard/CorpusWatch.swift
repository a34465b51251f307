internal import BenchCore
internal import Conductor
internal import Dashboard

/// Reads what a folder holds for the corpus screen; the newest folder only.
final class CorpusWatch {
  private var task: Task<Void, Never>?
  private let post: @Sendable (Message) -> Void

  init(post: @escaping @Sendable (Message) -> Void) { self.post = post }

  /// Begins to read a folder; one that is still being read is given up.
  func scan(_ directory: String) {
    task?.cancel()
    let post = post
    task = Task.detached {
      let scanner = CorpusScanner(directory: directory, executable: Program.executable)
      do {
        let documents = try await scanner.scan { done, total in
          post(.scanning(directory: directory, done: done, total: total))
        }
        guard !Task.isCancelled else { return }
        post(.scanned(directory: directory, .documents(documents)))
      } catch {
        guard !Task.isCancelled else { return }
        post(.scanned(directory: directory, .failed("\(error)")))
      }
    }
  }

  func cancel() { task?.cancel() }
}
