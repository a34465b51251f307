/// What finding an engine depends on, as values: the environment, the user, and files.
internal import Foundation
internal import Glibc

package struct Surroundings: Sendable {
  package var environment: [String: String]
  package var home: String
  package var user: UInt32
  /// The content of a file; nil if it cannot be read.
  package var read: @Sendable (String) -> [UInt8]?
  /// The names in a folder; none if it cannot be read.
  package var names: @Sendable (String) -> [String]

  package init(
    environment: [String: String], home: String, user: UInt32,
    read: @escaping @Sendable (String) -> [UInt8]?,
    names: @escaping @Sendable (String) -> [String]
  ) {
    self.environment = environment
    self.home = home
    self.user = user
    self.read = read
    self.names = names
  }

  /// Those of this process.
  package static var current: Surroundings {
    let environment = ProcessInfo.processInfo.environment
    return Surroundings(
      environment: environment, home: environment["HOME"] ?? NSHomeDirectory(), user: getuid(),
      read: { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } },
      names: { ((try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []).sorted() })
  }

  /// A variable that is set to something.
  func value(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
