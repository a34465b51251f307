import Foundation

/// Runs other people's programs, which is how the tests get a second opinion.
enum Tool {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs a program found in the search path and returns what it wrote to standard output.
  static func run(_ name: String, _ arguments: [String]) async throws -> [UInt8] {
    try await blocking {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [name] + arguments
      let output = Pipe()
      let errors = Pipe()
      process.standardOutput = output
      process.standardError = errors
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let bytes = output.fileHandleForReading.readDataToEndOfFile()
      let complaints = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Failure(
          description: "\(name) ended with \(process.terminationStatus): "
            + String(decoding: complaints, as: UTF8.self)
        )
      }
      return Array(bytes)
    }
  }

  static func text(_ name: String, _ arguments: [String]) async throws -> String {
    String(decoding: try await run(name, arguments), as: UTF8.self)
  }

  /// Makes a folder for one test and removes it afterwards.
  static func withFolder<Result: Sendable>(
    _ body: @Sendable (URL) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "reference-server-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}
