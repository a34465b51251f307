package import BenchCore
internal import Glibc

/// The files of a run: the journal while it goes on, the result when it is over; of a sweep one
/// result for every point.
package struct RunOutput: Hashable, Sendable {
  /// A result, and the point of a sweep that it is of; nil for a run that has only one.
  private struct Result: Hashable, Sendable {
    var path: String
    var point: RunPoint?
  }

  /// Where the result goes; of a sweep the name that the points' names are made of.
  package let result: String
  package let journal: String
  /// The journal of a resumed run, until it takes the place of the old one.
  private var pending: ResumedJournal?
  /// Where the old one is kept, which had damaged lines.
  private var keptOld: String?
  /// Whether the journal was made here: what others have made is theirs.
  private var hasJournal = false
  /// Whether a run that goes on replaces what it left when it was cut short.
  private var replacesOwn = false
  private let files: [Result]
  /// Folders made for the result, the innermost first.
  private var madeFolders: [String] = []

  private init(result: String, plan: Plan) {
    self.result = result
    journal = OutputNaming.journalPath(forResult: result)
    files =
      plan.isSweep
      ? plan.points.map {
        Result(path: OutputNaming.path(forResult: result, point: $0), point: $0)
      } : [Result(path: result)]
  }

  /// The files that a whole run leaves.
  package var results: [String] { files.map(\.path) }

  /// The first of a series of names that is free, made ready: two runs may begin in one second.
  ///
  /// - Parameter path: The names, by number from 1.
  package static func prepare(
    _ plan: Plan, firstFree path: (Int) -> String
  ) throws(StoreError) -> RunOutput {
    let number = (1..<1000).first { number in
      var facts = stat()
      let output = RunOutput(result: path(number), plan: plan)
      return (output.results + [output.journal]).allSatisfy { lstat($0, &facts) != 0 }
    }
    return try prepare(plan, result: path(number ?? 1), force: false)
  }

  /// Makes sure, before anything is sent, that all files can be written, and makes their folder.
  ///
  /// - Parameters:
  ///   - plan: What is run: a sweep has several results.
  ///   - result: Where the result shall go.
  ///   - force: Lets existing results be replaced. An existing journal never is: it may be all that
  ///     is left of a run.
  package static func prepare(
    _ plan: Plan, result: String, force: Bool
  ) throws(StoreError) -> RunOutput {
    guard !result.isEmpty, !result.hasSuffix("/"), !result.utf8.contains(0) else {
      throw StoreError(
        result.isEmpty ? "--output" : result, "names no file", advice: "Name one, such as x.json")
    }
    var output = RunOutput(result: result, plan: plan)
    var facts = stat()
    if stat(result, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
      throw StoreError(result, "is a folder", advice: "Name a file in it with --output")
    }
    try output.makeFolder(FilePath.folder(of: result))
    for path in output.results { try output.check(path, force) }
    try output.checkJournal()
    // Permissions, quotas and read-only mounts are only known by trying.
    _ = try AtomicFile(output.results.first ?? result)
    return output
  }

  /// Makes sure that a run that was cut short can go on, without touching what is left of it.
  ///
  /// - Parameters:
  ///   - source: What is left of it: its journal, or the result that was written when it stopped.
  ///   - result: Where the result shall go; nil for where the run itself would have put it.
  ///   - force: Lets existing results of other runs be replaced.
  package static func resume(
    _ started: RunStarted, from source: String, result: String?, force: Bool
  ) throws(StoreError) -> RunOutput {
    guard let path = result ?? OutputNaming.resultPath(ofSaved: source) else {
      throw StoreError(
        source, "does not tell by its name where the result goes",
        advice: "Name a file with --output")
    }
    var output = RunOutput(result: path, plan: started.plan)
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
      throw StoreError(path, "is a folder", advice: "Name a file in it with --output")
    }
    try output.makeFolder(FilePath.folder(of: path))
    for path in output.results {
      try output.check(path, force || isOf(started, path))
    }
    output.pending = try ResumedJournal(output.journal, source: source)
    _ = try AtomicFile(output.results.first ?? path)
    output.replacesOwn = true
    return output
  }

  /// Whether a file is of the run itself, or of a point of it.
  private static func isOf(_ started: RunStarted, _ path: String) -> Bool {
    guard let saved = try? SavedRun.load(path) else { return false }
    let runs = started.plan.points.map { started.runID + "-" + $0.slug } + [started.runID]
    return runs.contains(saved.started.runID)
  }

  /// Where the journal lies now.
  package var writtenJournal: String { pending?.path ?? journal }

  /// Creates the journal, which must not exist; from now on `discard` takes it away.
  ///
  /// - Parameter onFailure: Called on the recorder's own queue, once, when the disk first refuses.
  package mutating func openJournal(
    onFailure: (@Sendable (StoreError) -> Void)? = nil
  ) throws(StoreError) -> RunRecorder {
    do throws(StoreError) {
      let recorder = try RunRecorder(path: writtenJournal, onFailure: onFailure)
      hasJournal = true
      return recorder
    } catch {
      var told = error
      // Another run may have made it since this one was prepared.
      if told.advice.isEmpty { told.advice = "Name another file with --output" }
      throw told
    }
  }

  /// Puts the journal of a resumed run into the place of the old one, which is gone then; one with
  /// damaged lines is kept as `X.journal.damaged`.
  ///
  /// Everything that stays of the old one has to be in it, and on the disk.
  package mutating func takeOver() throws(StoreError) {
    guard let pending else { return }
    keptOld = try pending.takeOver()
    self.pending = nil
  }

  /// What was written at the end of a run.
  package struct Written: Sendable {
    /// The results; of a sweep that was cut short only those of points that it came to.
    package var paths: [String]
    /// Of the whole run, all points of a sweep.
    package var figures: RunFigures
    /// What was wrong with the journal, or with the one before; empty where nothing was.
    package var warnings: [String]
  }

  /// Writes the results from the journal, and removes the journal where it was whole.
  ///
  /// - Parameter force: Lets existing results be replaced.
  package func writeResult(force: Bool) throws(StoreError) -> Written {
    var written: Written
    do throws(StoreError) { written = try writeAll(force || replacesOwn) } catch {
      var told = error
      told.advice =
        "The run is kept in \(writtenJournal): look at it with slimbench show \(writtenJournal)"
      throw told
    }
    // What a damaged journal still holds may be wanted by somebody who can repair it.
    if written.warnings.isEmpty, unlink(writtenJournal) != 0 {
      throw StoreError.system(errno, "remove it, though its result is written", writtenJournal)
    }
    if let keptOld {
      written.warnings.append(
        "lines of the journal that the run went on from could not be read; it is kept in \(keptOld)"
          .printable)
    }
    return written
  }

  private func writeAll(_ force: Bool) throws(StoreError) -> Written {
    if files.count == 1, let only = files.first {
      let written = try ResultWriter.write(
        journal: writtenJournal, point: only.point, to: only.path, replacing: force)
      return Written(paths: [only.path], figures: written.figures, warnings: written.warnings)
    }
    let whole = try JournalOverview(writtenJournal)
    var paths: [String] = []
    for file in files {
      guard let point = file.point, whole.figures.hasRequests(at: point) else { continue }
      _ = try ResultWriter.write(
        journal: writtenJournal, point: point, to: file.path, replacing: force)
      paths.append(file.path)
    }
    return Written(paths: paths, figures: whole.figures, warnings: whole.damage.warnings)
  }

  private func check(_ result: String, _ force: Bool) throws(StoreError) {
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
    guard lstat(journal, &facts) == 0 else { return try ResumedJournal.check(journal) }
    throw StoreError(
      journal, "the journal of an interrupted run is there",
      advice: "Go on with it: slimbench resume \(journal). Or remove it, or name another --output")
  }

  /// Takes away what a run that sent nothing would leave behind.
  ///
  /// That is its journal, if it made one, and the folders made for it where they are still empty.
  package mutating func discard() {
    if hasJournal { unlink(writtenJournal) }
    hasJournal = false
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

extension RunFigures {
  /// Whether any request was measured at a point.
  fileprivate func hasRequests(at point: RunPoint) -> Bool {
    zip(started.plan.conditions, conditions).contains { condition, summary in
      condition.point == point && summary.total > 0
    }
  }
}
