internal import Canvas

extension KeyTable {
  /// The keys of the containers screen.
  static let containersKeys =
    [
      containers([.enter], .open, "Enter", "open", "the container alone"),
      containers([.character("l")], .log, "l", "log", "what it writes"),
      containers(
        [.character("s")], .startStop, "s", "start, stop", "stop it; start one that does not run"),
      containers([.character("r")], .restart, "r", "restart", "stop it and start it again"),
      containers([.character("d"), .delete], .remove, "d", "remove", "remove it (also Del)"),
      containers([.character("/")], .filter, "/", "filter", "name, image, state; !word is not"),
      containers([.character("o")], .nextColumn, "o", "order", "sort by the next column"),
      containers([.character("O")], .reverse, "O", "", "turn the order round"),
      containers(
        [.tab, .right, .character("v")], .nextPane, "Tab ← →", "pane",
        "overview, log, health, events, facts (also v)"),
      containers([.backTab, .left], .previousPane, "←", "", ""),
      containers([.down, .character("j")], .move(.down), "↑ ↓", "", "choose a container"),
      containers([.up, .character("k")], .move(.up), "↑", "", ""),
      containers([.pageDown], .move(.pageDown), "PgUp PgDn", "", "by a page"),
      containers([.pageUp], .move(.pageUp), "PgUp", "", ""),
      containers(
        [.home, .character("g")], .move(.first), "Home End", "", "to the ends (also g, G)"),
      containers([.end, .character("G")], .move(.last), "End", "", ""),
      containers([.escape], .back, "Esc", "", "show all again"),
    ] + openedKeys + [
      bind([.enter], .containers(.accept), [.containerText], "Enter", "done", "done"),
      bind([.escape], .containers(.dismiss), [.containerText], "Esc", "give up", "leave the line"),
      bind([.control("u")], .containers(.clear), [.containerText], "^U", "clear", "empty the line"),
      bind([.down], .down, [.containerText], "↑ ↓", "", "scroll"),
      bind([.up], .up, [.containerText], "↑", "", ""),
    ]

  /// The keys of a container that fills the screen.
  private static let openedKeys = [
    opened(
      [.tab, .right, .character("v")], .nextPane, "Tab ← →", "pane",
      "overview, log, health, events, facts (also v)"),
    opened([.backTab, .left], .previousPane, "←", "", ""),
    opened([.character("/")], .search, "/", "search", "search the log: a|b is either"),
    opened([.character("n")], .nextMatch, "n N", "older", "the match before, the one after"),
    opened([.character("N")], .previousMatch, "N", "", ""),
    opened([.character("&")], .filterLog, "&", "only", "only lines that hold a text"),
    opened([.character("!")], .excludeLog, "!", "not", "no lines that hold a text"),
    opened([.character("f")], .follow, "f", "follow", "to the newest line, and on with it"),
    opened([.character("T")], .timestamps, "T", "times", "when each line was written"),
    opened([.character("w")], .wrap, "w", "wrap", "long lines whole"),
    opened([.character("l")], .log, "l", "", "what it writes"),
    opened([.character("]")], .nextContainer, "] [", "next", "the next container, the one before"),
    opened([.character("[")], .previousContainer, "[", "", ""),
    opened(
      [.character("s")], .startStop, "s", "start, stop", "stop it; start one that does not run"),
    opened([.character("r")], .restart, "r", "restart", "stop it and start it again"),
    opened([.character("d"), .delete], .remove, "d", "remove", "remove it (also Del)"),
    opened([.escape, .backspace], .back, "Esc", "back", "back to the list"),
    bind([.down, .character("j")], .down, [.container], "↑ ↓", "", "scroll (also k, j)"),
    bind([.up, .character("k")], .up, [.container], "↑", "", ""),
    bind([.pageDown, .character(" ")], .pageDown, [.container], "PgUp PgDn", "", "by a page"),
    bind([.pageUp], .pageUp, [.container], "PgUp", "", ""),
    bind(
      [.home, .character("g")], .first, [.container], "Home End", "", "to the ends (also g, G)"),
    bind([.end, .character("G")], .last, [.container], "End", "", ""),
  ]

  private static func containers(
    _ keys: [Key], _ command: ContainersCommand, _ name: String, _ hint: String, _ help: String
  ) -> KeyBinding {
    bind(keys, .containers(command), [.containers], name, hint, help)
  }

  private static func opened(
    _ keys: [Key], _ command: ContainersCommand, _ name: String, _ hint: String, _ help: String
  ) -> KeyBinding {
    bind(keys, .containers(command), [.container], name, hint, help)
  }
}
