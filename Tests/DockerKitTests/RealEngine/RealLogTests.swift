import DockerKit
import Testing

@Suite(
  "On a real engine, the log", .enabled(if: WatchedEngine.isThere, WatchedEngine.reason),
  .timeLimit(.minutes(3)))
struct RealLogTests {
  private func read(_ script: String, terminal: Bool = false) async throws -> [LogLine] {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish(script)
    wish.Tty = terminal
    let container = try await engine.run(wish)
    let lines = Box<[LogLine]>([])
    let follower = LogFollower(
      engine: { engine }, container: container.id, tail: 1_000_000, timing: .quick
    ) { new in
      lines.change { $0 += new }
    }
    #expect(await follower.run() == .stopped)
    return lines.value
  }

  @Test("of a hundred thousand lines in a burst comes complete")
  func flood() async throws {
    let lines = try await read("/bin/busybox seq 0 99999")
    #expect(lines.count == 100_000)
    #expect(lines.enumerated().allSatisfy { $1.text == "\($0)" })
    #expect(lines.allSatisfy { $0.time != nil && !$0.isCoarse })
  }

  @Test("with a line of a megabyte and what would harm a terminal is lines of text")
  func hostile() async throws {
    let lines = try await read(
      "/bin/busybox head -c 1000000 /dev/zero | /bin/busybox tr '\\0' x; echo; "
        + "printf 'a\\000b\\n'; printf '10%%\\r20%%\\r\\n'; echo err >&2; printf unended")
    let output = lines.filter { $0.source == .output }
    #expect(output.count == 4)
    #expect(output.first.map { $0.text.utf8.count + $0.cutBytes } == 1_000_000)
    #expect(output.first?.text.allSatisfy { $0 == "x" } == true)
    #expect(output.dropFirst().map(\.text) == ["a\u{0}b", "20%", "unended"])
    #expect(lines.filter { $0.source == .errors }.map(\.text) == ["err"])
  }

  @Test("of a terminal has no frames, and long lines are whole")
  func terminal() async throws {
    let lines = try await read(
      "echo out; echo err >&2; /bin/busybox head -c 40000 /dev/zero | /bin/busybox tr '\\0' y; echo",
      terminal: true)
    #expect(lines.prefix(2).map(\.text) == ["out", "err"])
    #expect(lines.last?.text == String(repeating: "y", count: 40_000))
  }
}
