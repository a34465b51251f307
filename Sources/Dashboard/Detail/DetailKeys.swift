internal import Canvas

extension KeyTable {
  /// The keys of an open run.
  static let detailKeys =
    [
      detail(
        [.tab, .right, .character("v")], .nextPane, "Tab ← →", "pane",
        "table, documents, failures, plan (also v)"),
      detail([.backTab, .left], .previousPane, "←", "", ""),
      detail([.enter], .enter, "Enter", "rounds", "a document's own rounds"),
      detail([.character("o")], .order, "o", "order", "sort the documents by the next column"),
      detail([.character("O")], .reverse, "O", "", "turn the order round"),
      detail([.character("/")], .filter, "/", "filter", "only documents whose name holds a text"),
      detail([.character("d")], .nextPoint, "d", "point", "the documents at a sweep's next point"),
      detail([.character("r")], .replay, "r", "replay", "replay the run"),
      detail([.character("x"), .character("e")], .export, "x", "export", "make a report (also e)"),
      detail([.character("n")], .again, "n", "again", "run the same plan again: to the form"),
      detail([.escape, .backspace], .back, "Esc", "back", "back to the list"),
      bind([.down, .character("j")], .down, [.detail], "↑ ↓", "", "choose, scroll (also k, j)"),
      bind([.up, .character("k")], .up, [.detail], "↑", "", ""),
      bind([.pageDown, .character(" ")], .pageDown, [.detail], "PgUp PgDn", "", "by a page"),
      bind([.pageUp], .pageUp, [.detail], "PgUp", "", ""),
      bind([.home, .character("g")], .first, [.detail], "Home End", "", "to the ends (also g, G)"),
      bind([.end, .character("G")], .last, [.detail], "End", "", ""),
    ] + [
      bind([.enter], .detail(.accept), [.detailText], "Enter", "done", "keep the filter"),
      bind([.escape], .detail(.clear), [.detailText], "Esc", "clear", "show all documents"),
      bind([.down], .down, [.detailText], "↑ ↓", "", "choose, scroll"),
      bind([.up], .up, [.detailText], "↑", "", ""),
      bind([.pageDown], .pageDown, [.detailText], "PgUp PgDn", "", "by a page"),
      bind([.pageUp], .pageUp, [.detailText], "PgUp", "", ""),
    ]

  private static func detail(
    _ keys: [Key], _ command: DetailCommand, _ name: String, _ hint: String, _ help: String
  ) -> KeyBinding {
    bind(keys, .detail(command), [.detail], name, hint, help)
  }
}
