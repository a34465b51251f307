/// Something wrong in a plan file, with where.
package struct PlanFileIssue: Hashable, Sendable {
  /// The file's name, as the user wrote it.
  package var file: String
  /// From 1; nil where the file as a whole is meant.
  package var line: Int?
  /// From 1, in Unicode scalars.
  package var column: Int?
  /// Path of the key: `servers.python.url`, `dpi[1]`; empty outside of any.
  package var key: String
  /// What is wrong, and what would be right.
  package var message: String
}

extension PlanFileIssue: CustomStringConvertible {
  /// `slimbench.yaml:4:10: servers.rust.url: what is wrong`.
  package var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return place + ": " + (key.isEmpty ? "" : key + ": ") + message
  }
}

/// Why a plan file cannot be used: everything that was found, in the file's order.
package struct PlanFileError: Error, Hashable, Sendable, CustomStringConvertible {
  package var issues: [PlanFileIssue]

  /// One issue a line.
  package var description: String { issues.map(\.description).joined(separator: "\n") }
}
