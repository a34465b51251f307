internal import BenchCore
internal import Canvas

/// Warnings and notes of a run; serious ones are diagnoses, and stand before the figures.
enum NoteSection {
  /// Most entries of one severity.
  private static let limit = 20

  static func entries(_ notes: [TimedNote], _ glyphs: Glyphs) -> [ReportEntry] {
    let order: [(Note.Severity, String)] = [
      (.warning, "Warning"), (.note, "Note"),
    ]
    return order.flatMap { severity, key in
      let texts = distinct(notes.filter { $0.note.severity == severity }.map(\.note.text))
      let shown = texts.prefix(limit).map { text, count in
        ReportEntry(
          key: key,
          text: Sanitizer.line(text, glyphs: glyphs)
            + (count > 1 ? " (\(Quantity.count(count)) times)" : ""))
      }
      let more = texts.count - limit
      return shown
        + (more > 0 ? [ReportEntry(key: key, text: "and \(Quantity.count(more)) more")] : [])
    }
  }

  private static func distinct(_ texts: [String]) -> [(text: String, count: Int)] {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    return texts.compactMap { text in counts.removeValue(forKey: text).map { (text, $0) } }
  }
}
