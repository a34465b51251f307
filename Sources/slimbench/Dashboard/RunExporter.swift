internal import BenchCore
internal import Dashboard
internal import Dispatch
internal import Reports
internal import RunStore

/// Makes reports of saved runs on a thread of its own, one after another.
final class RunExporter: Sendable {
  private let queue = DispatchQueue(label: "slimbench.exports")
  private let post: @Sendable (Message) -> Void

  init(post: @escaping @Sendable (Message) -> Void) { self.post = post }

  func export(_ path: String, _ format: ExportFormat) {
    queue.async { [post] in
      do throws(StoreError) {
        post(.exported(path: try Self.write(path, format), problem: nil))
      } catch { post(.exported(path: path, problem: error.description)) }
    }
  }

  /// Writes it under the first free of the names `X.html`, `X.2.html` and so on.
  private static func write(_ path: String, _ format: ExportFormat) throws(StoreError) -> String {
    let run = try SavedRun.load(path)
    guard let text = Export.text(of: run, format: format) else {
      throw StoreError(path, "holds no run")
    }
    let names = (1..<1000).map { number in
      OutputNaming.exportPath(
        beside: path, fileExtension: (number > 1 ? "\(number)." : "") + format.fileExtension)
    }
    let free = names.first { !Program.fileExists($0) } ?? path
    try ExportFile.write(text, to: free, replacing: false)
    return free
  }
}
