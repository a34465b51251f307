internal import BenchCore
internal import Foundation
internal import ProcessKit

/// One line of `slimbench inspect`, as the parent reads it.
///
/// The child is another process on purpose, and its line is foreign input: whatever does not parse
/// is a defect of the document, never an error of ours.
struct InspectionLine: Decodable {
  var pages: Int
  var pageSizes: [PageSize]
  var defect: String?
  var detail: String?

  /// What an inspection can tell beyond the bytes.
  struct Facts: Sendable {
    var pages: Int?
    var pageSizes: [PageSize] = []
    var defect: DocumentDefect?
  }

  /// What became of a document in the child.
  static func facts(of outcome: RestartingWorker.Outcome) -> Facts {
    if let defect = InspectionChild.defect(of: outcome) { return Facts(defect: defect) }
    guard case .line(let line) = outcome,
      let parsed = try? JSONDecoder().decode(Self.self, from: Data(line.utf8))
    else {
      return Facts(
        defect: DocumentDefect(
          kind: .crashed, detail: "the inspection gave no readable answer"))
    }
    let kind = parsed.defect.map { DocumentDefect.Kind(rawValue: $0) ?? .damaged }
    return Facts(
      pages: kind == nil || parsed.pages > 0 ? parsed.pages : nil, pageSizes: parsed.pageSizes,
      defect: kind.map { DocumentDefect(kind: $0, detail: parsed.detail ?? $0.rawValue) })
  }
}
