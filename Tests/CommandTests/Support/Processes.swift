import Foundation
import Glibc

/// The processes that belong to a workspace: everything that was started with its home.
enum Processes {
  /// Identifiers of the living ones.
  static func of(_ workspace: Workspace) -> [pid_t] {
    let home = "HOME=\(workspace.environment["HOME"] ?? "?")"
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { pid_t($0) }.filter { identifier in
      guard let data = FileManager.default.contents(atPath: "/proc/\(identifier)/environ") else {
        return false
      }
      return data.split(separator: 0).contains { $0.elementsEqual(home.utf8) }
    }
  }

  /// The command line of one, its words separated by spaces.
  static func command(_ identifier: pid_t) -> String {
    let data = FileManager.default.contents(atPath: "/proc/\(identifier)/cmdline") ?? Data()
    return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
  }
}

/// Waits until something holds; false when it does not in time.
func eventually(seconds: Int = 60, _ condition: () throws -> Bool) async rethrows -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now + .seconds(seconds)
  while try !condition() {
    guard clock.now < deadline else { return false }
    try? await Task.sleep(for: .milliseconds(20))
  }
  return true
}
