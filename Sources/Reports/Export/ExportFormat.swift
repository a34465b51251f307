package import BenchCore

/// What a saved run can be exported as.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// A table to paste into a pull request.
  case markdown
  /// One row per request, for a spreadsheet or a script.
  case csv
  /// A report with pictures, in one file that needs nothing else.
  case html

  /// How its files end, without the dot.
  package var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .csv: "csv"
    case .html: "html"
    }
  }

  /// The format of a file, by how its name ends; nil where it ends like none.
  package init?(path: String) {
    let lowered = path.lowercased()
    guard
      let format = Self.allCases.first(where: {
        lowered.hasSuffix("." + $0.fileExtension) || lowered.hasSuffix("." + $0.rawValue)
      })
    else { return nil }
    self = format
  }
}

/// A saved run as text for somebody who does not have this program.
package enum Export {
  /// The whole file; nil for what holds no run.
  package static func text(of run: SavedRun, format: ExportFormat) -> String? {
    if format == .csv { return CSVReport.text(run) }
    guard let figures = run.figures else { return nil }
    switch format {
    case .markdown: return MarkdownReport.text(figures)
    case .html: return HTMLReport.text(run, figures)
    case .csv: return nil
    }
  }
}
