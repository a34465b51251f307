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

  private struct State {
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
  private let state: Mutex<State>

  init(path: String, _ role: Role = Role()) throws {
    self.path = path
    state = Mutex(State(role: role))
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
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

  // MARK: What it answers

  private func steps(for request: ServerLog.Request) -> [ScriptedServer.Step] {
    let words = request.headText.split(separator: " ")
    guard words.count > 1 else { return [.close] }
    var target = String(words[1])
    if target.hasPrefix("/v1."), let slash = target.dropFirst().firstIndex(of: "/") {
      let version = String(target[..<slash].dropFirst())
      state.withLock { _ = $0.spoken.insert(version) }
      target = String(target[slash...])
    }
    let parts = target.split(separator: "?", maxSplits: 1)
    let path = String(parts[0])
    let query = parts.count > 1 ? String(parts[1]) : ""
    return state.withLock { state in
      state.asked.append("\(words[0]) \(target)")
      if state.role.isMute || state.role.mutePaths.contains(path) {
        return [.waitForClient, .close]
      }
      if let answer = state.role.answers[path] { return [.send(answer)] }
      switch path {
      case "/_ping": return [.send(Self.ping(state.role))]
      case "/version": return [.send(Self.version(state.role))]
      case "/info": return [.send(Self.info(state.role))]
      case "/containers/json":
        let role = state.role
        let list = state.containers.map { Self.summary($0, role) }
        return [.send(.answer("[\(list.joined(separator: ","))]"))]
      case "/events": return Self.events(query, &state)
      default: return Self.container(path, query, &state)
      }
    }
  }

  private static func ping(_ role: Role) -> [UInt8] {
    var headers = ["Server: X"]
    if let api = role.api { headers.append("Api-Version: \(api)") }
    if role.isPodman { headers.append("Libpod-Api-Version: \(role.version)") }
    return .answer("OK", headers: headers)
  }

  private static func version(_ role: Role) -> [UInt8] {
    let name = role.isPodman ? "Podman Engine" : "Engine"
    return .answer(
      #"{"Version":"\#(role.version)","ApiVersion":"\#(role.api ?? "1.24")","MinAPIVersion":"1.12","#
        + #""Components":[{"Name":"\#(name)"}],"KernelVersion":"6.1","Arch":"amd64"}"#)
  }

  private static func info(_ role: Role) -> [UInt8] {
    let now = Date().addingTimeInterval(role.ahead)
    let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(now)
    return .answer(
      #"{"NCPU":2,"MemTotal":25276502016,"CgroupVersion":"1","CgroupDriver":"cgroupfs","#
        + #""SystemTime":"\#(time)","Runtimes":{"runc":{},"nvidia":{}},"#
        + #""SecurityOptions":["name=seccomp,profile=default","name=rootless"]}"#)
  }

  private static func summary(_ container: Container, _ role: Role) -> String {
    var status = container.state == "running" ? "Up 1 second" : "Exited (\(container.exitCode))"
    var health = ""
    if let word = container.health, !role.isPodman {
      if role.listsHealth {
        health = #","Health":{"Status":"\#(word)","FailingStreak":0}"#
      } else {
        status += word == "starting" ? " (health: starting)" : " (\(word))"
      }
    }
    return #"{"Id":"\#(container.id)","Names":["/\#(container.name)"],"Image":"hb","#
      + #""State":"\#(container.state)","Status":"\#(status)"\#(health)}"#
  }

  private static func details(_ container: Container) -> String {
    let health =
      container.health.map {
        #","Health":{"Status":"\#($0)","FailingStreak":0,"Log":\#(container.probes)}"#
      } ?? ""
    let check =
      container.health == nil ? "" : #","Healthcheck":{"Test":["CMD","x"],"Interval":1000000000}"#
    return #"{"Id":"\#(container.id)","Name":"/\#(container.name)","#
      + #""RestartCount":\#(container.restarts),"#
      + #""State":{"Status":"\#(container.state)","ExitCode":\#(container.exitCode),"#
      + #""OOMKilled":\#(container.isFlagged),"StartedAt":"\#(container.started)"\#(health)},"#
      + #""Config":{"Tty":\#(container.hasTerminal),"Image":"hb"\#(check)},"#
      + #""HostConfig":{"Memory":16777216}}"#
  }

  private static let streamHead = [UInt8](
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)

  private static func events(_ query: String, _ state: inout State) -> [ScriptedServer.Step] {
    let relay = ServerRelay()
    relay.send(streamHead)
    if let since = parameter("since", in: query).flatMap(Double.init) {
      for event in state.events where Double(event.time) / 1e9 >= since - 1e-6 {
        relay.sendChunk(event.line)
      }
    }
    state.eventStreams.append(relay)
    return [.relay(relay), .close]
  }

  private static func container(
    _ path: String, _ query: String, _ state: inout State
  ) -> [ScriptedServer.Step] {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == "containers",
      let container = state.containers.first(where: { $0.id == parts[1] || $0.name == parts[1] })
    else { return [.send(.answer(#"{"message":"No such container: x"}"#, status: 404))] }
    switch parts[2] {
    case "json": return [.send(.answer(details(container)))]
    case "stats":
      if query.contains("stream=0") {
        let number = (state.frames[container.id] ?? 0) + 1
        state.frames[container.id] = number
        return [.send(.answer(frame(second: number, cpu: number * 1_000_000_000)))]
      }
      let relay = ServerRelay()
      relay.send(streamHead)
      state.stats[container.id, default: []].append(relay)
      return [.relay(relay), .close]
    case "logs":
      let relay = ServerRelay()
      relay.send(streamHead)
      let since = parameter("since", in: query).map { Self.nanoseconds($0) } ?? 0
      let kept = LogFrames.since(since, in: container.log)
      if !kept.isEmpty { relay.sendChunk(kept) }
      state.logs[container.id, default: []].append(relay)
      if container.state != "running" {
        relay.send([UInt8]("0\r\n\r\n".utf8))
        relay.close()
      }
      return [.relay(relay), .close]
    default: return [.send(.answer("page not found\n", status: 404))]
    }
  }

  private static func nanoseconds(_ text: String) -> Int64 {
    let parts = text.split(separator: ".")
    return (Int64(parts[0]) ?? 0) * 1_000_000_000 + (parts.count > 1 ? Int64(parts[1]) ?? 0 : 0)
  }

  private static func parameter(_ name: String, in query: String) -> String? {
    query.split(separator: "&").first { $0.hasPrefix("\(name)=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  /// A frame of statistics at a second of a minute.
  static func frame(second: Int, cpu: Int) -> String {
    let text = second < 10 ? "0\(second)" : "\(second % 60)"
    return
      #"{"read":"2026-11-23T04:00:\#(text)Z","cpu_stats":{"cpu_usage":{"total_usage":\#(cpu)}},"#
      + #""memory_stats":{"usage":1000000,"limit":16777216,"stats":{"inactive_file":0}},"#
      + #""pids_stats":{"current":1}}"#
  }
}

/// Frames of a container's log.
enum LogFrames {
  /// A line with its stamp, as a frame.
  static func line(_ text: String, at time: Int64) -> [UInt8] {
    let date = Date(timeIntervalSince1970: Double(time / 1_000_000_000))
    let fraction = String(1_000_000_000 + time % 1_000_000_000).dropFirst()
    return line(text, stamp: Date.ISO8601FormatStyle().format(date).dropLast() + ".\(fraction)Z ")
  }

  /// A line behind a stamp that ends in a space, as a frame.
  static func line(_ text: String, stamp: some StringProtocol) -> [UInt8] {
    let payload = [UInt8]("\(stamp)\(text)\n".utf8)
    let count = UInt32(payload.count)
    return [1, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
      + payload
  }

  /// The frames from a moment on, that moment with it.
  static func since(_ time: Int64, in bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    while rest.count >= 8 {
      let length = rest.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
      let text = String(decoding: rest.dropFirst(8).prefix(30), as: UTF8.self)
      if (EngineTime(text)?.nanoseconds ?? 0) >= time { break }
      rest = rest.dropFirst(8 + length)
    }
    return [UInt8](rest)
  }
}

/// Keeps a server's script from keeping its engine.
private struct Weak: Sendable {
  weak let value: FakeEngine?

  init(_ value: FakeEngine?) {
    self.value = value
  }
}
