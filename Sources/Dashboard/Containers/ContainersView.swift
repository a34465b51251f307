package import BenchCore
internal import Canvas

/// The containers screen's own state: the table, and how it is looked at.
package struct ContainersView: Sendable {
  package internal(set) var table = ContainerTable()
  /// The time on our clock, as far as it was told.
  package internal(set) var now = WallTime.zero
  /// How the screen was opened.
  package var options = Options()
  /// Whether the engine is looked for, or was found.
  package internal(set) var isOpen = false
  /// Places in the table of what the filter lets through, in the order of the list.
  private(set) var shown: [Int] = []
  var order = ContainersOrder()
  var filter = TextInput() { didSet { parsed = ContainersFilter(filter.text) } }
  private(set) var parsed = ContainersFilter("")
  /// The line that has the keyboard.
  var line: TextLine?
  /// Id of the chosen container; it stays chosen wherever the list moves it.
  var selected: String?
  /// Whether the user has chosen; until then the first of the list is.
  var isChosen = false
  private var standing = 0
  /// Rows above the first one shown.
  var offset = 0
  /// Ids of those whose use is streamed.
  var watched: [String] = []
  var pane = Pane.overview
  /// Whether the chosen container fills the screen.
  var isOpened = false
  var log = ContainerLogView()
  /// How far each pane is scrolled.
  var scrolls: [Pane: Int] = [:]
  /// What is being done to containers, by their ids.
  var pending: [String: ContainerAction] = [:]

  package init() {}

  /// Most containers whose use is streamed, beside the chosen one.
  static let mostWatched = 20

  /// How the screen was opened.
  package struct Options: Hashable, Sendable {
    /// Only these, by their names or the beginning of their ids; all where it is empty.
    package var names: [String]
    /// Whether nothing may be done to containers.
    package var isReadOnly: Bool
    /// Seconds that the user's clock is ahead of UTC.
    package var zone: Int

    package init(names: [String] = [], isReadOnly: Bool = false, zone: Int = 0) {
      self.names = names
      self.isReadOnly = isReadOnly
      self.zone = zone
    }
  }

  /// A line that is typed into.
  enum TextLine: Hashable, Sendable {
    case filter, search, filterLog, excludeLog
  }

  /// What is shown of the chosen container.
  enum Pane: Hashable, Sendable, CaseIterable {
    case overview, log, health, events, facts

    var title: String {
      switch self {
      case .overview: "overview"
      case .log: "log"
      case .health: "health"
      case .events: "events"
      case .facts: "facts"
      }
    }

    func moved(_ step: Int) -> Pane {
      let all = Self.allCases
      let index = (all.firstIndex(of: self) ?? 0) + step
      return all[(index % all.count + all.count) % all.count]
    }
  }

  /// Index in the list of the chosen container; nil where nothing is listed.
  var selectedIndex: Int? {
    guard let selected else { return nil }
    return shown.firstIndex { table.rows[$0].id == selected }
  }

  /// The chosen container.
  var selectedRow: ContainerRow? { selected.flatMap { table[$0] } }

  func row(_ index: Int) -> ContainerRow { table.rows[shown[index]] }

  /// Chooses what stands at an index of the list, or nearest to it.
  mutating func choose(_ index: Int) {
    standing = min(max(0, index), max(0, shown.count - 1))
    selected = shown.indices.contains(standing) ? table.rows[shown[standing]].id : nil
  }

  /// Brings the list up to date with the table, the order and the filter.
  mutating func arrange() {
    let rows = table.rows
    shown = order.sorted(
      rows.indices.filter { isWanted(rows[$0]) && parsed.admits(rows[$0]) }, of: rows)
    if isChosen, let index = selectedIndex {
      standing = index
      return
    }
    choose(isChosen ? standing : 0)
  }

  private func isWanted(_ row: ContainerRow) -> Bool {
    options.names.isEmpty
      || options.names.contains {
        $0 == row.name || $0.count >= 4 && row.id.hasPrefix($0)
      }
  }

  /// Containers that could be shown, before the filter.
  var wantedCount: Int { table.rows.count { isWanted($0) && !$0.isGone } }
}
