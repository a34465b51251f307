internal import Foundation

/// The PDF files of a folder, as the user sees it: sorted, without subfolders.
struct CorpusFolder {
  let directory: String

  /// Names of the files that end in `.pdf`, in any case, sorted by their bytes.
  func names() throws(CorpusError) -> [String] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) else {
      throw CorpusError("\(directory): there is no such folder")
    }
    guard isDirectory.boolValue else {
      throw CorpusError("\(directory): is a file; name the folder that holds the PDFs")
    }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
        .filter { $0.lowercased().hasSuffix(".pdf") }
        .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    } catch {
      throw CorpusError("\(directory): cannot be listed: \(error.localizedDescription)")
    }
  }

  func path(_ name: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }
}

/// Why a corpus cannot be used.
package struct CorpusError: Error, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
