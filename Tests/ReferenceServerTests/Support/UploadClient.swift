import Foundation
import Testing

/// Programs that speak HTTP and multipart and share no code with the server.
///
/// The Python clients need an interpreter that can import them: `python3`, or what
/// `SLIMBENCH_PYTHON` names.
enum UploadClient: String, CaseIterable, CustomTestStringConvertible, Sendable {
  case curl, httpx, requests

  var testDescription: String { rawValue }

  static let available: [UploadClient] = allCases.filter { client in
    client == .curl || (python.map { canImport(client.rawValue, $0) } ?? false)
  }

  private static let python: String? =
    ProcessInfo.processInfo.environment["SLIMBENCH_PYTHON"] ?? "python3"

  /// Uploads a file with a DPI in the form and in the query; returns the body of the answer.
  func upload(_ file: URL, dpi: String, to url: String) async throws -> [UInt8] {
    let target = "\(url)?dpi=\(dpi)"
    switch self {
    case .curl:
      return try await Tool.run(
        "curl",
        [
          "--silent", "--show-error", "--max-time", "60", "--form",
          "file=@\(file.path);type=application/pdf", "--form", "dpi=\(dpi)", target,
        ])
    case .httpx, .requests:
      let script = """
        import sys, \(rawValue) as client
        with open(sys.argv[1], 'rb') as file:
            answer = client.post(sys.argv[3], files={'file': file}, data={'dpi': sys.argv[2]},
                                 timeout=60)
        sys.stdout.buffer.write(answer.content)
        """
      return try await Tool.run(Self.python ?? "", ["-c", script, file.path, dpi, target])
    }
  }

  private static func canImport(_ module: String, _ python: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", "import \(module)"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
