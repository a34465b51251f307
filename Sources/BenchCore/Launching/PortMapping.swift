/// A port of a container, and where the engine's host has it: `7670:7670`, or `7670` for a free one.
package struct PortMapping: Codable, Hashable, Sendable {
  package var container: Int
  /// The port on the host; nil for a free one, which is known once the container runs.
  package var host: Int?
  /// The host's address that it listens on; nil for loopback only.
  package var address: String?

  package init(container: Int, host: Int? = nil, address: String? = nil) {
    self.container = container
    self.host = host
    self.address = address
  }

  /// What is asked for, for messages.
  package static let expectation = "a port, as 7670:7670, or 7670 for a free port of the host"

  /// As `docker run --publish` takes it, without protocols and ranges.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), let container = Self.port(parts[parts.count - 1]) else {
      return nil
    }
    self.init(container: container)
    if parts.count > 1 {
      let text = parts[parts.count - 2]
      // An address alone, as 127.0.0.1::7670, leaves the port free.
      guard let port = Self.port(text) else {
        guard text.isEmpty, parts.count == 3, !parts[0].isEmpty else { return nil }
        address = parts[0]
        return
      }
      host = port
    }
    if parts.count == 3 {
      guard !parts[0].isEmpty else { return nil }
      address = parts[0]
    }
  }

  package var text: String {
    let host = host.map(String.init)
    guard let address else { return (host.map { $0 + ":" } ?? "") + "\(container)" }
    return "\(address):\(host ?? ""):\(container)"
  }

  private static func port(_ text: String) -> Int? {
    Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
  }
}
