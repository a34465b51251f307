internal import Foundation

/// `slimbench.yaml`: what to run, written down.
///
///     servers:
///       python: {name: Python FastAPI, url: http://localhost:7670}
///       rust:   {name: Rust Axum,      url: http://localhost:7671}
///     corpus: test_pdfs/
///     dpi: [100, 150, 300]
///     rounds: 5
///
/// Every key may be left out; the command line or a default fills the gap.
package enum PlanFile {
  /// Reads a file; relative paths in it are meant from its own folder.
  ///
  /// - Throws: `PlanFileError` with every issue, each with its line and key.
  package static func load(_ path: String) throws(PlanFileError) -> PlanDraft {
    let data: Data
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      data = try file.read(upToCount: YAMLReader.byteLimit + 1) ?? Data()
    } catch {
      let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
      throw whole(path, "it cannot be read: \(reason)")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw whole(path, "it is not UTF-8 text")
    }
    let slash = path.lastIndex(of: "/")
    return try parse(text, name: path, directory: slash.map { String(path[..<$0]) } ?? "")
  }

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - name: the file's name in messages.
  ///   - directory: where relative paths are meant from; empty for the working directory.
  /// - Throws: `PlanFileError` with every issue, each with its line and key.
  package static func parse(
    _ text: String, name: String, directory: String = ""
  ) throws(PlanFileError) -> PlanDraft {
    let root: YAMLValue?
    do {
      root = try YAMLReader.read(text)
    } catch {
      let issue = PlanFileIssue(
        file: name, line: error.place?.line, column: error.place?.column, key: "",
        message: error.message)
      throw PlanFileError(issues: [issue])
    }
    guard let root, !root.isEmpty else {
      throw whole(name, "it is empty; name at least the servers and the corpus")
    }
    var decoder = PlanDecoder(file: name, directory: directory)
    let draft = decoder.draft(root)
    let issues = decoder.reader.issues
    guard issues.isEmpty else {
      throw PlanFileError(
        issues: issues.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) })
    }
    return draft
  }

  private static func whole(_ name: String, _ message: String) -> PlanFileError {
    PlanFileError(
      issues: [PlanFileIssue(file: name, line: nil, column: nil, key: "", message: message)])
  }
}
