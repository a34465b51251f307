import Foundation
import Glibc
import Testing

/// Terminals that cannot be used, that do not read, or that go away.
@Suite(.timeLimit(.minutes(2)))
struct TerminalFailureTests {
  @Test(
    "says what to do about a terminal that it cannot use, and changes nothing",
    arguments: [
      ("nonsense", "TERM=nonsense is not known here: set TERM=xterm-256color, or use --headless"),
      (
        "dumb",
        "TERM=dumb cannot move its cursor: set TERM=xterm-256color, or use --headless"
      ),
      ("", "TERM is not set: set TERM=xterm-256color, or use --headless"),
    ])
  func unusable(term: String, message: String) async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(term: term, terminal: terminal)
      #expect(try probe.end() == 2)
      try probe.wait(forLine: "error \(message)")
      #expect(terminal.modes == modes)
      #expect(terminal.shown == [])
    }
  }

  @Test("refuses standard streams that are no terminal")
  func noTerminal() async throws {
    try await onThread {
      for (script, stream) in [("\"$0\" </dev/null", "input"), ("\"$0\" | cat", "output")] {
        let probe = try RunningProbe(script: script)
        try probe.wait(
          forLine:
            "error standard \(stream) is not a terminal: start it in one, or use --headless")
      }
    }
  }

  @Test("refuses a second session at a time, and leaves the first one alone")
  func oneAtATime() async throws {
    try await onThread {
      let probe = try RunningProbe()
      try probe.wait(forShown: "corne")
      probe.terminal.forget()
      probe.terminal.type("2n")
      try probe.wait(
        forLine:
          "error the terminal is in use by this program already: close the other session first")
      try probe.wait(forShown: "1")
      probe.terminal.type("q")
      #expect(try probe.end() == 0)
    }
  }

  @Test("opens again after it was closed")
  func again() async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(["twice"], terminal: terminal)
      for count in 1...2 {
        try probe.wait(for: "picture \(count)") {
          terminal.text.components(separatedBy: "corne").count == count + 1
        }
        terminal.type("q")
      }
      #expect(try probe.end() == 0)
      #expect(probe.lines.filter { $0 == "closed" }.count == 2)
      #expect(terminal.modes == modes)
    }
  }

  @Test("draws on without waiting for a terminal that does not read, and shows the newest picture")
  func stalled() async throws {
    try await onThread {
      let terminal = try PseudoTerminal(columns: 200, rows: 50)
      let probe = try RunningProbe(terminal: terminal)
      try probe.wait(forShown: "corne")
      // 50 pictures of some thousand bytes, again and again, against a buffer of 64 KiB or less.
      for round in 1...3 {
        terminal.type("m")
        try probe.wait(for: "round \(round)", readsTerminal: false) {
          probe.lines.filter { $0 == "presented" }.count == round
        }
      }
      let emulator = TinyTerminal(columns: 200, rows: 50)
      emulator.feed(terminal.shown)
      terminal.forget()
      try probe.wait(for: "the newest picture") {
        emulator.feed(terminal.shown)
        terminal.forget()
        return emulator.row(0) == "picture 150 of 200x50"
      }
    }
  }

  @Test(
    "ends in time, with the modes restored, although the terminal does not read",
    arguments: [("q", 0), ("s", -SIGSEGV), ("e", 7)])
  func endsWhileStalled(key: String, code: Int32) async throws {
    try await onThread {
      let terminal = try PseudoTerminal(columns: 200, rows: 50)
      let modes = terminal.modes
      let probe = try RunningProbe(terminal: terminal)
      try probe.wait(forShown: "corne")
      for round in 1...3 {
        terminal.type("m")
        try probe.wait(for: "round \(round)", readsTerminal: false) {
          probe.lines.filter { $0 == "presented" }.count == round
        }
      }
      terminal.type(key)
      #expect(try probe.end(readsTerminal: false) == code)
      #expect(terminal.modes == modes)
      #expect(
        terminal.text.hasSuffix("\u{1B}[?1l\u{1B}>") || terminal.text.contains("\u{1B}[?1049l"))
    }
  }

  @Test("tells when the terminal is gone, and goes on without it")
  func hangUp() async throws {
    try await onThread {
      let probe = try RunningProbe(script: "trap '' HUP; \"$0\"; exit $?")
      try probe.wait(forShown: "corne")
      probe.terminal.hangUp()
      try probe.wait(forLine: "hung up", readsTerminal: false)
      try probe.wait(forLine: "closed", readsTerminal: false)
      #expect(try probe.end() == 0)
    }
  }

  @Test("notices a new size, and survives a storm of them")
  func resize() async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let probe = try RunningProbe(terminal: terminal)
      try probe.wait(forShown: "corne")
      for width in stride(from: UInt16(1), to: 300, by: 7) {
        terminal.resize(columns: width, rows: 1 + width % 60)
      }
      terminal.resize(columns: 131, rows: 37)
      try probe.wait(for: "the last size") { probe.lines.contains { $0.contains("131") } }
      let emulator = TinyTerminal(columns: 131, rows: 37)
      try probe.wait(forShown: "of 131x37")
      terminal.type("n")
      try probe.wait(forLine: "key(Canvas.Key.character(\"n\"))")
      terminal.type("q")
      #expect(try probe.end() == 0)
      let parts = terminal.text.components(separatedBy: "\u{1B}[H\u{1B}[2J")
      emulator.feed(Array((parts.last ?? "").components(separatedBy: "\u{1B}[?1006")[0].utf8))
      #expect(emulator.row(0) == "picture 1 of 131x37")
      #expect(emulator.row(36).hasSuffix("corner"))
    }
  }
}
