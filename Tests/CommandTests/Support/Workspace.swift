import Foundation

/// A folder for one test, which is also the home of the commands it runs; gone when the test is.
final class Workspace: Sendable {
  let folder: String
  /// Where the output of commands goes, apart from what they write themselves.
  let streams: String
  let environment: [String: String]

  init(locale: String = "C.UTF-8") throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "slimbench-command-\(UUID().uuidString)").path
    folder = root + "/work"
    streams = root + "/streams"
    for path in [folder, streams, root + "/home"] {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    var environment = ProcessInfo.processInfo.environment
    for name in ["LC_CTYPE", "LANG", "NO_COLOR", "http_proxy", "HTTP_PROXY", "all_proxy"] {
      environment[name] = nil
    }
    environment["HOME"] = root + "/home"
    environment["XDG_CACHE_HOME"] = root + "/home/cache"
    environment["LC_ALL"] = locale
    self.environment = environment
  }

  deinit {
    let root = URL(filePath: folder).deletingLastPathComponent().path
    try? FileManager.default.removeItem(atPath: root)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Makes a folder of documents, relative to the workspace.
  @discardableResult
  func corpus(_ documents: [String: [UInt8]], in name: String = "pdfs") throws -> String {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
    for (document, bytes) in documents { try write(bytes, to: "\(name)/\(document)") }
    return name
  }

  /// Makes a folder of good documents `a.pdf`, `b.pdf`, … of 1, 2, … pages.
  @discardableResult
  func corpus(count: Int, in name: String = "pdfs") throws -> String {
    let documents = (0..<count).map { index in
      ("\(Self.letter(index)).pdf", SmallPDF.bytes(pages: index + 1))
    }
    return try corpus(Dictionary(uniqueKeysWithValues: documents), in: name)
  }

  private static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The text of a file that may be there.
  func text(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// What is in the workspace's folder, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }
}
