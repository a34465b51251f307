import Synchronization
import TestSupport

/// One container, as an engine tells of it: `box`, of the id `abc`, limited to 16 MiB.
///
/// Another one, of the id `def`, may take its name.
final class PlayedContainer: Sendable {
  struct State: Sendable {
    var id = "abc"
    /// The fields of `State` beside its times.
    var state = #""Status":"running","ExitCode":0,"OOMKilled":false"#
    var word = "running"
    var isThere = true
    var log = ""
  }

  let state = Mutex(State())
  let events = ServerRelay()
  let stats = ServerRelay()
  let otherStats = ServerRelay()
  /// 2027-01-15T08:00:00Z, nanoseconds.
  static let start: Int64 = 1_800_000_000_000_000_000

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

  /// Its main process has ended.
  func end(code: Int, outOfMemory: Bool = false) {
    change {
      $0.word = "exited"
      $0.state =
        #""Status":"exited","ExitCode":\#(code),"OOMKilled":\#(outOfMemory),"#
        + #""FinishedAt":"2027-01-15T08:00:05Z""#
    }
  }

  /// Another container is there in its place.
  func replace() { change { $0.id = "def" } }

  /// Tells of an event, of this container unless another is named.
  func tell(
    _ action: String, second: Int, _ attributes: String = "", of name: String = "box",
    id: String? = nil
  ) {
    let id = id ?? (name == "box" ? state.withLock { $0.id } : name)
    let time = Self.start + Int64(second) * 1_000_000_000
    events.sendChunk(
      [UInt8](
        (#"{"Type":"container","Action":"\#(action)","Actor":{"ID":"\#(id)","#
          + #""Attributes":{"name":"\#(name)"\#(attributes)}},"timeNano":\#(time)}"# + "\n").utf8))
  }

  /// A frame of statistics: half a core, a megabyte.
  func sample(second: Int, ofOther: Bool = false) {
    (ofOther ? otherStats : stats).sendChunk(
      [UInt8](
        (#"{"read":"2027-01-15T08:00:0\#(second)Z","#
          + #""cpu_stats":{"cpu_usage":{"total_usage":\#(second * 500_000_000)}},"#
          + #""memory_stats":{"usage":1000000,"limit":16777216,"stats":{}}}"# + "\n").utf8))
  }

  /// A line of its log, as the engine frames it, with its stamp where that was asked for; shorter than
  /// 100 bytes.
  static func frame(_ line: String, isError: Bool = false, isStamped: Bool = true) -> String {
    let text = (isStamped ? "2027-01-15T08:00:04.5Z " : "") + line + "\n"
    let size = Character(UnicodeScalar(UInt8(text.utf8.count)))
    return "\(isError ? "\u{2}" : "\u{1}")\0\0\0\0\0\0\(size)\(text)"
  }

  /// An engine that has it.
  func engine() throws -> PlayedEngine {
    let streams = [
      "GET /events": events, "GET /containers/abc/stats": stats,
      "GET /containers/def/stats": otherStats,
    ]
    return try PlayedEngine(streams: streams) { [weak self] in
      guard let state = self?.state.withLock({ $0 }) else { return .answer("", status: 500) }
      guard state.isThere || $0 == "GET /containers/json" else {
        return .answer(#"{"message":"No such container: abc"}"#, status: 404)
      }
      switch $0 {
      case "GET /containers/json":
        let entry =
          #"{"Id":"\#(state.id)","Names":["/box"],"Image":"hb","State":"\#(state.word)","Status":"Up"}"#
        return .answer(state.isThere ? "[\(entry)]" : "[]")
      case "GET /containers/\(state.id)/json", "GET /containers/box/json":
        return .answer(
          #"{"Id":"\#(state.id)","Name":"/box","RestartCount":0,"State":{\#(state.state),"#
            + #""StartedAt":"2027-01-15T08:00:00Z"},"Config":{"Image":"hb","Tty":false},"#
            + #""HostConfig":{"Memory":16777216}}"#)
      case "GET /containers/\(state.id)/logs", "GET /containers/box/logs": return .answer(state.log)
      default: return .answer(#"{"message":"page not found"}"#, status: 404)
      }
    }
  }
}
