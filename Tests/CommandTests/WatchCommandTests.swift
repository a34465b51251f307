import Foundation
import Testing

/// `watch` without a terminal: one look, lines, JSON, and what it says where no engine is.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct WatchCommandTests {
  @Test("One look tells every container with its figures, in words and as JSON")
  func once() async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace)
    let words = try await Program.run(
      ["watch", "--once", "--engine", engine.address], in: workspace)
    #expect(words.code == 0, words.said)
    let busy = try #require(words.lines.first { $0.contains("busy") }, words.said)
    for part in ["healthy", "0.250", "0.500", "50", "100 MiB"] {
      #expect(busy.contains(part), "\(busy)")
    }
    #expect(words.lines.contains { $0.contains("dead") && $0.contains("OOM-killed") }, words.said)

    let ended = try await Program.run(
      ["watch", "--once", "--json", "--engine", engine.address], in: workspace)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]])
    #expect(list.compactMap { $0["name"] as? String } == ["busy", "dead"])
    let sample = try #require(list[0]["sample"] as? [String: Any])
    #expect(sample["cores"] as? Double == 0.25)
    #expect(sample["memory_bytes"] as? Int == 50 << 20)
    #expect(sample["throttled_share"] as? Double == 0.4)
    let end = try #require(list[1]["end"] as? [String: Any])
    #expect(end["cause"] as? String == "out_of_memory")
    #expect(!ended.output.contains("hunter2") && ended.output.contains("MODE"))
  }

  @Test("A container that was named and is not there is an error; one that is, is told alone")
  func named() async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace)
    let missing = try await Program.run(
      ["watch", "nobody", "--once", "--engine", engine.address], in: workspace)
    #expect(missing.code == 1 && missing.error.contains("nobody"), missing.said)
    let one = try await Program.run(
      ["watch", String(SmallEngine.id.prefix(12)), "--once", "--engine", engine.address],
      in: workspace)
    #expect(one.code == 0 && one.output.contains("busy") && !one.output.contains("dead"), one.said)
  }

  @Test("Samples and events come as objects, a line each, until it is interrupted")
  func lines() async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace)
    let watching = try RunningProgram(
      ["watch", "--json", "--engine", engine.address], in: workspace)
    #expect(await eventually { watching.output.contains("\"kind\":\"sample\"") })
    engine.tell("kill", #","signal":"9""#)
    #expect(await eventually { watching.output.contains("\"kind\":\"event\"") })
    watching.signal(SIGINT)
    let ended = try await watching.end(within: 60)
    #expect(ended.code == 0, ended.said)
    for line in ended.lines where !line.isEmpty {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["subject"] != nil && object?["time"] != nil, "\(line)")
    }
  }

  @Test(
    "A container that ends and starts again and again is told as a loop", arguments: [true, false])
  func loop(json: Bool) async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace)
    let watching = try RunningProgram(
      ["watch", "busy", json ? "--json" : "--plain", "--engine", engine.address], in: workspace)
    // Events about a container that was not listed yet say nothing.
    #expect(await eventually { watching.output.contains(json ? "\"kind\":\"sample\"" : "cores") })
    for second in 1...3 {
      engine.tell("die", #","exitCode":"7""#, at: 2 * second)
      engine.tell("start", at: 2 * second + 1)
    }
    let said = json ? "\"starts_in_minute\":3" : "loops: 3 starts in the last minute"
    #expect(await eventually { watching.output.contains(said) })
    watching.signal(SIGINT)
    let ended = try await watching.end(within: 60)
    let starts = ended.lines.filter { $0.contains(json ? "\"event\":\"started\"" : "  started") }
    #expect(starts.count == 3, ended.said)
    #expect(starts.map { $0.contains("loop") } == [false, false, true], ended.said)
    let parts =
      json ? [#""exit_code":7"#, #""restarts":2"#] : ["last exit code 7", "restarted 2 ×"]
    for part in parts { #expect(starts.last?.contains(part) == true, ended.said) }
  }

  @Test("Without an engine one look says where it was looked for and what to do")
  func noEngine() async throws {
    let workspace = try Workspace()
    let ended = try await Program.run(
      ["watch", "--once", "--engine", "unix://" + workspace.path("nothing.sock")], in: workspace)
    #expect(ended.code == 1 && ended.output.isEmpty, ended.said)
    #expect(ended.error.contains("nothing.sock") && ended.error.contains("running?"), ended.said)
  }
}
