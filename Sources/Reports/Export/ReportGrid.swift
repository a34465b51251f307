internal import BenchCore
internal import Canvas

/// A table as rows of cells, for formats that lay tables out themselves.
struct ReportGrid {
  /// A row with what is known of its place.
  struct Row {
    var cells: [String]
    /// Whether a line across comes before it.
    var startsGroup = false
    /// How deep its first cell stands under the row that it belongs to.
    var depth = 0
  }

  var header: [String]
  var alignments: [DisplayWidth.Alignment]
  var rows: [Row] = []

  /// A column for each server, each but the first with its differences in words after it.
  init(_ comparison: Comparison) {
    header = [comparison.title]
    for (index, name) in comparison.names.enumerated() {
      header.append(name)
      if index > 0 {
        header.append(comparison.names.count == 2 ? "Difference" : "\(name), difference")
      }
    }
    alignments = [.leading] + header.dropFirst().map { _ in .trailing }
    rows = comparison.rows.map { row in
      let label = row.label.drop { $0 == " " }
      var cells = [String(label)]
      for index in row.values.indices {
        cells.append(row.values[index])
        if index > 0 { cells.append(row.differences[index]) }
      }
      return Row(
        cells: cells, startsGroup: row.startsGroup, depth: (row.label.count - label.count) / 2)
    }
  }

  /// Rows of texts: the first column is of names, all others of figures.
  init(header: [String], rows: [Row]) {
    self.header = header
    self.rows = rows
    alignments = [.leading] + header.dropFirst().map { _ in .trailing }
  }

  /// All columns of a sweep's table that have something to say.
  init(_ sweep: SweepTable) {
    let table = sweep.table(.unicode)
    header = table.header
    alignments = table.alignments
    var startsGroup = false
    for row in table.rows {
      switch row {
      case .rule: startsGroup = true
      case .cells(let cells):
        rows.append(Row(cells: cells, startsGroup: startsGroup))
        startsGroup = false
      }
    }
  }

  /// The tables of a run, in the report's order.
  static func all(of content: ReportContent) -> [ReportGrid] {
    (content.sweep.map { [ReportGrid($0)] } ?? []) + content.comparisons.map { ReportGrid($0) }
  }
}
