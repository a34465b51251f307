package import BenchCore
package import Canvas

/// The final table of a run as text, with the lines that say what its figures mean.
///
/// One table per DPI and concurrency, a column per server, differences against the first server in
/// words. What keeps the figures from being believed as they stand comes first.
package enum TextReport {
  /// The report, its lines separated by line feeds.
  ///
  /// Lines have at most `width` cells (taken as 60 where it is less), unless one server's values
  /// alone are wider.
  package static func text(
    _ figures: RunFigures, width: Int = 100, glyphs: Glyphs = .unicode
  ) -> String {
    let width = max(60, width)
    let content = ReportContent(figures, glyphs: glyphs)
    var blocks = [
      content.caveats.lines(width: width, glyphs),
      TextWrap.lines(glyphs.spelled(content.headline), width: width),
    ]
    if let sweep = content.sweep { blocks.append(sweep.lines(width: width, glyphs)) }
    for comparison in content.comparisons {
      blocks += ComparisonLayout.tables(comparison, width: width, glyphs).map { $0.lines(glyphs) }
    }
    blocks += [
      content.verdicts, content.legend, content.failures, content.notes, content.summary,
    ].map { $0.lines(width: width, glyphs) }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }
}
