package import BenchCore
internal import DigestKit
internal import ProcessKit
internal import Synchronization

/// A folder → its documents: bytes, hash, pages, page sizes, defects.
///
/// Bytes are read and hashed here. Everything that needs a PDF library happens in child processes
/// (`slimbench inspect --batch`): a file that kills or stalls the library costs that file a mark,
/// never the run.
package struct CorpusScanner: Sendable {
  /// Told after each document: how many are done, of how many.
  package typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

  private let folder: CorpusFolder
  private let executable: String
  private let fileTimeout: Duration

  /// - Parameters:
  ///   - directory: The folder with the PDFs; subfolders are not looked into.
  ///   - executable: This program's own file.
  ///   - fileTimeout: Longest time the inspection of one file may take.
  package init(directory: String, executable: String, fileTimeout: Duration = .seconds(20)) {
    folder = CorpusFolder(directory: directory)
    self.executable = executable
    self.fileTimeout = fileTimeout
  }

  /// Makes sure at once that there is something to scan.
  package func check() throws(CorpusError) {
    guard try !folder.names().isEmpty else {
      throw CorpusError("\(folder.directory): holds no .pdf file")
    }
  }

  /// Every PDF file of the folder, sorted by name, defective ones too.
  package func scan(
    maxFiles: Int? = nil, progress: @escaping Progress = { _, _ in }
  ) async throws -> [Document] {
    try await load(maxFiles: maxFiles, keepDefective: true, progress: progress).documents
  }

  /// The documents that a run sends, with their bytes.
  ///
  /// `maxFiles` counts documents that are sent, so that a defective file does not shrink the run.
  package func load(
    maxFiles: Int?, keepDefective: Bool, progress: @escaping Progress = { _, _ in }
  ) async throws -> LoadedCorpus {
    try check()
    let names = try folder.names()
    var corpus = LoadedCorpus(documents: [], contents: [])
    // Beyond the limit nothing is read, hashed or inspected: a folder may hold thousands.
    var rest = names[...]
    while !rest.isEmpty && corpus.documents.count < (maxFiles ?? .max) {
      let wanted = (maxFiles ?? .max) - corpus.documents.count
      let batch = rest.prefix(min(wanted, 256))
      rest = rest.dropFirst(batch.count)
      let done = corpus.documents.count + corpus.skipped.count
      // A defective file is replaced by a later one, and the total grows with it.
      let total = wanted < names.count - done ? done + wanted : names.count
      let read = try await inspect(Array(batch)) { progress(done + $0, total) }
      for (document, content) in read {
        if document.defect != nil && !keepDefective {
          corpus.skipped.append(document)
        } else {
          corpus.documents.append(document)
          corpus.contents.append(content)
        }
      }
      try MemoryBudget.check(
        bytes: corpus.contents.reduce(0) { $0 + $1.count }, folder: folder.directory)
    }
    return corpus
  }

  private func inspect(
    _ names: [String], done: @escaping @Sendable (Int) -> Void
  ) async throws -> [(Document, [UInt8])] {
    var read = names.map { self.read($0) }
    let readable = names.indices.filter { read[$0].0.defect == nil }
    let facts = Mutex<[Int: InspectionLine.Facts]>([:])
    let unreadable = names.count - readable.count
    try await RestartingWorker(
      InspectionChild.spec(executable: executable), timeLimit: fileTimeout
    ).run(readable.map { folder.path(names[$0]) }) { position, outcome in
      let found = InspectionLine.facts(of: outcome)
      let count = facts.withLock { facts in
        facts[readable[position]] = found
        return facts.count
      }
      done(unreadable + count)
    }
    for (index, found) in facts.withLock({ $0 }) {
      read[index].0.pages = found.pages
      read[index].0.pageSizes = found.pageSizes
      read[index].0.defect = found.defect
    }
    return read
  }

  private func read(_ name: String) -> (Document, [UInt8]) {
    switch FileReading.bytes(path: folder.path(name)) {
    case .success(let content):
      var document = Document(
        name: name, bytes: content.count, pages: nil,
        sha256: Digest.hexadecimal(Digest.sha256(content)))
      if content.isEmpty { document.defect = DocumentDefect(kind: .empty, detail: "has no bytes") }
      return (document, content)
    case .failure(let reason):
      let defect = DocumentDefect(kind: .unreadable, detail: reason.text)
      return (Document(name: name, bytes: 0, pages: nil, sha256: "", defect: defect), [])
    }
  }
}
