import BenchCore
import Testing

@Suite("A published port")
struct PortMappingTests {
  @Test(
    "is read as `docker run --publish` takes it, and written the same way",
    arguments: [
      ("7670", PortMapping(container: 7670)),
      ("80:7670", PortMapping(container: 7670, host: 80)),
      ("0.0.0.0:80:7670", PortMapping(container: 7670, host: 80, address: "0.0.0.0")),
      ("127.0.0.1::7670", PortMapping(container: 7670, address: "127.0.0.1")),
      ("1:65535", PortMapping(container: 65_535, host: 1)),
    ])
  func read(text: String, port: PortMapping) {
    #expect(PortMapping(text) == port)
    #expect(port.text == text)
  }

  @Test(
    "is refused where it says no port, or more than one",
    arguments: [
      "", ":", "0", "65536", "-1", "a", "80:", ":80", "80:b", "::80", ":1:2", "1:2:3:4", "80/tcp",
      "7000-7001", "7670 ",
    ])
  func refused(text: String) {
    #expect(PortMapping(text) == nil)
  }
}
