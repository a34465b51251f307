package import Canvas

/// A key in some contexts, what it means, and how that is told.
package struct KeyBinding: Sendable {
  package let keys: [Key]
  package let command: Command
  package let contexts: Set<KeyContext>
  /// As hints and help name the key.
  package let name: String
  /// One or two words for the hint line; empty for keys that only the help tells.
  package let hint: String
  /// A few words for the help; empty for a key that is told beside another.
  package let help: String
}

/// Which key means what, where; the hints and the help are drawn from the same table.
package enum KeyTable {
  /// What a key means in a context; nil where it means nothing.
  package static func command(for key: Key, in context: KeyContext) -> Command? {
    bindings.first { $0.contexts.contains(context) && $0.keys.contains(key) }?.command
  }

  /// The bindings of a context, the more important first.
  package static func bindings(in context: KeyContext) -> [KeyBinding] {
    bindings.filter { $0.contexts.contains(context) }
  }

  private static let screens: Set<KeyContext> = [
    .setup, .running, .finished, .corpus, .results, .detail, .replaying, .compare, .containers,
    .container,
  ]
  private static let run: Set<KeyContext> = [.running, .finished, .replaying]

  /// All of them; the first that fits wins.
  package static let bindings: [KeyBinding] =
    questionKeys + readingKeys + exportKeys + setupKeys + replayKeys + runKeys + resultsKeys
    + detailKeys
    + compareKeys + corpusKeys + containersKeys + screenKeys + everywhereKeys

  private static let questionKeys = [
    bind([.character("y")], .yes, [.question], "y", "yes", "yes"),
    bind([.character("n"), .escape], .no, [.question], "n", "no", "no"),
  ]

  private static let reading: Set<KeyContext> = [.reading, .log]

  private static let readingKeys = [
    bind(
      [.tab, .right], .nextLog, [.log], "Tab ← →", "next log",
      "the log of the run, those of its servers"),
    bind([.backTab, .left], .previousLog, [.log], "←", "", ""),
    bind([.down, .character("j")], .down, reading, "↑ ↓", "", "by a line (also k, j)"),
    bind([.up, .character("k")], .up, reading, "↑", "", ""),
    bind(
      [.pageDown, .character(" ")], .pageDown, reading, "PgUp PgDn", "",
      "by a page (also space)"),
    bind([.pageUp], .pageUp, reading, "PgUp", "", ""),
    bind([.home, .character("g")], .first, reading, "Home End", "", "to the ends (also g, G)"),
    bind([.end, .character("G")], .last, reading, "End", "", ""),
    bind(
      [.escape, .enter, .character("q"), .character("?"), .character("e"), .character("l")],
      .closeOverlay, reading, "Esc", "close", "close it"),
  ]

  private static let setupKeys = [
    bind([.enter], .start, [.field, .setup], "Enter", "start", "start the run"),
    bind(
      [.down, .tab], .nextField, [.field, .setup], "↑ ↓", "field", "choose a field (also Tab)"),
    bind([.up, .backTab], .previousField, [.field, .setup], "↑", "", ""),
    bind([.control("u")], .clearField, [.field], "^U", "clear", "empty the field"),
    bind([.control("n")], .addServer, [.field, .setup], "^N", "add server", "add a server"),
    bind(
      [.control("x")], .removeServer, [.field], "^X", "remove",
      "remove the server of this field"),
    bind(
      [.escape], .leaveField, [.field], "Esc", "done",
      "what stood there before; else to Start"),
    bind([.function(1)], .help, [.field], "F1", "help", "help, from anywhere"),
  ]

  private static let runKeys = [
    bind([.character(" "), .character("p")], .pause, [.running], "space", "pause", "pause, go on"),
    bind([.character("s")], .stop, [.running], "s", "stop", "stop, and save what was measured"),
    bind([.character("r")], .start, [.finished], "r", "run again", "run the same plan again"),
    bind(
      [.character("x")], .export, [.finished, .replaying], "x", "export",
      "the saved run as Markdown, CSV or HTML"),
    bind([.character("e")], .errors, run, "e", "errors", "failures, with the servers' words"),
    bind([.character("l")], .log, run, "l", "log", "what happened, and what the servers write"),
    bind(
      [.character("v")], .figures, run, "v", "table",
      "the table of figures in place of the charts"),
    bind(
      [.character("m"), .enter], .maximise, run, "m", "maximise",
      "one lane alone, all lanes (also Enter)"),
    bind(
      [.character("w")], .window, [.running, .replaying], "w", "window", "how much time charts show"
    ),
    bind(
      [.character("d")], .nextResolution, run, "d", "dpi",
      "the lanes at the next resolution of a sweep"),
    bind(
      [.down, .tab, .character("j")], .nextLane, run, "↑ ↓", "lane",
      "choose a lane, scroll the table"),
    bind([.up, .backTab, .character("k")], .previousLane, run, "↑", "", ""),
    bind([.pageDown], .pageDown, run, "PgUp PgDn", "", "scroll the table by pages"),
    bind([.pageUp], .pageUp, run, "PgUp", "", ""),
  ]

  private static let corpusKeys = [
    bind([.down, .character("j")], .down, [.corpus], "↑ ↓", "choose", "choose a document"),
    bind([.up, .character("k")], .up, [.corpus], "↑", "", ""),
    bind([.pageDown], .pageDown, [.corpus], "PgUp PgDn", "", "by a page"),
    bind([.pageUp], .pageUp, [.corpus], "PgUp", "", ""),
    bind(
      [.home, .character("g")], .first, [.corpus], "Home End", "", "the first, the last one"),
    bind([.end, .character("G")], .last, [.corpus], "End", "", ""),
    bind([.character("o")], .sort, [.corpus], "o", "order", "sort by the next column"),
    bind([.character("u")], .rescan, [.corpus], "u", "update", "read the folder again"),
  ]

  private static let screenKeys = [
    bind([.character("1")], .show(.setup), screens, "1", "", "setup: what is run"),
    bind([.character("2")], .show(.run), screens, "2", "", "run: the measurement"),
    bind([.character("3")], .show(.results), screens, "3", "", "results: runs that were saved"),
    bind([.character("4")], .show(.compare), screens, "4", "", "compare: saved runs side by side"),
    bind([.character("5")], .show(.corpus), screens, "5", "", "corpus: the documents"),
    bind(
      [.character("6")], .show(.containers), screens, "6", "",
      "containers: health, use, logs"),
    bind([.character("t")], .nextTheme, screens, "t", "theme", "the next theme"),
    bind([.character("?"), .character("h")], .help, screens, "?", "help", "this help (also F1)"),
    bind(
      [.character("q")], .quit, screens.union([.unseen]), "q", "quit", "quit; a run is saved first"),
  ]

  private static let everywhereKeys = [
    bind([.function(1)], .help, screens, "F1", "", "help, from anywhere"),
    bind(
      [.control("c")], .end, Set(KeyContext.allCases), "^C", "",
      "end at once; a run is stopped and saved"),
    bind([.control("z")], .suspend, Set(KeyContext.allCases), "^Z", "", "back to the shell"),
    bind([.control("l")], .redraw, Set(KeyContext.allCases), "^L", "", "draw the screen anew"),
  ]

  static func bind(
    _ keys: [Key], _ command: Command, _ contexts: Set<KeyContext>, _ name: String,
    _ hint: String, _ help: String
  ) -> KeyBinding {
    KeyBinding(
      keys: keys, command: command, contexts: contexts, name: name, hint: hint, help: help)
  }
}
