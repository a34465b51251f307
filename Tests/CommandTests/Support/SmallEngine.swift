import Foundation
import Synchronization
import TestSupport

/// An engine with two containers, one that runs and one that was killed, on a socket in a folder.
final class SmallEngine: Sendable {
  let address: String
  private let server: ScriptedServer
  private let events = ServerRelay()
  private let streams = Mutex<[ServerRelay]>([])

  static let id = String(repeating: "a", count: 64)
  static let deadID = String(repeating: "b", count: 64)

  /// - Parameter logLines: How many lines the log of each container has.
  init(in workspace: Workspace, logLines: Int = 0) throws {
    // The path of a socket has to be short.
    let path = workspace.path("e.sock")
    address = "unix://" + path
    let events = events
    let log = Self.log(logLines)
    server = try ScriptedServer(unixPath: path) { _ in
      [.respond { Self.steps(String($0.headText.prefix { $0 != "\r" }), events, log) }, .again]
    }
  }

  /// Tells of something that happened to the container that runs, so many seconds later than the rest.
  func tell(_ action: String, _ attributes: String = "", at second: Int = 0) {
    let line =
      #"{"Type":"container","Action":"\#(action)","Actor":{"ID":"\#(Self.id)","Attributes":"#
      + #"{"name":"busy","image":"hb"\#(attributes)}},"time":\#(1_800_000_000 + second),"#
      + #""timeNano":\#((1_800_000_000 + second) * 1_000_000_000)}"#
    events.sendChunk([UInt8]((line + "\n").utf8))
  }

  private static func steps(
    _ request: String, _ events: ServerRelay, _ log: String
  ) -> [ScriptedServer.Step] {
    func json(_ text: String) -> [ScriptedServer.Step] {
      [.send(.answer(text, headers: ["Content-Type: application/json", "Api-Version: 1.41"]))]
    }
    let chunked = [UInt8](
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
    )
    if request.contains("/_ping") { return json("OK") }
    if request.contains("/version") {
      return json(#"{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}"#)
    }
    if request.contains("/info") { return json(#"{"NCPU":2,"MemTotal":8000000000}"#) }
    if request.contains("/events") { return [.send(chunked), .relay(events), .close] }
    if request.contains("/stats") {
      let stream = ServerRelay()
      for second in 0..<3 { stream.sendChunk([UInt8]((frame(second) + "\n").utf8)) }
      return [.send(chunked), .relay(stream), .close]
    }
    if request.contains("/logs") { return json(log) }
    if request.contains("/containers/json") {
      return json(
        "[\(listed(id, "busy", "running", "Up 1 second (healthy)")),"
          + "\(listed(deadID, "dead", "exited", "Exited (137) 2 minutes ago"))]")
    }
    if request.contains(deadID) { return json(inspected(deadID, "dead", isDead: true)) }
    if request.contains(id) { return json(inspected(id, "busy", isDead: false)) }
    return [.send(.answer(#"{"message":"no such thing"}"#, status: 404))]
  }

  /// Lines of one stamp as engines frame them; they are counted with five digits.
  private static func log(_ count: Int) -> String {
    (0..<count).map { number in
      let text = "2027-01-15T08:00:04.5Z \(10_000 + number)\n"
      return "\u{1}\0\0\0\0\0\0\(Character(UnicodeScalar(UInt8(text.utf8.count))))" + text
    }.joined()
  }

  private static func listed(
    _ id: String, _ name: String, _ state: String, _ status: String
  ) -> String {
    #"{"Id":"\#(id)","Names":["/\#(name)"],"Image":"hb","State":"\#(state)","Status":"\#(status)","#
      + #""Created":1799999000,"Ports":[],"Labels":{}}"#
  }

  private static func inspected(_ id: String, _ name: String, isDead: Bool) -> String {
    let state =
      isDead
      ? #""Status":"exited","ExitCode":137,"OOMKilled":true,"FinishedAt":"2027-01-15T07:00:00Z""#
      : #""Status":"running","ExitCode":0,"OOMKilled":false,"FinishedAt":"0001-01-01T00:00:00Z","#
        + #""Health":{"Status":"healthy","FailingStreak":0,"Log":[]}"#
    return #"{"Id":"\#(id)","Name":"/\#(name)","RestartCount":2,"State":{\#(state),"#
      + #""StartedAt":"2027-01-15T06:00:00Z","Error":""},"#
      + #""Config":{"Image":"hb","Env":["MODE=fast","API_KEY=hunter2"],"Labels":{}},"#
      + #""HostConfig":{"NanoCpus":500000000,"Memory":104857600},"NetworkSettings":{"Ports":"#
      + #"{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}]}}}"#
  }

  /// A quarter of a core, and 50 MiB of which 20 are cache.
  private static func frame(_ second: Int) -> String {
    #"{"read":"2027-01-15T08:00:0\#(second).000000000Z","#
      + #""cpu_stats":{"cpu_usage":{"total_usage":\#(1_000_000_000 + second * 250_000_000)},"#
      + #""throttling_data":{"periods":\#(10 + second * 10),"throttled_periods":\#(second * 4)}},"#
      + #""memory_stats":{"usage":73400320,"limit":104857600,"stats":{"total_inactive_file":20971520}},"#
      + #""pids_stats":{"current":3}}"#
  }
}
