import Foundation

/// A program of the system that checks our files independently, where it is installed.
enum Tool {
  static func exists(_ name: String) -> Bool {
    (try? run(name, ["--version"]))?.status == 0
  }

  /// Whether Python has a module.
  static func pythonHas(_ module: String) -> Bool {
    (try? run("python3", ["-c", "import \(module)"]))?.status == 0
  }

  static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
