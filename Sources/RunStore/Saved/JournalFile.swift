internal import BenchCore

/// Reads a journal as a saved run.
enum JournalFile {
  /// Whether a file that begins with these bytes is meant as a journal: `{"t":` and a number.
  static func begins(with head: [UInt8]) -> Bool {
    let plain = head.filter { $0 != UInt8(ascii: " ") }
    let mark = Array("{\"t\":".utf8)
    guard plain.starts(with: mark), plain.count > mark.count else { return false }
    let next = plain[mark.count]
    return next == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
  }

  static func read(_ path: String) throws(StoreError) -> SavedRun {
    var reader = try JournalReader(path: path)
    var events: [RunEvent] = []
    while let event = try reader.next() { events.append(event) }
    return SavedRun(
      .journal, reader.started, reading: events,
      warnings: SavedRun.warning(forSchema: reader.schema) + reader.damage.warnings)
  }
}
