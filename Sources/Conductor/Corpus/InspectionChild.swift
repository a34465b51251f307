package import BenchCore
package import ProcessKit

/// The child that inspects documents, and what it means when it gives no answer.
package enum InspectionChild {
  /// This program, told to read NUL-ended paths from its standard input.
  ///
  /// A line holds the page sizes of a whole document, of which a mixed one has thousands.
  package static func spec(executable: String) -> ProcessSpec {
    ProcessSpec(executable, ["inspect", "--batch"], lineLimit: 4 << 20, linesKept: 20)
  }

  /// The defect that a missing answer shows; nil where there is an answer.
  package static func defect(of outcome: RestartingWorker.Outcome) -> DocumentDefect? {
    switch outcome {
    case .line: nil
    case .died(let status):
      DocumentDefect(kind: .crashed, detail: "the PDF library did not survive it: \(status)")
    case .timedOut: DocumentDefect(kind: .tooSlow, detail: "its inspection took too long")
    case .overlong:
      DocumentDefect(kind: .crashed, detail: "the inspection's answer was too long to read")
    case .unsendable: DocumentDefect(kind: .unreadable, detail: "its name holds a NUL byte")
    }
  }
}
