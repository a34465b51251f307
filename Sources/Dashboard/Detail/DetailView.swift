package import BenchCore
internal import Canvas
internal import Reports

/// One saved run, opened: its table, documents, failures, and what it was asked to do.
package struct DetailView: Sendable {
  /// The file, as the user named it.
  package let path: String
  let opened: OpenedRun
  /// The final table and all that is said under it.
  let content: ReportContent
  /// What fills the screen.
  package internal(set) var pane = Pane.report
  /// Which point of a sweep the documents are of.
  var point = 0
  var order = DetailOrder()
  /// What documents' names have to hold.
  var filter = TextInput()
  /// Whether the filter is being typed.
  var isTyping = false
  /// The documents that are listed, in their order.
  private(set) var rows: [DocumentRow] = []
  /// Index of the chosen one, and how many are above the first one shown.
  var selected = 0
  var offset = 0
  /// The document whose rounds are shown in place of the list.
  var rounds: DocumentRounds?
  /// Lines above the first one shown, by pane; the rounds have their own.
  var scrolls: [Pane: Int] = [:]
  var roundsScroll = 0

  init(_ opened: OpenedRun, path: String, glyphs: Glyphs) {
    self.path = path
    self.opened = opened
    content = ReportContent(opened.figures, glyphs: glyphs)
    list()
  }

  package var run: SavedRun { opened.run }

  /// The documents' table; nil for a plan without a point.
  var table: DocumentTable? {
    opened.tables.indices.contains(point) ? opened.tables[point] : opened.tables.first
  }

  /// Whether a key does something that can be seen now.
  func canDo(_ command: DetailCommand) -> Bool {
    switch command {
    case .enter, .order, .reverse, .filter: pane == .documents && rounds == nil
    case .nextPoint: pane == .documents && opened.tables.count > 1
    default: true
    }
  }

  /// Failed requests of the whole run.
  var failed: Int { opened.figures.failures.reduce(0) { $0 &+ $1.count } }

  /// Brings the list up to date with the point, the order and the filter.
  mutating func list() {
    let chosen = rows.indices.contains(selected) ? rows[selected].document : nil
    let wanted = filter.text.lowercased()
    let all = (table?.rows ?? []).filter {
      wanted.isEmpty || $0.name.lowercased().contains(wanted)
    }
    rows = order.sorted(all)
    selected = chosen.flatMap { document in rows.firstIndex { $0.document == document } } ?? 0
  }

  /// What a saved run has to show.
  package enum Pane: Int, Hashable, Sendable, CaseIterable {
    case report, documents, failures, plan

    /// As the screen names it.
    var title: String {
      switch self {
      case .report: "table"
      case .documents: "documents"
      case .failures: "failures"
      case .plan: "plan"
      }
    }

    /// The one so many further on, from the last to the first.
    func moved(_ step: Int) -> Pane {
      let count = Self.allCases.count
      return Self.allCases[(rawValue + step + count) % count]
    }
  }
}

/// What a key means where a saved run is open.
package enum DetailCommand: Hashable, Sendable {
  case nextPane, previousPane, enter, back
  case order, reverse, filter, nextPoint
  case replay, export, again
  /// In the filter.
  case accept, clear
}
