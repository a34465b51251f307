import Foundation
import Glibc
import Testing

/// Servers that a run launches by their command: gone again, whatever happens to the run.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct LaunchCommandTests {
  /// A plan that launches our own reference server, as a stranger's.
  private static func plan(
    port: Int, token: String = "very-secret", in workspace: Workspace
  ) throws {
    try workspace.write(
      """
      servers:
        own:
          url: http://127.0.0.1:\(port)
          launch:
            command: [\(Program.path), serve, --port, "\(port)"]
            environment: {API_TOKEN: \(token)}
            ready_within: 60s
      corpus: pdfs
      """, to: "slimbench.yaml")
    try workspace.corpus(count: 2)
  }

  /// A port that nobody has at the moment.
  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && getsockname(descriptor, generic, &length) == 0
      }
    }
    try #require(bound)
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func servers(of workspace: Workspace) -> [pid_t] {
    Processes.of(workspace).filter { Processes.command($0).contains(" serve --port ") }
  }

  @Test("A run launches its server, measures it, samples it, and stops it; secrets are not saved")
  func run() async throws {
    let workspace = try Workspace()
    try Self.plan(port: try Self.freePort(), in: workspace)
    let ended = try await Program.run(["run", "--output", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(Self.servers(of: workspace).isEmpty)
    let text = workspace.text("r.json")
    #expect(text.contains("\"resources\""), "no samples of the process")
    #expect(!text.contains("very-secret"))
  }

  @Test("A signal stops the launched server too", arguments: [SIGINT, SIGTERM])
  func signal(number: Int32) async throws {
    let workspace = try Workspace()
    try Self.plan(port: try Self.freePort(), in: workspace)
    let program = try RunningProgram(
      ["run", "--rounds", "100000", "--output", "r.json"], in: workspace)
    #expect(await eventually { program.error.contains("is ready") })
    program.signal(number)
    let ended = try await program.end()
    #expect(ended.code == 130, ended.said)
    #expect(Self.servers(of: workspace).isEmpty)
  }

  /// A plan that launches a shell, which says so by a file when it is asked to end, and stays.
  private static func stubborn(_ work: String, port: Int, in workspace: Workspace) throws {
    let script = "trap 'touch asked' TERM; \(work); while :; do sleep 0.1; done"
    try workspace.write(
      """
      servers:
        own:
          url: http://127.0.0.1:\(port)
          launch: {command: [sh, -c, "\(script)"], ready_within: 60s}
      corpus: pdfs
      """, to: "slimbench.yaml")
    try workspace.corpus(count: 2)
  }

  @Test("A second signal, while the server is being stopped, leaves nothing of it running")
  func signalTwice() async throws {
    let workspace = try Workspace()
    let port = try Self.freePort()
    try Self.stubborn("\(Program.path) serve --port \(port) & :", port: port, in: workspace)
    let program = try RunningProgram(
      ["run", "--rounds", "100000", "--output", "r.json"], in: workspace)
    #expect(await eventually { program.error.contains("is ready") })
    program.signal(SIGINT)
    #expect(await eventually { workspace.exists("asked") })
    program.signal(SIGINT)
    let ended = try await program.end()
    #expect(ended.code == 130, ended.said)
    #expect(await eventually { Processes.of(workspace).isEmpty })
  }

  @Test("A second signal ends up without waiting for what does not end, which down then ends")
  func upTwice() async throws {
    let workspace = try Workspace()
    try Self.stubborn("touch ready", port: try Self.freePort(), in: workspace)
    let program = try RunningProgram(["up"], in: workspace)
    #expect(await eventually { workspace.exists("ready") })
    program.signal(SIGINT)
    #expect(await eventually { workspace.exists("asked") })
    program.signal(SIGTERM)
    let ended = try await program.end()
    #expect(ended.code == 130 && ended.error.contains("gave up waiting"), ended.said)
    #expect(!Processes.of(workspace).isEmpty, "it was to stay: the test shows nothing")
    let down = try await Program.run(["down"], in: workspace)
    #expect(down.code == 0 && down.output.contains("stopped"), down.said)
    #expect(await eventually { Processes.of(workspace).isEmpty })
  }

  @Test("What is up with another secret is not measured in place of what the plan says")
  func changedSecret() async throws {
    let workspace = try Workspace()
    let port = try Self.freePort()
    try Self.plan(port: port, in: workspace)
    let up = try await Program.run(["up"], in: workspace)
    #expect(up.code == 0, up.said)
    try Self.plan(port: port, token: "another-secret", in: workspace)
    let run = try await Program.run(["run", "--output", "r.json"], in: workspace)
    #expect(run.code == 1 && run.error.contains("slimbench up has started it"), run.said)
    #expect(!workspace.exists("r.json"))
    let status = try await Program.run(["status"], in: workspace)
    #expect(status.output.contains("with other variables"), status.said)
    let down = try await Program.run(["down"], in: workspace)
    #expect(down.code == 0 && down.output.contains("stopped"), down.said)
    #expect(await eventually { Self.servers(of: workspace).isEmpty })
  }

  @Test("After kill -9 the server is left, and cleanup ends it")
  func cleanup() async throws {
    let workspace = try Workspace()
    try Self.plan(port: try Self.freePort(), in: workspace)
    let program = try RunningProgram(
      ["run", "--rounds", "100000", "--output", "r.json"], in: workspace)
    #expect(await eventually { program.error.contains("is ready") })
    program.signal(SIGKILL)
    _ = try await program.end()
    #expect(!Self.servers(of: workspace).isEmpty, "nothing to clean up: the test shows nothing")
    let ended = try await Program.run(["cleanup"], in: workspace)
    #expect(ended.output.contains("own: ") && ended.output.contains("ended"), ended.said)
    #expect(await eventually { Self.servers(of: workspace).isEmpty })
  }

  @Test("A server that dies on its start is told with its last lines, and what they mean")
  func dead() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let port = try Self.freePort()
    try workspace.write(
      """
      servers:
        own:
          url: http://127.0.0.1:\(port)
          launch: {command: [sh, -c, "echo 'No module named slimgest' >&2; exit 1"]}
      corpus: pdfs
      """, to: "slimbench.yaml")
    let ended = try await Program.run(["run", "--output", "r.json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("exited with code 1; its Python lacks a module"))
    #expect(ended.error.contains("No module named slimgest"))
  }

  @Test("A port that is taken is told before anything is launched")
  func taken() async throws {
    let workspace = try Workspace()
    let server = try DocumentServer()
    let port = try #require(Int(server.url.split(separator: ":").last ?? ""))
    try Self.plan(port: port, in: workspace)
    let ended = try await Program.run(["run", "--output", "r.json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("already, so that it cannot be launched"))
  }

  @Test("What is up stays during runs until down, and its status and log are shown")
  func up() async throws {
    let workspace = try Workspace()
    try Self.plan(port: try Self.freePort(), in: workspace)
    let up = try await Program.run(["up"], in: workspace)
    #expect(up.code == 0, up.said)
    let running = Self.servers(of: workspace)
    #expect(!running.isEmpty)
    let status = try await Program.run(["status"], in: workspace)
    #expect(status.code == 0 && status.output.hasPrefix("ready"), status.said)
    let logs = try await Program.run(["logs", "own"], in: workspace)
    #expect(logs.code == 0 && logs.output.contains("listening on"), logs.said)
    let run = try await Program.run(["run", "--output", "r.json"], in: workspace)
    #expect(run.code == 0, run.said)
    #expect(Set(running).isSubset(of: Self.servers(of: workspace)))
    let down = try await Program.run(["down"], in: workspace)
    #expect(down.code == 0 && down.output.contains("stopped"), down.said)
    #expect(await eventually { Self.servers(of: workspace).isEmpty })
  }
}
