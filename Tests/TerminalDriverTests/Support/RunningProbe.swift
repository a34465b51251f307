import Foundation
import Glibc
import Testing

/// The probe on a pseudo terminal of its own.
final class RunningProbe {
  let terminal: PseudoTerminal
  let pid: pid_t
  private let reports: Int32
  /// What the probe told, a line each.
  private var told: [UInt8] = []
  private var status: Int32?

  /// Beside the test bundle, where the build puts it.
  private static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "terminal-probe").path

  /// Starts the probe, or a shell script in which `"$0"` is the probe.
  init(
    _ arguments: [String] = [], term: String = "xterm-256color", script: String? = nil,
    environment: [String: String] = [:], terminal: PseudoTerminal? = nil
  ) throws {
    let terminal = try terminal ?? PseudoTerminal()
    self.terminal = terminal
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    defer { close(ends[1]) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    reports = ends[0]

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    // A session of its own, whose terminal is the first one that it opens.
    let newSession: Int16 = 0x80
    // This thread may have signals blocked; the probe is to start as from a shell.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer {
      posix_spawnattr_destroy(&attributes)
      posix_spawn_file_actions_destroy(&actions)
    }
    posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)

    var variables = ProcessInfo.processInfo.environment
    for name in ["LINES", "COLUMNS", "LC_ALL", "LC_CTYPE", "COLORTERM"] {
      variables.removeValue(forKey: name)
    }
    let own = ["TERM": term, "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    variables.merge(own) { $1 }
    variables.merge(environment) { $1 }
    let command = script.map { ["/bin/sh", "-c", $0, Self.path] } ?? [Self.path]
    var words: [UnsafeMutablePointer<CChar>?] = (command + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var identifier = pid_t()
    let failure = posix_spawn(&identifier, command[0], &actions, &attributes, &words, &settings)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
    pid = identifier
  }

  deinit {
    if status == nil {
      // The session's leader takes what runs on its terminal with it.
      terminal.hangUp()
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    close(reports)
  }

  var lines: [String] {
    String(decoding: told, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Reads from the probe until a condition holds; a failure of the test when it never does.
  func wait(
    for what: Comment, readsTerminal: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation, until condition: () -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while !condition() {
      try #require(
        ContinuousClock.now < deadline, "\(what) did not come; told: \(lines)",
        sourceLocation: sourceLocation)
      var waits = [
        pollfd(fd: readsTerminal ? terminal.descriptor : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: reports, events: Int16(POLLIN), revents: 0),
      ]
      poll(&waits, 2, 20)
      if readsTerminal { terminal.take() }
      takeReports()
    }
  }

  private func takeReports() {
    var waiting = pollfd(fd: reports, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) > 0 {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(reports, &buffer, buffer.count)
      guard count > 0 else { return }
      told += buffer.prefix(count)
    }
  }

  /// Waits for a line that the probe tells.
  func wait(
    forLine line: String, readsTerminal: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try wait(
      for: "the line \(line)", readsTerminal: readsTerminal, sourceLocation: sourceLocation
    ) { lines.contains(line) }
  }

  /// Waits until something was shown.
  func wait(forShown text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait(for: "the text \(text)", sourceLocation: sourceLocation) {
      terminal.text.contains(text)
    }
  }

  /// Waits for the end: the exit code, or the negative number of the signal that killed it.
  func end(
    readsTerminal: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Int32 {
    var status: Int32 = 0
    try wait(for: "the end", readsTerminal: readsTerminal, sourceLocation: sourceLocation) {
      waitpid(pid, &status, WNOHANG) == pid
    }
    self.status = status
    terminal.take()
    takeReports()
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }
}
