package import Canvas

/// A keyword with a paragraph beside it, as reports have them above and under their tables.
///
///     Order          interleaved: the servers took turns on each document, so that what
///                    drifts with time falls on all of them.
///
/// The text is shown as it is: what is foreign must be clean before.
package struct ReportEntry: Equatable, Sendable {
  /// Cells from the left edge to the paragraph.
  static let indent = 15

  package let key: String
  package let text: String
  /// Lines under the paragraph, each with a dash.
  package var items: [String] = []

  /// Lines of at most `width` cells, the key before the first.
  package func lines(width: Int, _ glyphs: Glyphs) -> [String] {
    let rest = String(repeating: " ", count: Self.indent)
    let first = DisplayWidth.pad(glyphs.spelled(key), to: Self.indent, .leading)
    let paragraph = TextWrap.lines(glyphs.spelled(text), width: width, first: first, rest: rest)
    return paragraph
      + items.flatMap {
        TextWrap.lines(
          glyphs.spelled($0), width: width, first: rest + glyphs.spelled("· "),
          rest: rest + "  ")
      }
  }
}

extension [ReportEntry] {
  /// The entries' lines, one below the other.
  package func lines(width: Int, _ glyphs: Glyphs) -> [String] {
    flatMap { $0.lines(width: width, glyphs) }
  }
}
