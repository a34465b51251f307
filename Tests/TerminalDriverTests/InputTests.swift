import Testing

/// Keys and the mouse, as they come from a terminal.
@Suite(.timeLimit(.minutes(2)))
struct InputTests {
  @Test(
    "understands the keys of a terminal",
    arguments: [
      ("\u{1B}OA", "up"), ("\u{1B}[A", "up"), ("\u{1B}OB", "down"), ("\u{1B}[C", "right"),
      ("\u{1B}[D", "left"), ("\u{1B}[5~", "pageUp"), ("\u{1B}[6~", "pageDown"),
      ("\u{1B}OH", "home"), ("\u{1B}[1~", "home"), ("\u{1B}[F", "end"), ("\u{1B}[3~", "delete"),
      ("\u{1B}[2~", "insert"), ("\u{1B}[Z", "backTab"), ("\u{1B}OP", "function(1)"),
      ("\u{1B}[24~", "function(12)"), ("\t", "tab"), ("\r", "enter"), ("\u{7F}", "backspace"),
      ("\u{8}", "backspace"), ("\u{1B}", "escape"), ("\u{3}", "control(\"c\")"),
      ("\u{1C}", "control(\"\\\\\")"), ("\u{13}", "control(\"s\")"), ("x", "character(\"x\")"),
      ("é", "character(\"é\")"), ("漢", "character(\"漢\")"), ("😀", "character(\"😀\")"),
    ])
  func keys(bytes: String, key: String) async throws {
    try await onThread {
      let probe = try RunningProbe()
      try probe.wait(forShown: "corne")
      probe.terminal.type(bytes)
      let name = key.hasPrefix("control") || key.contains("(") ? "Canvas.Key.\(key)" : key
      try probe.wait(for: "a key") { probe.lines.count > 1 }
      #expect(
        probe.lines[1].hasSuffix("key(Canvas.Key.\(key))") || probe.lines[1] == "key(\(name))")
      #expect(probe.lines.count == 2)
    }
  }

  @Test(
    "understands the mouse",
    arguments: [
      ("xterm-256color", "\u{1B}[<0;12;5M", "x: 11, y: 4, action: Canvas.MouseEvent.Action.press"),
      (
        "xterm-256color", "\u{1B}[<64;200;1M",
        "x: 199, y: 0, action: Canvas.MouseEvent.Action.wheelUp"
      ),
      (
        "xterm-256color", "\u{1B}[<65;1;24M",
        "x: 0, y: 23, action: Canvas.MouseEvent.Action.wheelDown"
      ),
      ("tmux-256color", "\u{1B}[M ,%", "x: 11, y: 4, action: Canvas.MouseEvent.Action.press"),
      ("tmux-256color", "\u{1B}[M`!!", "x: 0, y: 0, action: Canvas.MouseEvent.Action.wheelUp"),
    ])
  func mouse(term: String, bytes: String, event: String) async throws {
    try await onThread {
      let probe = try RunningProbe(
        term: term, terminal: try PseudoTerminal(columns: 220, rows: 24))
      try probe.wait(forShown: "corne")
      probe.terminal.type(bytes)
      try probe.wait(forLine: "mouse(Canvas.MouseEvent(\(event)))")
      #expect(probe.lines.count == 2)
    }
  }

  @Test("tells clicks that arrive together one by one, in their order")
  func clicksTogether() async throws {
    try await onThread {
      let probe = try RunningProbe()
      try probe.wait(forShown: "corne")
      // Released where it was pressed, a second time there, released elsewhere, then the wheel.
      probe.terminal.type(
        "\u{1B}[<0;3;3M\u{1B}[<0;3;3m\u{1B}[<0;3;3M\u{1B}[<0;3;3m"
          + "\u{1B}[<0;9;5M\u{1B}[<0;12;7m\u{1B}[<64;4;4Mx")
      try probe.wait(forLine: "key(Canvas.Key.character(\"x\"))")
      let events = [
        "x: 2, y: 2, action: Canvas.MouseEvent.Action.press",
        "x: 2, y: 2, action: Canvas.MouseEvent.Action.press",
        "x: 8, y: 4, action: Canvas.MouseEvent.Action.press",
        "x: 3, y: 3, action: Canvas.MouseEvent.Action.wheelUp",
      ]
      #expect(
        probe.lines.dropFirst().dropLast()
          == events.map { "mouse(Canvas.MouseEvent(\($0)))" }[...])
    }
  }

  @Test("drops sequences that it does not know as a whole")
  func unknownSequences() async throws {
    try await onThread {
      let probe = try RunningProbe()
      try probe.wait(forShown: "corne")
      probe.terminal.type("\u{1B}[?62;4qx")
      try probe.wait(forLine: "key(Canvas.Key.character(\"x\"))")
      #expect(probe.lines.count == 2)
    }
  }
}
