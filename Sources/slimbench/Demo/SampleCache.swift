internal import Foundation
internal import PopplerKit

/// The sample corpus of the demo, made once and kept where things are that can be made again.
struct SampleCache {
  let folder: String
  let count: Int

  /// What says that a corpus was made to its end, and which; no document, so it is never sent.
  private static let manifest = ".complete"

  /// - Parameter root: The cache folder of this program.
  init(count: Int, root: String = Self.root) {
    folder = root + "/sample-\(count)"
    self.count = count
  }

  /// Makes the documents, unless they are there.
  ///
  /// - Parameter progress: Called before the first document and after each, with how many are made;
  ///   never where all are there.
  func fill(progress: (Int) -> Void) throws(SampleCorpus.Failure) {
    guard !isWhole else { return }
    progress(0)
    // One that is only half made anew must not pass for a whole one, nor keep what is not its own.
    for name in names.filter(Self.isOurs) + [Self.manifest] {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    var files: [SampleCorpus.File] = []
    try SampleCorpus.generate(into: folder, count: count, seed: 1) { file in
      files.append(file)
      progress(files.count)
    }
    // Without it they are merely made again the next time.
    try? Data(Self.text(files.map { ($0.name, $0.bytes) }).utf8)
      .write(to: URL(filePath: folder + "/" + Self.manifest), options: .atomic)
  }

  /// Whether the folder holds what this version of the program has made, each document whole.
  private var isWhole: Bool {
    let manager = FileManager.default
    guard let data = manager.contents(atPath: folder + "/" + Self.manifest) else { return false }
    let files = names.filter(Self.isOurs).map { name in
      let facts = try? manager.attributesOfItem(atPath: folder + "/" + name)
      return (name: name, bytes: (facts?[.size] as? NSNumber)?.intValue ?? -1)
    }
    return files.count == count && data.elementsEqual(Self.text(files).utf8)
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private static func isOurs(_ name: String) -> Bool {
    name.hasPrefix("sample-") && name.hasSuffix(".pdf")
  }

  /// Program, names and sizes: another version may make other documents.
  private static func text(_ files: [(name: String, bytes: Int)]) -> String {
    let lines = files.sorted { $0.name < $1.name }.map { "\($0.bytes) \($0.name)" }
    return (["slimbench \(Program.version)"] + lines).joined(separator: "\n") + "\n"
  }

  private static var root: String {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/slimbench"
    }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/slimbench" }
    return FileManager.default.temporaryDirectory.path + "/slimbench"
  }
}
