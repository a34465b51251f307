import Foundation
import Glibc
import Testing

/// A user who may not do everything: whoever runs the tests, or nobody, where root does.
enum OtherUser {
  /// What a command is run through to be that user's.
  static let prefix = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--clear-groups"] : []
  static let reason: Comment = "root is stopped by no permission, and nobody cannot run the program"

  /// Whether the program can be run as that user.
  static let canRun: Bool = {
    guard let command = prefix.first else { return true }
    let process = Process()
    process.executableURL = URL(filePath: command)
    process.arguments = prefix.dropFirst() + [Program.path, "--version"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
