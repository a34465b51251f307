package import BenchCore
package import Canvas
package import Reports

/// The compare screen's own state: the files, what was computed of them, and how it is looked at.
package struct CompareView: Sendable {
  /// What is shown where there is no room for everything at once.
  package enum Section: Hashable, Sendable, CaseIterable {
    case figures, documents, charts, notes

    package var title: String {
      switch self {
      case .figures: "figures"
      case .documents: "documents"
      case .charts: "charts"
      case .notes: "notes"
      }
    }

    var next: Section {
      let all = Self.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
  }

  /// The chart that is shown where there is no room for several; the first two else alternate.
  package enum Chart: Hashable, Sendable, CaseIterable {
    case histogram, cumulative, serviceTime, throughput

    /// The next one, scaling only where there is any to be shown in its turn.
    func next(scaling: Bool) -> Chart {
      let all = scaling ? Self.allCases : [.histogram, .cumulative]
      return all[((all.firstIndex(of: self) ?? -1) + 1) % all.count]
    }
  }

  /// The files that were asked for, as the user named them.
  package private(set) var paths: [String] = []
  /// Those that were read, in the order in which they came.
  package private(set) var runs: [ComparedRun] = []
  /// Those that could not be read, with the reason.
  package private(set) var unread: [Unread] = []
  package private(set) var comparison: RunComparison?
  package private(set) var rows: [CompareRow] = []
  package private(set) var documents: CompareDocuments?
  package private(set) var scalings: [ColumnScaling] = []
  package private(set) var pivot: ComparePivot?
  package private(set) var baseline: ColumnName?
  package var section = Section.figures
  /// Rows above the first one shown, by section.
  package var offsets: [Section: Int] = [:]
  /// The first column shown.
  package var firstColumn = 0
  package var chart = Chart.histogram
  package var order = CompareDocuments.Order.difference { didSet { listDocuments() } }
  /// What documents' names have to hold, and whether it is being typed.
  package var filter = TextInput() { didSet { listDocuments() } }
  package var isTyping = false

  package init(paths: [String] = []) { self.paths = paths }

  /// A file that could not be read; both are foreign text.
  package struct Unread: Hashable, Sendable {
    package let path: String
    /// Where and why not.
    package let reason: String
  }

  /// Files of which nothing is known yet.
  var outstanding: Int { max(0, paths.count - runs.count - unread.count) }

  /// Whether a file was asked for, and not by an earlier comparison.
  func awaits(_ path: String) -> Bool {
    let known = runs.count { $0.name == path } + unread.count { $0.path == path }
    return known < paths.count { $0 == path }
  }

  mutating func miss(_ path: String, _ reason: String) {
    unread.append(Unread(path: path, reason: reason))
  }

  /// Takes a file in; the comparison is computed then, and not for every picture.
  mutating func take(_ run: ComparedRun) {
    runs.append(run)
    compute()
  }

  mutating func turn(to pivot: ComparePivot) {
    self.pivot = pivot
    // The same column is the baseline, wherever it stands now.
    if let comparison, comparison.columns.indices.contains(comparison.baseline) {
      baseline = ColumnName(comparison.columns[comparison.baseline])
    }
    compute()
  }

  mutating func begin(from column: Int) {
    guard let comparison, comparison.columns.indices.contains(column) else { return }
    pivot = comparison.pivot
    baseline = ColumnName(comparison.columns[column])
    compute()
  }

  private mutating func compute() {
    let made = RunComparison(runs, baseline: baseline, pivot: pivot)
    rows = CompareRows.all(made)
    scalings = made.columns.indices.map { made.scaling(ofColumn: $0) }
    comparison = made
    firstColumn = min(firstColumn, max(0, made.columns.count - 1))
    listDocuments()
  }

  private mutating func listDocuments() {
    documents = comparison.map { CompareDocuments($0, order: order, filter: filter.text) }
    offsets[.documents] = 0
  }
}

/// What a key means on the compare screen.
package enum CompareCommand: Hashable, Sendable {
  case pivot, baseline, section, chart, order, filter, left, right, back
  /// In the filter.
  case accept, clear
}
