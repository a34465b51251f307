internal import Glibc

/// The journal of a run that is resumed: hidden until it takes the place of the old one, which
/// stays as it is so long.
struct ResumedJournal: Hashable, Sendable {
  /// Where it is written until then.
  let path: String
  /// Where it goes.
  private let journal: String
  /// Whether what is left of the run lies there, and gives way.
  private let isReplacing: Bool
  /// Whether that has lines that are not in the new one.
  private let keepsOld: Bool

  /// Makes sure that the journal can be written, and take its place.
  ///
  /// - Parameters:
  ///   - journal: Its place.
  ///   - source: What is left of the run, which the caller holds.
  init(_ journal: String, source: String) throws(StoreError) {
    let isReplacing = FilePath.areSame(source, journal)
    var facts = stat()
    guard isReplacing || lstat(journal, &facts) != 0 else {
      throw StoreError(
        journal, "the journal of an interrupted run is there",
        advice: "Resume that one: slimbench resume \(journal)")
    }
    self.journal = journal
    self.isReplacing = isReplacing
    path = Self.hiddenPath(for: journal)
    if isReplacing { keepsOld = try Self.isWorthKeeping(journal) } else { keepsOld = false }
    guard !FilePath.areSame(source, path) else {
      throw StoreError(
        path, "lies where the journal would be written", advice: "Name another file with --output")
    }
    try Self.check(journal)
    // Left over by one that was killed before it sent anything.
    unlink(path)
  }

  /// Refuses a place that a run which is being resumed is about to take.
  static func check(_ journal: String) throws(StoreError) {
    guard !RunLock.isHeld(hiddenPath(for: journal)) else {
      throw StoreError(
        journal, "another run is being resumed, whose journal this becomes",
        advice: "Wait for its end, or name another file with --output")
    }
  }

  private static func hiddenPath(for journal: String) -> String {
    FilePath.join(FilePath.folder(of: journal), ".\(FilePath.name(of: journal)).resuming")
  }

  private static func isWorthKeeping(_ journal: String) throws(StoreError) -> Bool {
    var reader = try JournalReader(path: journal)
    while try reader.next() != nil {}
    return reader.damage.isWorthKeeping
  }

  /// Gives the journal its name, in the place of the old one where that is what it goes on from;
  /// what else has come to be there is never replaced.
  ///
  /// - Returns: The name that the old one has now; nil where it is gone, and nothing lost with it.
  func takeOver() throws(StoreError) -> String? {
    do throws(StoreError) {
      guard isReplacing else {
        try RunFiles.move(path, journal)
        return nil
      }
      let kept = try keepsOld ? keepOld() : nil
      guard rename(path, journal) == 0 else {
        throw StoreError.system(
          errno, "take over from the journal of the interrupted run", journal)
      }
      return kept
    } catch {
      var told = error
      told.advice = "The run is kept in \(path)"
      throw told
    }
  }

  /// Gives the old journal a second name, the first free one of `X.journal.damaged`,
  /// `X.journal.damaged_2` and so on.
  ///
  /// - Returns: That name.
  private func keepOld() throws(StoreError) -> String {
    for number in 1..<1000 {
      let name = journal + ".damaged" + (number > 1 ? "_\(number)" : "")
      if link(journal, name) == 0 { return name }
      // It got the name before, when the new one could not take its place.
      if FilePath.areSame(journal, name) { return name }
      var facts = stat()
      if lstat(name, &facts) == 0 { continue }
      // Some file systems know no second names.
      guard rename(journal, name) == 0 else {
        throw StoreError.system(errno, "keep it for its damaged lines", journal)
      }
      return name
    }
    throw StoreError(journal, "cannot be kept for its damaged lines: too many are kept already")
  }
}
