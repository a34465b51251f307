internal import Canvas

extension KeyTable {
  /// The keys of the results screen.
  static let resultsKeys =
    [
      results([.enter], .open, "Enter", "open", "open the run"),
      results([.character(" ")], .mark, "space", "mark", "mark, unmark, and on to the next"),
      results(
        [.character("c")], .compare, "c", "compare",
        "compare the marked ones; the first is the baseline"),
      results([.character("/")], .filter, "/", "filter", "narrow the list: dpi:300 failed:>0"),
      results([.character("r")], .replay, "r", "replay", "replay the run"),
      results(
        [.character("x"), .character("e")], .export, "x", "export", "make a report (also e)"),
      results([.character("n")], .again, "n", "again", "run the same plan again: to the form"),
      results([.character("R")], .resume, "R", "resume", "go on with a run that was cut short"),
      results([.character("o")], .nextColumn, "o", "order", "sort by the next column"),
      results([.character("O")], .reverse, "O", "", "turn the order round"),
      results([.character("d"), .delete], .trash, "d", "trash", "move to the trash"),
      results([.character("u")], .undo, "u", "", "undo: back from the trash, the former name"),
      results(
        [.character("N"), .function(2)], .rename, "N", "", "give the file another name (also F2)"),
      results([.down, .character("j")], .move(.down), "↑ ↓", "", "choose a run"),
      results([.up, .character("k")], .move(.up), "↑", "", ""),
      results([.pageDown], .move(.pageDown), "PgUp PgDn", "", "by a page"),
      results([.pageUp], .move(.pageUp), "PgUp", "", ""),
      results([.home, .character("g")], .move(.first), "Home End", "", "to the ends (also g, G)"),
      results([.end, .character("G")], .move(.last), "End", "", ""),
      results([.function(5)], .refresh, "F5", "", "list the folder again"),
      results([.escape], .back, "Esc", "", "show all again; unmark all"),
    ] + [
      bind([.enter], .results(.accept), [.resultsText], "Enter", "done", "done"),
      bind([.escape], .results(.dismiss), [.resultsText], "Esc", "give up", "leave the line"),
      bind([.control("u")], .results(.clear), [.resultsText], "^U", "clear", "empty the line"),
      bind([.down], .results(.move(.down)), [.resultsText], "↑ ↓", "choose", "choose a run"),
      bind([.up], .results(.move(.up)), [.resultsText], "↑", "", ""),
      bind([.pageDown], .results(.move(.pageDown)), [.resultsText], "PgUp PgDn", "", "by a page"),
      bind([.pageUp], .results(.move(.pageUp)), [.resultsText], "PgUp", "", ""),
    ]

  private static func results(
    _ keys: [Key], _ command: ResultsCommand, _ name: String, _ hint: String, _ help: String
  ) -> KeyBinding {
    bind(keys, .results(command), [.results], name, hint, help)
  }
}
