internal import Canvas

/// Every key of every screen, drawn from the table that gives keys their meaning.
struct HelpOverlay: Widget {
  let scroll: Int

  func draw(on canvas: inout Canvas, in area: Rect) {
    let scrolls = Self.furthest(in: OverlayPanel.inner(in: area)) > 0
    let panel = Panel(
      title: Line("Keys", Style(.title).bold),
      footer: Line(scrolls ? "↑ ↓ scroll   Esc close" : "Esc close", .muted), isFocused: true)
    let inner = OverlayPanel.draw(panel, on: &canvas, in: area)
    let lines = Self.columns(in: inner, canvas.glyphs)
    let areas = inner.columns(
      [Constraint](repeating: .share(1), count: lines.count), gap: Self.gap)
    let longest = lines.map(\.count).max() ?? 0
    let top = min(scroll, Self.furthest(in: inner))
    for (column, area) in zip(lines, areas) {
      for (index, line) in column.dropFirst(top).prefix(area.height).enumerated() {
        canvas.put(line, y: index, in: area)
      }
    }
    canvas.draw(
      Scrollbar(total: longest, visible: inner.height, offset: top),
      in: Rect(x: inner.right, y: inner.y, width: 1, height: inner.height))
  }

  /// Cells between columns.
  private static let gap = 3

  /// How far it can be scrolled in a place.
  static func furthest(in area: Rect) -> Int {
    max(0, (columns(in: area, .braille).map(\.count).max() ?? 0) - max(0, area.height))
  }

  /// Where it is scrolled to at first: to the keys of the screen that it was called from, where they
  /// stand in one column.
  static func top(of context: KeyContext, in area: Rect) -> Int {
    guard let group = HelpGroup.all.first(where: { $0.contexts.contains(context) }),
      case let columns = columns(in: area, .braille), columns.count == 1,
      let line = columns[0].firstIndex(where: { $0 == group.heading })
    else { return 0 }
    return min(line, furthest(in: area))
  }

  /// The groups dealt to columns of about equal height, each without blank lines at its end.
  private static func columns(in area: Rect, _ glyphs: GlyphSet) -> [[Line]] {
    let count = area.width >= 130 ? 3 : area.width >= 84 ? 2 : 1
    let width = (area.width - gap * (count - 1)) / count
    var told: Set<String> = []
    let groups = HelpGroup.all.map { $0.lines(width: width, glyphs, told: &told) }
      .filter { !$0.isEmpty }
    let total = groups.reduce(0) { $0 + $1.count }
    var columns: [[Line]] = [[]]
    for group in groups {
      let isFull = (columns.last?.count ?? 0) + group.count / 2 > total / count
      if isFull && columns.count < count { columns.append([]) }
      columns[columns.count - 1] += group
    }
    return columns.map { Array($0.dropLast()) }
  }
}

/// Keys that are told together.
private struct HelpGroup {
  let title: String
  let contexts: [KeyContext]
  /// Commands of every screen are told once, at the end.
  let isEverywhere: Bool

  static let all = [
    HelpGroup(title: "Setup", contexts: [.field, .setup], isEverywhere: false),
    HelpGroup(title: "Run", contexts: [.running, .finished], isEverywhere: false),
    HelpGroup(title: "Replay", contexts: [.replaying], isEverywhere: false),
    HelpGroup(title: "Results", contexts: [.results, .resultsText], isEverywhere: false),
    HelpGroup(title: "An open result", contexts: [.detail, .detailText], isEverywhere: false),
    HelpGroup(title: "Compare", contexts: [.compare, .compareText], isEverywhere: false),
    HelpGroup(title: "Reports", contexts: [.export], isEverywhere: false),
    HelpGroup(title: "Corpus", contexts: [.corpus], isEverywhere: false),
    HelpGroup(
      title: "Containers", contexts: [.containers, .containerText], isEverywhere: false),
    HelpGroup(title: "A container", contexts: [.container], isEverywhere: false),
    HelpGroup(title: "Help, errors, log", contexts: [.reading, .log], isEverywhere: false),
    HelpGroup(title: "Everywhere", contexts: [.finished, .field], isEverywhere: true),
  ]

  private static let everywhere: Set<Command> = [
    .show(.setup), .show(.run), .show(.results), .show(.compare), .show(.corpus),
    .show(.containers), .nextTheme, .help, .quit, .end, .suspend, .redraw,
  ]

  var heading: Line { Line(title, Style(.accent).bold) }

  /// Cells before what a key does.
  private static let indent = 12

  /// The group's lines; empty where other groups have told all of it.
  ///
  /// - Parameter told: Keys of the groups before, which are not told twice.
  func lines(width: Int, _ glyphs: GlyphSet, told: inout Set<String>) -> [Line] {
    var lines: [Line] = []
    for binding in contexts.flatMap({ KeyTable.bindings(in: $0) }) {
      guard Self.everywhere.contains(binding.command) == isEverywhere, !binding.help.isEmpty,
        told.insert(binding.name + binding.help).inserted
      else { continue }
      let name = DisplayWidth.pad(glyphs.text.spelled(binding.name), to: 9, .leading)
      let room = max(8, width - Self.indent)
      for (index, text) in TextWrap.lines(binding.help, width: room).enumerated() {
        let head = index == 0 ? "  " + name + " " : String(repeating: " ", count: Self.indent)
        lines.append([Span(head, Style(.title).bold), Span(text)])
      }
    }
    return lines.isEmpty ? [] : [heading] + lines + [Line()]
  }
}
