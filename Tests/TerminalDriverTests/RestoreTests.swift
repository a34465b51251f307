import Foundation
import Glibc
import Testing

/// Whatever ends the program, its user's terminal is as it was.
@Suite(.timeLimit(.minutes(2)))
struct RestoreTests {
  /// What leads an xterm out: mouse off, cursor shown, ordinary screen.
  private static let marks = ["1000l", "\u{1B}[?25h", "\u{1B}[?1049l", "\u{1B}[?1l\u{1B}>"]

  private static func expectRestored(
    _ probe: RunningProbe, modes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(probe.terminal.modes == modes, sourceLocation: sourceLocation)
    for mark in marks {
      let after = probe.terminal.text.components(separatedBy: "\u{1B}[?1049h").last ?? ""
      #expect(after.contains(mark), sourceLocation: sourceLocation)
    }
  }

  @Test(
    "restores the terminal after a key that ends or kills the program",
    arguments: [
      ("q", 0), ("e", 7), ("t", -SIGILL), ("s", -SIGSEGV), ("S", -SIGSEGV), ("o", -SIGSEGV),
      ("a", -SIGABRT),
    ])
  func keys(key: String, code: Int32) async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(terminal: terminal)
      try probe.wait(forShown: "corne")
      #expect(terminal.modes != modes)
      #expect(terminal.text.contains("\u{1B}[?1049h"))
      terminal.type(key)
      #expect(try probe.end() == code)
      Self.expectRestored(probe, modes: modes)
    }
  }

  @Test(
    "restores the terminal after a signal that nobody handles, which still kills",
    arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGTRAP, SIGUSR1])
  func signals(number: Int32) async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(terminal: terminal)
      try probe.wait(forShown: "corne")
      kill(probe.pid, number)
      #expect(try probe.end() == -number)
      Self.expectRestored(probe, modes: modes)
    }
  }

  @Test(
    "writes nothing behind the bytes that leave the screen, though a thread is drawing",
    arguments: [("D", -SIGSEGV), ("E", 7)])
  func endsWhileDrawing(key: String, code: Int32) async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(["slow-exit"], terminal: terminal)
      try probe.wait(forShown: "corne")
      terminal.type(key)
      #expect(try probe.end() == code)
      Self.expectRestored(probe, modes: modes)
      #expect(terminal.text.hasSuffix("\u{1B}[?1049l\u{1B}[23;0;0t"))
    }
  }

  @Test("leaves the report of a crash to Swift, on the ordinary screen")
  func backtrace() async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(
        environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,output-to=stdout"],
        terminal: terminal)
      try probe.wait(forShown: "corne")
      terminal.type("s")
      #expect(try probe.end() == -SIGSEGV)
      Self.expectRestored(probe, modes: modes)
      let after = terminal.text.components(separatedBy: "\u{1B}[?1049l").last ?? ""
      #expect(after.contains("badAddress"))
    }
  }

  @Test("gives the terminal to the shell while it is stopped, and draws anew when it goes on")
  func stopAndContinue() async throws {
    try await onThread {
      let terminal = try PseudoTerminal()
      let modes = terminal.modes
      let probe = try RunningProbe(
        script: "set -m; \"$0\"; echo stopped $? >&2; read word; fg >/dev/null; echo $? >&2",
        terminal: terminal)
      try probe.wait(forShown: "corne")
      terminal.type("\u{1A}")
      try probe.wait(forLine: "stopped 148")
      Self.expectRestored(probe, modes: modes)
      terminal.forget()
      terminal.type("go\n")
      try probe.wait(forLine: "continued")
      try probe.wait(forShown: "corne")
      #expect(terminal.text.contains("\u{1B}[?1049h"))
      #expect(terminal.modes != modes)
      terminal.type("q")
      #expect(try probe.end() == 0)
      #expect(probe.lines.contains("closed"))
      Self.expectRestored(probe, modes: modes)
    }
  }

  @Test("a request to stop from outside asks the program, as the key does")
  func stopFromOutside() async throws {
    try await onThread {
      // Nobody could continue the leader of a session, so that the system does not stop it.
      let probe = try RunningProbe()
      try probe.wait(forShown: "corne")
      probe.terminal.forget()
      kill(probe.pid, SIGTSTP)
      try probe.wait(forLine: "key(Canvas.Key.control(\"z\"))")
      try probe.wait(forLine: "continued")
      try probe.wait(forShown: "corne")
    }
  }

  @Test("draws anew after a stop that it could not know of")
  func stopUnseen() async throws {
    try await onThread {
      let probe = try RunningProbe()
      try probe.wait(forShown: "corne")
      kill(probe.pid, SIGSTOP)
      probe.terminal.forget()
      kill(probe.pid, SIGCONT)
      try probe.wait(forShown: "corne")
      #expect(probe.terminal.text.contains("\u{1B}[?1049h"))
    }
  }
}
