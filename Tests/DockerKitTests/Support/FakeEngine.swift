/// An engine inside the test: it says what it is told to, keeps its streams open, and can be
/// stopped, started again and made to hang.
import DockerKit
import Foundation
import Glibc
import Synchronization
import TestSupport

final class FakeEngine: Sendable {
  /// What kind of engine it plays.
  struct Role: Sendable {
    var version = "20.10.24"
    var api: String? = "1.41"
    var isPodman = false
    /// Seconds by which its clock is ahead.
    var ahead = 0.0
    /// Takes connections and says nothing.
    var isMute = false
    /// The paths at which it says nothing, and answers elsewhere.
    var mutePaths: Set<String> = []
    /// What is answered instead, by path.
    var answers: [String: [UInt8]] = [:]
    /// Only the newest put health into the list.
    var listsHealth = false
  }

  struct Container: Sendable {
    var id: String
    var name: String
    var state = "running"
    var started = "2026-11-23T04:00:00.5Z"
    var exitCode = 0
    var isFlagged = false
    var health: String?
    /// JSON of the `State.Health.Log`.
    var probes = "[]"
    var hasTerminal = false
    var restarts = 0
    /// Frames of its log that are there already.
    var log: [UInt8] = []
  }

  struct State {
    var role: Role
    var containers: [Container] = []
    var server: ScriptedServer?
    var events: [(time: Int64, line: [UInt8])] = []
    var eventStreams: [ServerRelay] = []
    var stats: [String: [ServerRelay]] = [:]
    var logs: [String: [ServerRelay]] = [:]
    var asked: [String] = []
    var spoken: Set<String> = []
    var frames: [String: Int] = [:]
  }

  let path: String
  let state: Mutex<State>
  /// Where its socket is, if that is its own.
  private let folder: ScratchFolder?

  /// An engine on a socket at a path, whose folders are made.
  init(path: String, _ role: Role = Role()) throws {
    self.path = path
    folder = nil
    state = Mutex(State(role: role))
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try start()
  }

  /// An engine on a socket in a folder that goes with it.
  init(_ role: Role = Role(), containers: [Container] = []) throws {
    let folder = try ScratchFolder()
    path = folder.path + "/e.sock"
    self.folder = folder
    state = Mutex(State(role: role, containers: containers))
    try start()
  }

  var address: EngineAddress { .unix(path: path) }

  // MARK: What the test does to it

  func start() throws {
    unlink(path)
    let server = try ScriptedServer(unixPath: path) { [weak self] _ in
      let engine = Weak(self)
      return [.respond { engine.value?.steps(for: $0) ?? [.close] }, .again]
    }
    state.withLock { $0.server = server }
  }

  /// Ends it with all its streams in the middle.
  func stop(leavingSocket: Bool = false) {
    state.withLock { state in
      state.server = nil
      state.eventStreams = []
      state.stats = [:]
      state.logs = [:]
    }
    if !leavingSocket { unlink(path) }
  }

  func change(_ body: (inout Role) -> Void) { state.withLock { body(&$0.role) } }

  func set(_ containers: [Container]) { state.withLock { $0.containers = containers } }

  func change(_ id: String, _ body: (inout Container) -> Void) {
    state.withLock { state in
      guard let index = state.containers.firstIndex(where: { $0.id == id }) else { return }
      body(&state.containers[index])
    }
  }

  func remove(_ id: String) { state.withLock { $0.containers.removeAll { $0.id == id } } }

  func forgetEvents() { state.withLock { $0.events = [] } }

  /// Tells of an event, to all who listen and who ask later.
  func tell(_ action: String, _ id: String, time: Int64, _ attributes: [String: String] = [:]) {
    let name = state.withLock { $0.containers.first { $0.id == id }?.name } ?? "gone"
    let all = attributes.merging(["name": name, "image": "hb"]) { $1 }
    let fields = all.map { "\"\($0.key)\":\"\($0.value)\"" }.sorted().joined(separator: ",")
    let line = [UInt8](
      (#"{"Type":"container","Action":"\#(action)","Actor":{"ID":"\#(id)","Attributes":{\#(fields)}},"#
        + #""time":\#(time / 1_000_000_000),"timeNano":\#(time)}"# + "\n").utf8)
    let streams = state.withLock { state in
      state.events.append((time, line))
      return state.eventStreams
    }
    for stream in streams { stream.sendChunk(line) }
  }

  /// Sends a frame of statistics to all who listen.
  func sendStats(_ id: String, _ frame: String) {
    let streams = state.withLock { $0.stats[id] ?? [] }
    for stream in streams { stream.sendChunk([UInt8]((frame + "\n").utf8)) }
  }

  /// Writes frames into a container's log.
  func sendLog(_ id: String, _ bytes: [UInt8]) {
    change(id) { $0.log += bytes }
    let streams = state.withLock { $0.logs[id] ?? [] }
    for stream in streams { stream.sendChunk(bytes) }
  }

  /// What it was asked for, as `METHOD /path?query`, without the version.
  var asked: [String] { state.withLock { $0.asked } }
  /// The versions in which it was asked, such as `v1.41`.
  var spoken: Set<String> { state.withLock { $0.spoken } }
  var openEvents: Int { state.withLock { $0.eventStreams.count } }
  func openStats(_ id: String) -> Int { state.withLock { $0.stats[id]?.count ?? 0 } }
  func openLogs(_ id: String) -> Int { state.withLock { $0.logs[id]?.count ?? 0 } }
}

/// Keeps a server's script from keeping its engine.
private struct Weak: Sendable {
  weak let value: FakeEngine?

  init(_ value: FakeEngine?) {
    self.value = value
  }
}
