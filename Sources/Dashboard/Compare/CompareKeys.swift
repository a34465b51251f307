internal import Canvas

extension KeyTable {
  /// The keys of the compare screen.
  static let compareKeys: [KeyBinding] = [
    bind(
      [.character("p")], .compare(.pivot), [.compare], "p", "pivot",
      "columns by DPI, server, concurrency or file"),
    bind(
      [.character("b")], .compare(.baseline), [.compare], "b", "baseline",
      "the next column as the baseline"),
    bind(
      [.character("v"), .tab], .compare(.section), [.compare], "v", "view",
      "figures, documents, charts, notes (also Tab)"),
    bind(
      [.right], .compare(.right), [.compare], "← →", "columns", "scroll through the columns"),
    bind([.left], .compare(.left), [.compare], "←", "", ""),
    bind(
      [.character("c")], .compare(.chart), [.compare], "c", "chart",
      "histograms, cumulative, and scaling"),
    bind([.character("o")], .compare(.order), [.compare], "o", "order", "sort the documents"),
    bind(
      [.character("/")], .compare(.filter), [.compare], "/", "filter",
      "only documents whose name holds a text"),
    bind([.down, .character("j")], .down, [.compare], "↑ ↓", "", "scroll (also k, j)"),
    bind([.up, .character("k")], .up, [.compare], "↑", "", ""),
    bind([.pageDown, .character(" ")], .pageDown, [.compare], "PgUp PgDn", "", "by a page"),
    bind([.pageUp], .pageUp, [.compare], "PgUp", "", ""),
    bind([.home, .character("g")], .first, [.compare], "Home End", "", "to the ends (also g, G)"),
    bind([.end, .character("G")], .last, [.compare], "End", "", ""),
    bind([.escape], .compare(.back), [.compare], "Esc", "", "back to the saved runs"),
    bind([.enter], .compare(.accept), [.compareText], "Enter", "done", "keep the filter"),
    bind([.escape], .compare(.clear), [.compareText], "Esc", "clear", "show all documents"),
  ]
}
