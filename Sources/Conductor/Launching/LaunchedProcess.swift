internal import BenchCore
internal import Foundation
internal import ProcessKit
internal import Synchronization

/// Why a process could not be launched.
struct LaunchFailure: Error, Sendable {
  var description: String
}

/// A process that was launched for a server: followed on its start, stopped at the end.
///
/// It is written down before anything else, so that it is found again if we are killed.
final class LaunchedProcess: Sendable {
  private enum Phase { case starting, ready, stopping }

  private struct State {
    var phase = Phase.starting
    var linesTold = 0
  }

  /// Lines of its start that are told as events; the rest is only kept for when it dies.
  static let linesTold = 200
  /// Longest line that is told, characters.
  static let lineLimit = 500
  /// How often what left the group is looked for after the end, every ten milliseconds.
  private static let sweeps = 50

  private let key: String
  private let launch: LaunchSpec
  private let records: LaunchRecords?
  private let tell: @Sendable (SubjectChange) -> Void
  private let log: ProcessLog?
  private let record: Mutex<LaunchRecord>
  private let state = Mutex(State())
  private let child = Mutex<ManagedProcess?>(nil)

  /// - Parameter tell: takes what happens to it, on any thread.
  init(
    key: String, url: String, launch: LaunchSpec, records: LaunchRecords?, wallClock: Double,
    tell: @escaping @Sendable (SubjectChange) -> Void
  ) {
    self.key = key
    self.launch = launch
    self.records = records
    self.tell = tell
    var record = LaunchRecord(
      id: UUID().uuidString.lowercased(), key: key, url: url, launch: launch, owner: .current,
      wallClock: wallClock)
    record.log = records?.logPath(record.id)
    log = record.log.map { ProcessLog($0) }
    self.record = Mutex(record)
  }

  /// Its process number, which is its group's too; nil before its start.
  var group: Int32? { child.withLock { $0?.processIdentifier } }

  /// Starts it.
  func start() async throws(LaunchFailure) {
    let spec = record.withLock { launch.processSpec(marked: $0.id) }
    write()
    log?.open()
    do {
      let process = try await ManagedProcess.launch(spec) { [weak self] line in
        self?.take(line.text)
      } onExit: { [weak self] exit in
        self?.ended(exit)
      }
      child.withLock { $0 = process }
      record.withLock { $0.process = ProcessIdentity(process.processIdentifier) }
      write()
      tell(SubjectChange(subject: key, kind: .started, detail: launch.redacted.commandLine))
    } catch {
      records?.remove(record.withLock { $0 })
      throw LaunchFailure(description: error.description)
    }
  }

  /// It answers: from now on its lines go into its log, and are not told.
  func isReady() { state.withLock { if $0.phase == .starting { $0.phase = .ready } } }

  /// How it ended, with what that means and what it said last; nil while it runs.
  var death: String? {
    guard let process = child.withLock({ $0 }), let exit = process.exitStatus else { return nil }
    let lines = process.recentLines().suffix(12).map(\.text)
    return Self.words(launch.redacted.commandLine, "\(exit)", lines)
  }

  /// What a process that died is to be told as: what ended how, what to do, its last lines.
  static func words(_ command: String, _ ending: String, _ lines: [String]) -> String {
    let advice = LaunchAdvice.line(for: lines.joined(separator: "\n")).map { "; \($0)" } ?? ""
    let tail =
      lines.isEmpty
      ? ". It wrote nothing"
      : ". Its last lines:\n" + lines.map { "  " + $0.prefix(lineLimit) }.joined(separator: "\n")
    return "\(command) \(ending)\(advice)\(tail)"
  }

  /// Ends it with everything that it started: SIGTERM, then SIGKILL.
  func stop(grace: Duration = .seconds(5)) async {
    state.withLock { $0.phase = .stopping }
    guard let process = child.withLock({ $0 }) else { return }
    await process.terminate(gracePeriod: grace)
    for _ in 0..<Self.sweeps {
      if sweep() { return }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Kills it at once with everything that it started, for a way out that cannot wait.
  ///
  /// Returns when it is gone, which takes some milliseconds, and after half a second in any case.
  func kill() {
    state.withLock { $0.phase = .stopping }
    guard let process = child.withLock({ $0 }) else { return }
    process.kill()
    for _ in 0..<Self.sweeps {
      if sweep() { return }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// Kills what left the group, as a daemon does, and still carries the mark; forgets the record
  /// once nothing is left, so that `cleanup` finds what is.
  ///
  /// - Returns: Whether nothing is left.
  private func sweep() -> Bool {
    let record = record.withLock { $0 }
    let left = record.processes
    MarkedProcesses.killAtOnce(left)
    if left.isEmpty { records?.remove(record) }
    return left.isEmpty
  }

  /// A record that cannot be written costs only the cleanup after a crash.
  private func write() { try? records?.write(record.withLock { $0 }) }

  private func take(_ line: String) {
    log?.append(line)
    let isTold = state.withLock { state in
      guard state.phase == .starting, state.linesTold < Self.linesTold else { return false }
      state.linesTold += 1
      return true
    }
    guard isTold, !line.isEmpty else { return }
    tell(
      SubjectChange(subject: key, kind: .progress, detail: String(line.prefix(Self.lineLimit))))
  }

  private func ended(_ exit: ProcessExit) {
    guard state.withLock({ $0.phase }) != .stopping else { return }
    var change = SubjectChange(subject: key, kind: .died)
    switch exit {
    case .exited(let code): change.exitCode = Int(code)
    case .signalled(let signal): change.signal = Int(signal)
    case .unobserved(let reason): change.detail = reason
    }
    let lines = child.withLock { $0 }?.recentLines().suffix(3).map(\.text) ?? []
    if !lines.isEmpty { change.detail = lines.joined(separator: " | ") }
    change.detail = String(change.detail.prefix(Self.lineLimit))
    tell(change)
  }
}

extension LaunchSpec {
  /// What to start, its children marked as belonging to a record.
  func processSpec(marked id: String) -> ProcessSpec {
    var program = command.first ?? ""
    // As in a shell that stands in the folder.
    if program.contains("/"), !program.hasPrefix("/"), let directory {
      program = directory + "/" + program
    }
    var variables = [LaunchRecord.marker: id]
    for variable in environment { variables[variable.name] = variable.value }
    return ProcessSpec(
      program, Array(command.dropFirst()), environment: variables, workingDirectory: directory)
  }
}
