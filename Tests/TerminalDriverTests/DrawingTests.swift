import Foundation
import Testing

/// What a user sees on every kind of terminal.
@Suite(.timeLimit(.minutes(2)))
struct DrawingTests {
  /// What the test picture says on 80 columns, as far as it goes, wherever there are such glyphs.
  private static let rows: [Int: String] = [
    0: "picture 0 of 80x24",
    2: "text muted border title accent good warning bad series1 series2 series3 series4",
    3: "text muted border title accent good warning bad series1 series2 series3 series4",
    4: "text muted border title accent good warning bad series1 series2 series3 series4",
    6: "bold dim underline reverse all",
    8: "wide 漢字 한글 marks e\u{301} o\u{308}\u{304} end",
    9: "µ – ▁▂▃▄▅▆▇█ ⣀⣤⣶⣿ ─│┌┐└┘",
    10: "漢",
    12: "?x",
    23: "last" + String(repeating: " ", count: 70) + "corner",
  ]

  /// Shows pictures on a terminal; what it then shows, and how much each took.
  private static func show(
    _ term: String, keys: String = "", arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws -> (screen: TinyTerminal, report: String, bytes: [Int]) {
    let probe = try RunningProbe(arguments, term: term, environment: environment)
    let screen = TinyTerminal(columns: 80, rows: 24)
    var bytes: [Int] = []
    try probe.wait(for: "the picture") {
      screen.feed(probe.terminal.shown)
      bytes = [(bytes.first ?? 0) + probe.terminal.shown.count]
      probe.terminal.forget()
      return screen.row(23).hasSuffix("corner")
    }
    for key in keys {
      let before = screen.text
      probe.terminal.type(String(key))
      bytes.append(0)
      try probe.wait(for: "the change by \(key)") {
        screen.feed(probe.terminal.shown)
        bytes[bytes.count - 1] += probe.terminal.shown.count
        probe.terminal.forget()
        return screen.text != before || (key == "p" && bytes[bytes.count - 1] > 500)
      }
    }
    #expect(screen.unknown == [])
    return (screen, probe.lines.first ?? "", bytes)
  }

  @Test(
    "shows the same text on every terminal",
    arguments: [
      ("xterm-256color", "indexed256 braille"), ("xterm", "eight braille"),
      ("xterm-mono", "mono braille"), ("tmux-256color", "indexed256 braille"),
      ("screen", "eight braille"), ("linux", "eight block"), ("vt100", "mono block"),
      ("rxvt-unicode-256color", "indexed256 braille"),
    ], [["palette"], [], ["no-color"]])
  func everyTerminal(terminal: (String, String), arguments: [String]) async throws {
    try await onThread {
      let (screen, report, _) = try Self.show(terminal.0, arguments: arguments)
      for (y, text) in Self.rows { #expect(screen.row(y) == text) }
      let isMono = arguments == ["no-color"]
      #expect(
        report
          == (isMono
            ? "open mono \(terminal.1.split(separator: " ")[1])"
            : "open \(terminal.1)"))
    }
  }

  @Test(
    "takes a terminal that does not tell its size for one of 80 columns and 24 rows",
    arguments: ["xterm-256color", "linux", "vt100"])
  func noSize(term: String) async throws {
    try await onThread {
      let probe = try RunningProbe(
        term: term, terminal: try PseudoTerminal(columns: 0, rows: 0))
      try probe.wait(forShown: "picture 0 of 80x24")
    }
  }

  @Test("shows colours by their own values where the terminal takes them")
  func direct() async throws {
    try await onThread {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try Self.compileDirect(into: folder)
      let (screen, report, _) = try Self.show(
        "probe-direct", arguments: ["palette"], environment: ["TERMINFO": folder.path])
      #expect(report == "open direct braille")
      for (y, text) in Self.rows { #expect(screen.row(y) == text) }
      // "good" of the test picture's palette is 0x60D060.
      #expect(screen.cell(31, 2).text == "g")
      #expect(screen.cell(31, 2).foreground == "38;2;96;208;96")
    }
  }

  @Test(
    "shows colours by their own values where COLORTERM says so, except within GNU screen",
    arguments: [
      ("xterm-256color", "truecolor", true), ("tmux-256color", "24bit", true),
      ("xterm-256color", "yes", false), ("screen-256color", "truecolor", false),
    ])
  func trueColor(term: String, colorTerm: String, isTrue: Bool) async throws {
    try await onThread {
      let (screen, report, _) = try Self.show(
        term, arguments: ["palette"], environment: ["COLORTERM": colorTerm])
      #expect(report == (isTrue ? "open direct braille" : "open indexed256 braille"))
      for (y, text) in Self.rows { #expect(screen.row(y) == text) }
      #expect(screen.cell(31, 2).foreground == (isTrue ? "38;2;96;208;96" : "38;5;77"))
    }
  }

  /// A terminal as `xterm-direct2`, which is not installed everywhere.
  private static func compileDirect(into folder: URL) throws {
    let color = { (number: Int) in
      #"\E[%?%p1%{8}%<%t\#(number)%p1%d%e\#(number)8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;"#
        + "%p1%{255}%&%d%;m"
    }
    let entry = """
      probe-direct|xterm with direct colours,
      \tRGB, ccc@, initc@, colors#0x1000000, pairs#0x10000,
      \tsetaf=\(color(3)), setab=\(color(4)), use=xterm-256color,

      """
    let source = folder.appending(path: "source.ti")
    try entry.write(to: source, atomically: true, encoding: .utf8)
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["tic", "-x", "-o", folder.path, source.path]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
  }

  @Test("shows roles by the user's own colours where there is no theme")
  func ownColors() async throws {
    try await onThread {
      let (screen, _, _) = try Self.show("xterm")
      #expect(screen.cell(5, 2) == TinyTerminal.Cell(text: "m", look: [2], foreground: ""))
      #expect(screen.cell(31, 2) == TinyTerminal.Cell(text: "g", look: [], foreground: "32"))
      #expect(screen.cell(44, 2) == TinyTerminal.Cell(text: "b", look: [1], foreground: "31"))
      // The selected row is a bar: its text in one look, a judgement in its hue.
      #expect(screen.cell(0, 4) == TinyTerminal.Cell(text: "t", look: [7], foreground: ""))
      #expect(screen.cell(44, 4) == TinyTerminal.Cell(text: "b", look: [1, 7], foreground: "31"))
    }
  }

  @Test("spends few bytes on a small change, and none on the same picture")
  func economy() async throws {
    try await onThread {
      let (screen, _, bytes) = try Self.show(
        "xterm-256color", keys: "nnnnnnnnn", arguments: ["palette"])
      #expect(bytes[0] > 1000)
      for change in bytes.dropFirst() { #expect(change < 150) }
      #expect(screen.row(0) == "picture 9 of 80x24")
      // It wandered off and came back to column 1; nothing of it is left elsewhere.
      #expect(screen.row(10) == " 漢")
    }
  }

  @Test("draws everything in another theme when it is changed")
  func themes() async throws {
    try await onThread {
      let (screen, _, bytes) = try Self.show("xterm-256color", keys: "p", arguments: ["palette"])
      #expect(bytes[1] > 500)
      #expect(screen.row(8) == Self.rows[8])
      #expect(screen.cell(31, 2) == TinyTerminal.Cell(text: "g", look: [], foreground: "32"))
    }
  }

  @Test(
    "keeps to ASCII where the locale does",
    arguments: ["C", "POSIX", ""])
  func asciiLocale(locale: String) async throws {
    try await onThread {
      let (screen, report, _) = try Self.show("xterm-256color", environment: ["LANG": locale])
      #expect(report == "open indexed256 ascii")
      #expect(screen.text.utf8.allSatisfy { $0 < 0x80 })
      #expect(screen.row(0) == "picture 0 of 80x24")
    }
  }

  @Test("holds the place of a character that the locale cannot show, with a question mark")
  func placeholders() async throws {
    try await onThread {
      let (screen, _, _) = try Self.show(
        "xterm-256color", arguments: ["unicode-by-mistake"], environment: ["LANG": "C"])
      #expect(screen.row(8) == "wide ? ?  ? ?  marks e o end")
      #expect(screen.row(0) == "picture 0 of 80x24")
    }
  }

  @Test("takes UTF-8 from the name of a locale that is not installed")
  func missingLocale() async throws {
    try await onThread {
      let (screen, report, _) = try Self.show(
        "xterm-256color", environment: ["LANG": "xx_XX.UTF-8"])
      #expect(report == "open indexed256 braille")
      #expect(screen.row(8) == Self.rows[8])
    }
  }
}
