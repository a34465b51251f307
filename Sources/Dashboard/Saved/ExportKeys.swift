internal import Canvas
internal import Reports

/// The keys of the question which report is wanted.
extension KeyTable {
  static let exportKeys = [
    bind(
      [.character("m")], .exportAs(.markdown), [.export], "m", "Markdown",
      "Markdown, for a pull request"),
    bind([.character("c")], .exportAs(.csv), [.export], "c", "CSV", "CSV, a row per request"),
    bind(
      [.character("h")], .exportAs(.html), [.export], "h", "HTML", "HTML, a report with pictures"),
    bind([.escape, .character("q")], .closeOverlay, [.export], "Esc", "close", "no report"),
  ]
}
