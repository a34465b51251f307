internal import BenchCore
internal import Conductor
internal import Foundation
internal import PopplerKit
internal import ProcessKit
internal import Synchronization

/// Inspects files through limited children, and prints their lines in the order of the files.
struct InspectFiles {
  let files: [String]
  let timeout: Double

  func run() throws {
    let lines = Mutex<[Int: String]>([:])
    let (files, timeout) = (files, timeout)
    try Blocking.run {
      try await RestartingWorker(
        InspectionChild.spec(executable: Program.executable), timeLimit: .seconds(timeout)
      ).run(files) { index, outcome in
        let line = Self.line(of: outcome, file: files[index])
        lines.withLock { $0[index] = line }
      }
    }
    for index in files.indices { print(lines.withLock { $0[index] } ?? "") }
  }

  private static func line(of outcome: RestartingWorker.Outcome, file: String) -> String {
    if case .line(let line) = outcome { return line }
    let defect = InspectionChild.defect(of: outcome)
    let bytes = (try? FileManager.default.attributesOfItem(atPath: file)[.size]) as? Int
    return InspectCommand.json(
      PDFInspection(
        file: file, bytes: bytes ?? 0,
        defect: defect.flatMap { PDFInspection.Defect(rawValue: $0.kind.rawValue) } ?? .crashed,
        detail: defect?.detail ?? ""))
  }
}
