/// A version of the interface, such as 1.41.
package struct APIVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var major: Int
  package var minor: Int

  /// The newest that we know; a newer engine is spoken to in this one.
  package static let newest = APIVersion(1, 52)
  /// The oldest that has what we need: health checks and their events.
  package static let oldest = APIVersion(1, 24)
  /// The oldest that takes GPUs; those before start a container without and say nothing.
  package static let oldestWithGPUs = APIVersion(1, 40)

  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `1.41`; nil if it is no version.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), major >= 0,
      minor >= 0
    else { return nil }
    self.init(major, minor)
  }

  package static func < (one: APIVersion, other: APIVersion) -> Bool {
    (one.major, one.minor) < (other.major, other.minor)
  }

  package var description: String { "\(major).\(minor)" }
}
