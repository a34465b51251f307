import Foundation
import Glibc

@testable import CurlKit
@testable import DockerKit

/// A folder that goes with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/context-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    chmod(file, mode)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  func mode(_ name: String) -> mode_t? {
    var facts = stat()
    return stat(path + "/" + name, &facts) == 0 ? facts.st_mode & 0o7777 : nil
  }

  /// Seconds since 1970.
  func modified(_ name: String) -> Int? {
    var facts = stat()
    return stat(path + "/" + name, &facts) == 0 ? facts.st_mtim.tv_sec : nil
  }

  func link(_ name: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path + "/" + name)
  }

  func names() -> [String] {
    (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
  }

  func archive(dockerfile: String = "Dockerfile") throws -> [UInt8] {
    try BuildContext.read(path, dockerfile: dockerfile).body.segments.flatMap { $0 }
  }

  /// This folder as a build context, unpacked by the system's `tar`.
  func unpacked(dockerfile: String = "Dockerfile") throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    _ = try Tar.run(
      ["--extract", "--preserve-permissions", "--directory", copy.path],
      try archive(dockerfile: dockerfile))
    return copy
  }
}

/// The system's `tar`, as the judge of ours.
enum Tar {
  struct Failure: Error { let text: String }

  static func list(_ archive: [UInt8]) throws -> String {
    // The end is cut off on purpose, which tar says with its status.
    try run(["--list", "--verbose"], archive, mayFail: true)
  }

  static func run(_ arguments: [String], _ archive: [UInt8], mayFail: Bool = false) throws -> String
  {
    let file = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).tar"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(archive).write(to: URL(fileURLWithPath: file))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar", "--file", file] + arguments
    process.environment = [
      "LC_ALL": "C", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
    ]
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard mayFail || process.terminationStatus == 0, mayFail || complaint.isEmpty else {
      throw Failure(text: complaint)
    }
    return text
  }
}
