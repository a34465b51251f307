/// What the engine inside the test answers to each request, as engines do.
import Foundation
import Synchronization
import TestSupport

extension FakeEngine {
  func steps(for request: ServerLog.Request) -> [ScriptedServer.Step] {
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
