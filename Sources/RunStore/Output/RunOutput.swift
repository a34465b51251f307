internal import Glibc

/// The two files of a run: the journal while it goes on, the result when it is over.
package struct RunOutput: Hashable, Sendable {
  package let result: String
  package let journal: String
  /// Folders made for the result, the innermost first.
  private var madeFolders: [String] = []

  private init(result: String) {
    self.result = result
    journal = OutputNaming.journalPath(forResult: result)
  }

  /// The first of a series of names that is free, made ready: two runs may begin in one second.
  ///
  /// - Parameter path: The names, by number from 1.
  package static func prepare(firstFree path: (Int) -> String) throws(StoreError) -> RunOutput {
    let number = (1..<1000).first { number in
      var facts = stat()
      let result = path(number)
      return ([result, OutputNaming.journalPath(forResult: result)] as [String]).allSatisfy {
        lstat($0, &facts) != 0
      }
    }
    return try prepare(result: path(number ?? 1), force: false)
  }

  /// Makes sure, before anything is sent, that both files can be written, and makes their folder.
  ///
  /// - Parameters:
  ///   - result: Where the result shall go.
  ///   - force: Lets an existing result be replaced. An existing journal never is: it may be all
  ///     that is left of a run.
  package static func prepare(result: String, force: Bool) throws(StoreError) -> RunOutput {
    guard !result.isEmpty, !result.hasSuffix("/"), !result.utf8.contains(0) else {
      throw StoreError(
        result.isEmpty ? "--output" : result, "names no file", advice: "Name one, such as x.json")
    }
    var output = RunOutput(result: result)
    try output.makeFolder(FilePath.folder(of: result))
    try output.checkResult(force)
    try output.checkJournal()
    // Permissions, quotas and read-only mounts are only known by trying.
    _ = try AtomicFile(result)
    return output
  }

  /// Writes the result from the journal, and removes the journal where it was whole.
  ///
  /// - Parameter force: Lets an existing result be replaced.
  package func writeResult(force: Bool) throws(StoreError) -> ResultWriter.Written {
    let written: ResultWriter.Written
    do throws(StoreError) {
      written = try ResultWriter.write(journal: journal, to: result, replacing: force)
    } catch {
      var told = error
      told.advice = "The run is kept in \(journal): look at it with slimbench show \(journal)"
      throw told
    }
    // What a damaged journal still holds may be wanted by somebody who can repair it.
    if written.warnings.isEmpty, unlink(journal) != 0 {
      throw StoreError.system(errno, "remove it, though its result is written", journal)
    }
    return written
  }

  private func checkResult(_ force: Bool) throws(StoreError) {
    var facts = stat()
    guard lstat(result, &facts) == 0 else { return }
    guard stat(result, &facts) == 0 else {
      throw StoreError(
        result, "is a link to nowhere", advice: "Remove it, or name another file with --output")
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG where force: return
    case S_IFREG:
      throw StoreError(
        result, "exists already", advice: "Name another file with --output, or add --force")
    case S_IFDIR:
      throw StoreError(result, "is a folder", advice: "Name a file in it with --output")
    default:
      throw StoreError(
        result, "is no regular file",
        advice: "Name one with --output: a result needs a journal beside it")
    }
  }

  private func checkJournal() throws(StoreError) {
    var facts = stat()
    guard lstat(journal, &facts) == 0 else { return }
    throw StoreError(
      journal, "the journal of an interrupted run is there",
      advice: "Look at it with: slimbench show \(journal). Remove it, or name another --output")
  }

  /// Takes away what a run that sent nothing would leave behind.
  ///
  /// That is its journal, and the folders made for it where they are still empty.
  package func discard() {
    unlink(journal)
    for folder in madeFolders { rmdir(folder) }
  }

  private mutating func makeFolder(_ folder: String) throws(StoreError) {
    if folder == "." || folder == "/" { return }
    try makeFolder(FilePath.folder(of: folder))
    guard mkdir(folder, 0o755) != 0 else {
      madeFolders.insert(folder, at: 0)
      return
    }
    let code = errno
    var facts = stat()
    let isFolder = stat(folder, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    if !isFolder { throw StoreError.system(code, "make the folder", folder) }
  }
}
