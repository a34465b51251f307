/// A real engine, where SLIMBENCH_TEST_ENGINE names one; the tests that need it are skipped
/// otherwise.
///
/// The engine must run on this machine. The image is made of the machine's static busybox, so that
/// no registry is needed.
import CurlKit
import DockerKit
import Foundation
import Synchronization
import Testing

enum WatchedEngine {
  static let addressText = ProcessInfo.processInfo.environment["SLIMBENCH_TEST_ENGINE"]
  static let isThere = addressText != nil
  static let reason: Comment = "SLIMBENCH_TEST_ENGINE names no engine"
  /// What the containers of these tests are found by.
  static let label = "slimbench.test"
  private static let image = Mutex(false)

  static func connect() async throws -> Engine {
    let engine = try await Engine.connect(
      try EngineAddress(addressText ?? ""), timeout: .seconds(50))
    if !image.withLock({ $0 }) {
      try await importImage(engine)
      image.withLock { $0 = true }
    }
    return engine
  }

  private static func importImage(_ engine: Engine) async throws {
    var call = EngineCall(
      "POST", "/images/create", query: [("fromSrc", "-"), ("repo", "slimbench-test")],
      timeout: .seconds(60))
    call.body = .init(segments: [try BusyboxTar.busybox()])
    call.headers = ["Content-Type: application/x-tar"]
    _ = try await engine.call(call)
  }

  /// What a test asks of a container.
  struct Wish: Encodable, Sendable {
    struct Host: Encodable, Sendable {
      struct Restart: Encodable, Sendable {
        var Name: String
        var MaximumRetryCount: Int
      }

      var NanoCpus: Int?
      var Memory: Int?
      var MemorySwap: Int?
      var NetworkMode = "none"
      var Binds: [String]?
      var RestartPolicy: Restart?
    }

    struct Check: Encodable, Sendable {
      var Test: [String]
      var Interval = 200_000_000
      var Timeout = 1_000_000_000
      var Retries = 1
    }

    var Image = "slimbench-test"
    var Entrypoint = ["/bin/busybox", "sh", "-c"]
    var Cmd: [String]
    var Labels = [WatchedEngine.label: "1"]
    var Tty = false
    var Healthcheck: Check?
    var HostConfig = Host()

    init(_ script: String) {
      Cmd = [script]
    }
  }
}

extension Engine {
  /// Makes a container and starts it; it is removed when its owner goes.
  func run(_ wish: WatchedEngine.Wish, start: Bool = true) async throws -> RealContainer {
    let call = EngineCall("POST", "/containers/create", timeout: .seconds(50))
      .json(try JSON.bytes(of: wish))
    let id = try #require(try await self.call(call).json?["Id"].text)
    let container = RealContainer(engine: self, id: id)
    if start { try await container.post("start") }
    return container
  }
}

final class RealContainer: Sendable {
  let engine: Engine
  let id: String

  init(engine: Engine, id: String) {
    self.engine = engine
    self.id = id
  }

  deinit {
    Task { [engine, id] in
      _ = try? await engine.call(
        EngineCall("DELETE", "/containers/\(id)", query: [("force", "1"), ("v", "1")]))
    }
  }

  func post(_ what: String, _ query: [(name: String, value: String)] = []) async throws {
    _ = try await engine.call(
      EngineCall("POST", "/containers/\(id)/\(what)", query: query, timeout: .seconds(50)))
  }

  /// A runtime gives up when a busy machine does not let it freeze all processes at once.
  func pause() async throws {
    for _ in 0..<20 where (try? await post("pause")) != nil { return }
    try await post("pause")
  }

  func remove() async throws {
    _ = try await engine.call(
      EngineCall("DELETE", "/containers/\(id)", query: [("force", "1")], timeout: .seconds(50)))
  }
}

/// A tar with a static busybox and nothing else.
private enum BusyboxTar {
  static func busybox() throws -> [UInt8] {
    let program = [UInt8](try Data(contentsOf: URL(filePath: "/bin/busybox")))
    var bytes: [UInt8] = []
    for folder in ["bin/", "tmp/", "dev/", "proc/", "sys/", "etc/"] {
      bytes += header(folder, size: 0, kind: "5", mode: "0000755")
    }
    bytes += header("bin/busybox", size: program.count, kind: "0", mode: "0000755")
    bytes += program + [UInt8](repeating: 0, count: (512 - program.count % 512) % 512)
    return bytes + [UInt8](repeating: 0, count: 1024)
  }

  private static func header(_ name: String, size: Int, kind: String, mode: String) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    put(name, at: 0)
    put(mode, at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    let octal = String(size, radix: 8)
    put(String(repeating: "0", count: 11 - octal.count) + octal, at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put(kind, at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - sum.count) + sum + "\0 ", at: 148)
    return block
  }
}
