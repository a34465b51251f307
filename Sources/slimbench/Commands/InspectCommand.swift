internal import ArgumentParser
internal import Conductor
internal import Foundation
internal import Glibc
internal import PopplerKit

/// `slimbench inspect`: facts of PDF files as JSON lines, one a file.
///
/// This is the process that may die of a document. Without `--batch` each file is looked at by a
/// child of this very command, so that one deadly file costs its own line only.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Prints pages, page sizes and defects of PDF files, a JSON line each.",
    discussion: """
      Each file is opened in a child process with limits on time and memory: a file that kills the \
      PDF library is reported as crashed, one that takes too long as tooSlow.
      """)

  @Argument(help: "PDF files.")
  var files: [String] = []

  @Option(help: "Longest time for one file, seconds.")
  var timeout = 20.0

  @Flag(
    help: ArgumentHelp(
      "Reads NUL-ended paths from standard input, and risks this process.", visibility: .hidden))
  var batch = false

  @Option(help: ArgumentHelp("Address space of the process, MiB.", visibility: .hidden))
  var memory = 2048

  @Option(help: ArgumentHelp("Processor time of the process, seconds.", visibility: .hidden))
  var cpu = 600

  func validate() throws {
    if files.isEmpty && !batch { throw ValidationError("name at least one PDF file") }
    if timeout <= 0 { throw ValidationError("--timeout must be more than 0 seconds") }
  }

  func run() throws {
    guard batch else { return try InspectFiles(files: files, timeout: timeout).run() }
    NativeMessages.silence()
    do { try ProcessLimits.apply(addressSpaceMegabytes: memory, cpuSeconds: cpu) } catch {
      Program.complain("slimbench: \(error.message)")
      throw ExitCode(1)
    }
    // From here on standard error could only carry a font library's thousands of complaints.
    NativeMessages.discardStandardError()
    while let path = Self.nextPath() {
      print(Self.json(Self.inspect(path)))
      fflush(nil)
    }
  }

  /// The inspection as its line.
  static func json(_ inspection: PDFInspection) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(inspection) else { return "{}" }
    return String(decoding: line, as: UTF8.self)
  }

  /// The next NUL-ended path of standard input; nil at its end.
  private static func nextPath() -> String? {
    var bytes: [UInt8] = []
    while true {
      let byte = getchar()
      guard byte != EOF else { return nil }
      guard byte != 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
  }

  private static func inspect(_ path: String) -> PDFInspection {
    switch FileReading.bytes(path: path) {
    case .success(let bytes): PDFInspector.inspect(bytes: bytes, name: path)
    case .failure(let reason):
      PDFInspection(file: path, bytes: 0, defect: .unreadable, detail: reason.text)
    }
  }
}
