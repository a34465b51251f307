internal import Foundation

/// Where the program keeps what outlives it: `$XDG_STATE_HOME/slimbench`.
package enum StateFolder {
  /// The folder's path; nil where the user has no home.
  package static func path(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    if let set = environment["XDG_STATE_HOME"], set.hasPrefix("/") { return set + "/slimbench" }
    if let home = environment["HOME"], home.hasPrefix("/") {
      return home + "/.local/state/slimbench"
    }
    return nil
  }
}
