package import BenchCore
internal import Glibc

/// Moves the files of saved runs: away, back, and to other names.
///
/// Nothing is ever overwritten, and nothing removed for good. What is taken away lies in a hidden
/// folder inside the listed one, on the same disk, where no list looks.
package enum RunFiles {
  /// A file that has another name now.
  package struct Move: Hashable, Sendable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  /// The folder inside a listed one that takes what was thrown away.
  package static let trash = ".slimbench-trash"
  /// A journal that changed within so many seconds belongs to a run that goes on, even where a file
  /// system has no locks that would tell.
  static let quiet = 5.0

  /// Takes a run's files away; `undo` brings them back.
  ///
  /// - Parameter folder: The listed folder, in which they end up.
  /// - Parameter now: Seconds since 1970.
  package static func trash(
    _ headline: RunHeadline, in folder: String, now: Double = RunFiles.now
  ) throws(StoreError) -> [Move] {
    let files = try files(of: headline, now: now)
    let place = FilePath.join(folder, trash)
    if mkdir(place, 0o755) != 0, errno != EEXIST {
      throw StoreError.system(errno, "make the folder for what is thrown away", place)
    }
    return try all(files) { file in freePath(in: place, for: FilePath.name(of: file)) }
  }

  /// Gives a run's files another name in their folder; the ending stays, whether told or not.
  package static func rename(
    _ headline: RunHeadline, to name: String, now: Double = RunFiles.now
  ) throws(StoreError) -> [Move] {
    let stem = Self.stem(name)
    guard !stem.isEmpty, !stem.hasPrefix("."), !stem.contains("/"), !stem.utf8.contains(0),
      stem.utf8.count <= 240
    else {
      throw StoreError(
        headline.path, "\"\(name)\" is no name for a file",
        advice: "Name one without \"/\", not beginning with a dot, of at most 240 bytes")
    }
    return try all(try files(of: headline, now: now)) { file in
      // As the list spells it: `./a.json` becomes `./b.json`.
      String(file.dropLast(FilePath.name(of: file).count)) + stem + ending(file)
    }
  }

  /// Gives files their former names, the last one first; what moves back stays moved where one fails.
  package static func undo(_ moves: [Move]) throws(StoreError) {
    for done in moves.reversed() { try move(done.to, done.from) }
  }

  /// Seconds since 1970.
  package static var now: Double { Double(time(nil)) }

  // MARK: Parts

  /// A run's file, and the journal beside its result that is not listed for itself.
  ///
  /// Throws where a run is written to one of them, or resumed from it.
  private static func files(
    of headline: RunHeadline, now: Double
  ) throws(StoreError) -> [String] {
    var files = [headline.path]
    if headline.path.hasSuffix(".json"), !headline.runID.isEmpty {
      let journal = OutputNaming.journalPath(forResult: headline.path)
      if isTold(journal, by: headline) { files.append(journal) }
    }
    for file in files {
      // A run that waits for a slow server writes nothing for minutes, and holds its journal.
      guard !RunLock.isHeld(file), !file.hasSuffix(".journal") || !hasChanged(file, now) else {
        throw StoreError(
          file, "is being written to: its run goes on", advice: "Wait for its end, or stop it")
      }
    }
    return files
  }

  /// Whether a journal is of the same run as a result, and says no more.
  private static func isTold(_ journal: String, by result: RunHeadline) -> Bool {
    guard let reader = try? JournalReader(path: journal), reader.started.runID == result.runID
    else { return false }
    // Nothing comes after the end of a complete run: that need not be read.
    if result.state == .complete { return true }
    guard let saved = try? SavedSummary.load(journal) else { return false }
    return ToldJournals([result]).contains(
      RunHeadline(saved.figures, kind: saved.kind, path: journal, bytes: 0, modified: 0))
  }

  private static func hasChanged(_ file: String, _ now: Double) -> Bool {
    var facts = stat()
    return stat(file, &facts) == 0 && abs(now - Double(facts.st_mtim.tv_sec)) < quiet
  }

  /// Moves all files or none.
  private static func all(
    _ files: [String], _ target: (String) -> String
  ) throws(StoreError) -> [Move] {
    var done: [Move] = []
    for file in files {
      let next = Move(from: file, to: target(file))
      guard next.from != next.to else { continue }
      do throws(StoreError) { try move(next.from, next.to) } catch {
        try? undo(done)
        throw error
      }
      done.append(next)
    }
    return done
  }

  /// Gives a file a name that nothing has.
  static func move(_ from: String, _ to: String) throws(StoreError) {
    if link(from, to) == 0 {
      guard unlink(from) == 0 else {
        let code = errno
        unlink(to)
        throw StoreError.system(code, "take it away", from)
      }
      return
    }
    let code = errno
    if code == ENOENT { throw StoreError.system(code, "move it", from) }
    // A folder has no second name, some file systems know none: there looking first has to do.
    var facts = stat()
    guard code != EEXIST, lstat(to, &facts) != 0 else {
      throw StoreError(to, "exists already", advice: "Choose another name")
    }
    guard Glibc.rename(from, to) == 0 else { throw StoreError.system(errno, "move it", from) }
  }

  /// `a.json`, or `a_2.json` where that is there already.
  private static func freePath(in folder: String, for name: String) -> String {
    var facts = stat()
    let path = FilePath.join(folder, name)
    for number in 2..<10_000 where lstat(path, &facts) == 0 {
      let other = FilePath.join(folder, "\(stem(name))_\(number)\(ending(name))")
      if lstat(other, &facts) != 0 { return other }
    }
    return path
  }

  private static func ending(_ path: String) -> String {
    [".json", ".journal"].first(where: path.hasSuffix) ?? ""
  }

  private static func stem(_ name: String) -> String {
    String(name.dropLast(ending(name).count))
  }
}
