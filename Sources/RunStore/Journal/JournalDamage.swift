/// What a journal's reader had to pass over.
package struct JournalDamage: Hashable, Sendable {
  /// Number of the last line, where the writing of it was cut off.
  package var tornLine: Int?
  /// Lines that could not be read.
  package private(set) var damagedLines = 0
  /// The first of them, with position and reason.
  package private(set) var examples: [String] = []
  /// Events that this version does not know, by name.
  package var unknownEvents: [String: Int] = [:]

  private static let exampleLimit = 20

  package init() {}

  mutating func add(_ text: String) {
    damagedLines += 1
    if examples.count < Self.exampleLimit { examples.append(text) }
  }

  /// Whether lines were passed over that somebody may still be able to read; nobody reads a last
  /// one that is cut off.
  var isWorthKeeping: Bool { damagedLines > 0 || !unknownEvents.isEmpty }

  /// One sentence each; none where the journal is whole.
  package var warnings: [String] {
    var warnings: [String] = []
    if damagedLines > 0 {
      let more = damagedLines > examples.count ? "; …" : ""
      warnings.append(
        "damaged lines left out: \(damagedLines) (\(examples.joined(separator: "; "))\(more))")
    }
    if let tornLine {
      warnings.append(
        "the last line (\(tornLine)) is cut off: the program was stopped while writing")
    }
    for (name, count) in unknownEvents.sorted(by: { $0.key < $1.key }) {
      warnings.append("unknown events left out: \(count) of \"\(name)\"")
    }
    return warnings.map(\.printable)
  }
}
