import DockerKit
import Testing

@Suite("An engine's address")
struct EngineAddressTests {
  @Test(
    "is read from URLs and paths",
    arguments: [
      ("unix:///var/run/docker.sock", EngineAddress.unix(path: "/var/run/docker.sock")),
      ("/tmp/a b.sock", .unix(path: "/tmp/a b.sock")),
      ("tcp://engine:2375", .tcp(host: "engine", port: 2375)),
      ("tcp://engine", .tcp(host: "engine", port: 2375)),
      ("http://10.0.0.1:9000/", .tcp(host: "10.0.0.1", port: 9000)),
      ("tcp://[::1]:2375", .tcp(host: "::1", port: 2375)),
    ])
  func reading(_ text: String, _ address: EngineAddress) throws {
    #expect(try EngineAddress(text) == address)
    #expect(try EngineAddress(address.description) == address)
  }

  @Test(
    "is refused with advice where it cannot be used",
    arguments: [
      ("ssh://me@host/run/docker.sock", "me@host"), ("tcp://host:2376", "ssh"),
      ("https://host:2376", "ssh"), ("fd://", "unix:///"), ("npipe:////./pipe/docker", "unix:///"),
      ("unix://relative.sock", "three slashes"), ("nonsense", "unix:///"), ("", "unix:///"),
      ("tcp://host:99999", "tcp://"), ("tcp://:2375", "tcp://"), ("tcp://[::1", "tcp://"),
      ("unix:///" + String(repeating: "x", count: 107), "link"), ("/a\u{7}", "three slashes"),
    ])
  func refusal(_ text: String, _ advice: String) throws {
    let error = try #require(throws: EngineError.self) { try EngineAddress(text) }
    #expect(error.kind == .unsupported)
    #expect(error.advice?.contains(advice) == true)
  }

  @Test("may have 107 bytes of path, as many as the system takes")
  func longest() throws {
    let path = "/" + String(repeating: "x", count: 106)
    #expect(try EngineAddress(path) == .unix(path: path))
  }
}
