internal import BenchCore
internal import Canvas
internal import Reports

/// The saved runs of a folder.
///
///     ┌─ results/  214 runs · 2 marked ──────────────────────────────── newest first ─┐
///     │  / dpi:300 server:rust                                                        │
///     │   when             name              servers       verdict            state   │
///     │ ▸● 2026-01-10 15:11  nightly.json    python, rust  rust 2.9 % faster  complete│
///     ├─ nightly.json ────────────────────────────────────────────────────────────────┤
///     └───────────────────────────────────────────────────────────────────────────────┘
struct ResultsScreen: Widget {
  let state: DashboardState

  private var results: ResultsView { state.results }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let layout = ResultsLayout(state, body: area)
    let panel = Panel(
      title: title(width: layout.list.width), trailing: Line(results.order.title, .muted),
      footer: footer, isFocused: true)
    canvas.draw(panel, in: layout.list)
    drawLine(on: &canvas, in: layout.line)
    if results.shown.isEmpty {
      MessageBlock(lines: ResultsEmpty(state: state).lines(width: layout.table.width - 4))
        .draw(on: &canvas, in: layout.table)
    } else {
      ResultsTable(results: results).draw(on: &canvas, in: layout.table)
    }
    ResultsPreview(state: state).draw(on: &canvas, in: layout.preview)
  }

  private func title(width: Int) -> Line {
    let folder = DisplayWidth.truncate(
      Sanitizer.line(ResultsWords.folder(results.directory), glyphs: state.glyphs.text),
      to: max(12, width / 3), glyphs: state.glyphs.text)
    let name = Line(folder.isEmpty ? "Results" : folder, Style(.title).bold)
    var facts: [String] = []
    let all = results.entries.count
    if results.shown.count != all, !results.filter.isEmpty {
      facts.append("\(Quantity.count(results.shown.count)) of \(Quantity.count(all, "file"))")
    } else if !results.shown.isEmpty {
      facts.append(Quantity.count(results.shown.count, "file"))
    }
    if results.state == .reading {
      let read = results.entries.count { $0.headline != nil }
      if read < all { facts.append("\(Quantity.count(read)) read …") }
    }
    var line = name + Line("  " + facts.joined(separator: " · "), .muted)
    if !results.marked.isEmpty {
      line = line + Line(" · \(Quantity.count(results.marked.count)) marked", Style(.accent).bold)
    }
    return line
  }

  private var footer: Line {
    switch results.line {
    case .filter:
      if let problem = results.parsed.problem { return Line("! " + problem, Style(.bad)) }
      return Line("dpi:300 c:4 docs:>10 failed:>0 server:rust state:damaged date:2026-01", .muted)
    case .rename(let path, let name):
      if let problem = ResultsTyping.problem(name.text, of: path) {
        return Line("! " + problem, Style(.bad))
      }
      let ending = path.hasSuffix(".journal") ? ".journal" : ".json"
      return Line("in the same folder, ending in \(ending); no file is written over", .muted)
    case nil:
      if let problem = results.parsed.problem { return Line("! " + problem, Style(.bad)) }
      return marks
    }
  }

  /// What is done with the marked ones, which may be out of sight.
  private var marks: Line {
    let count = results.marked.count
    guard count > 0 else { return [] }
    let others = count == 1 ? "with the chosen one" : "all \(Quantity.count(count))"
    return Line("marked: c compares \(others), d trash, Esc unmark", Style(.accent))
  }

  private func drawLine(on canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    switch results.line {
    case .rename(let path, let name):
      drawField(
        "name", TextField(name, isInvalid: ResultsTyping.problem(name.text, of: path) != nil),
        on: &canvas, in: area)
    case .filter, nil:
      drawField(
        "/",
        TextField(
          results.filter, isFocused: results.line == .filter,
          placeholder: "a word, dpi:300, failed:>0 …", isInvalid: results.parsed.problem != nil),
        on: &canvas, in: area)
    }
  }

  private func drawField(
    _ label: String, _ field: TextField, on canvas: inout Canvas, in area: Rect
  ) {
    let end = canvas.put(label + " ", Style(.accent).bold, in: area)
    canvas.draw(
      field, in: Rect(x: area.x + end, y: area.y, width: min(72, area.width - end), height: 1))
  }
}

/// What stands in place of an empty list, and what to do next.
struct ResultsEmpty {
  let state: DashboardState

  func lines(width: Int) -> [Line] {
    let results = state.results
    let folder = ResultsWords.folder(results.directory)
    let (what, next): (String, String)
    switch results.state {
    case .failed(let reason):
      (what, next) = (
        reason, "A run makes the folder: 1 Setup. Another one: slimbench browse DIR."
      )
    case .none where state.run.phase.isActive:
      (what, next) = (
        "A run is going on.",
        "Saved runs are listed once it is over: reading them would disturb what is measured."
      )
    case .none, .listing: (what, next) = ("looking into the folder …", "")
    case .reading, .listed:
      if !results.entries.isEmpty {
        (what, next) = (
          "None of \(Quantity.count(results.entries.count, "file")) fits the filter.",
          "Esc shows all of them again."
        )
      } else {
        (what, next) = (
          "No saved run in \(folder) or below it.",
          "Enter on 1 Setup starts one. Those of another folder: slimbench browse DIR."
        )
      }
    }
    let room = max(20, min(76, width))
    return TextWrap.lines(what, width: room).map { Line($0, Style(.title)) }
      + (next.isEmpty ? [] : TextWrap.lines(next, width: room).map { Line($0, .muted) })
  }
}
