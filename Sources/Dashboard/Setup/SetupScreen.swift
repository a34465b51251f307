internal import BenchCore
internal import Canvas

/// What shall be run, every part of it editable in place.
///
///     ┌─ What to measure ──────────────────────────────────────────────────────────┐
///     │ Servers        python=http://localhost:7670                  Python FastAPI │
///     │                rust=http://localhost:7671                    Rust Axum      │
///     │ Folder         test_pdfs/                     20 documents, 496 pages       │
///     │ DPI            0                            ! 0 is outside 1 to 10000       │
///     │ …                                                                           │
///     │   [ Enter  Start ]   40 requests to 2 servers                               │
///     └─────────────────────────────────────────────────────────────────────────────┘
struct SetupScreen: Widget {
  let state: DashboardState

  private static let labelWidth = 15
  private static let panel = Panel(
    title: Line("What to measure", Style(.title).bold), isFocused: true)

  /// The part of the screen's area that has the fields.
  static func inner(_ area: Rect) -> Rect { panel.inner(area).inset(x: 1) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.draw(Self.panel, in: area)
    let reading = state.setup.reading
    let layout = Layout(form: state.setup, area: Self.inner(area))
    for (index, row) in layout.fields {
      draw(
        state.setup.fields[index], isFocused: state.setup.focus == index,
        problem: reading.problems[state.setup.fields[index].id], on: &canvas, in: row)
    }
    drawStart(reading, on: &canvas, in: layout.start)
    drawExplanation(reading, on: &canvas, in: layout.explanation)
  }

  /// Where the rows are; fields scroll where they do not all fit.
  struct Layout {
    /// Index of a field, and its line.
    let fields: [(index: Int, row: Rect)]
    let start: Rect
    let explanation: Rect

    init(form: SetupForm, area: Rect) {
      let help = min(3, max(1, area.height / 5))
      let parts = area.rows([.minimum(1), .fixed(1), .fixed(1), .fixed(help)])
      let room = parts[0]
      // Air between groups, and before the start.
      let isLoose = room.height >= form.fields.count + 5
      let first = Table.offset(
        showing: form.focus ?? 0, of: form.fields.count, in: max(1, room.height), from: 0)
      var y = 0
      var rows: [(Int, Rect)] = []
      for index in form.fields.indices.dropFirst(isLoose ? 0 : first) {
        let id = form.fields[index].id
        if isLoose, id == .folder || id == .dpi || id == .output { y += 1 }
        guard y < room.height else { break }
        rows.append((index, room.row(y)))
        y += 1
      }
      fields = rows
      start = isLoose ? room.row(y + 1) : parts[2]
      explanation = parts[3]
    }
  }

  private func draw(
    _ field: SetupField, isFocused: Bool, problem: String?, on canvas: inout Canvas, in row: Rect
  ) {
    canvas.put(field.id.label, Style(isFocused ? .accent : .muted, on: .base, .bold), in: row)
    let parts = Rect(
      x: row.x + Self.labelWidth, y: row.y, width: row.width - Self.labelWidth, height: 1
    )
    .columns([.share(3), .share(2)], gap: 2)
    if field.id.isChoice {
      let style = isFocused ? Style(.text, on: .selected, .bold) : .plain
      canvas.put(isFocused ? "‹ \(field.text) ›" : field.text, style, in: parts[0])
    } else {
      canvas.draw(
        TextField(
          text: field.text, cursor: field.input.cursor, isFocused: isFocused,
          placeholder: field.id.placeholder, isInvalid: problem != nil), in: parts[0])
    }
    if let problem {
      canvas.put("! " + problem, Style(.bad), in: parts[1])
    } else {
      canvas.put(remark(field), .muted, in: parts[1])
    }
  }

  /// What is known of a field's value beside it.
  private func remark(_ field: SetupField) -> String {
    switch field.id {
    case .server:
      let key = field.text.prefix { $0 != "=" }
      let known = state.setup.base.servers.first { $0.key == key }
      let isFirst = state.setup.fields.first?.id == field.id
      let name = known.map { $0.name == $0.key ? "" : $0.name } ?? ""
      return [name, isFirst ? "baseline" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
    case .folder: return folderRemark
    default: return ""
    }
  }

  private var folderRemark: String {
    guard state.setup.folder == state.corpus.directory else { return "" }
    switch state.corpus.scan {
    case .none: return ""
    case .going(_, 0): return "looking …"
    case .going(let done, let total):
      return "reading \(Quantity.count(done)) of \(Quantity.count(total))"
    case .failed(let reason): return "! " + reason
    case .documents(let documents):
      let good = documents.filter { $0.defect == nil }
      let pages = good.reduce(0) { $0 &+ ($1.pages ?? 0) }
      let left = documents.count - good.count
      return Quantity.count(good.count, "document") + ", " + Quantity.count(pages, "page")
        + (left > 0 ? ", \(left) left out" : "")
    }
  }

  private func drawStart(
    _ reading: (plan: Plan, problems: [SetupField.ID: String]), on canvas: inout Canvas,
    in row: Rect
  ) {
    let isFocused = state.setup.focus == nil
    let isReady = reading.problems.isEmpty
    let style =
      isFocused
      ? Style(isReady ? .accent : .bad, on: .selected, .bold) : Style(isReady ? .accent : .muted)
    let arrow = String(Character(state.glyphs.pick("▶", ascii: ">")))
    let x = canvas.put(" \(arrow) Enter: start ", style, in: row)
    canvas.put(summary(reading), .muted, x: x + 2, in: row)
  }

  private func summary(_ reading: (plan: Plan, problems: [SetupField.ID: String])) -> String {
    guard reading.problems.isEmpty else {
      return Quantity.count(reading.problems.count, "field") + " to mend"
    }
    let servers = Quantity.count(reading.plan.servers.count, "server")
    guard case .documents(let documents) = state.corpus.scan,
      state.corpus.directory == reading.plan.corpus.directory
    else { return servers }
    let good = documents.count { $0.defect == nil || reading.plan.corpus.keepDefective }
    let sent = min(good, reading.plan.corpus.maxFiles ?? .max)
    let (all, overflow) = sent.multipliedReportingOverflow(by: reading.plan.rounds)
    return overflow ? servers : Quantity.count(all, "request") + " to each of " + servers
  }

  /// What is wrong with the field, what it means, or what starting would do.
  private func drawExplanation(
    _ reading: (plan: Plan, problems: [SetupField.ID: String]), on canvas: inout Canvas,
    in area: Rect
  ) {
    var lines: [Line] = []
    func add(_ text: String, _ style: Style) {
      let safe = Sanitizer.line(state.glyphs.text.spelled(text), glyphs: state.glyphs.text)
      lines += TextWrap.lines(safe, width: max(1, area.width)).map { Line($0, style) }
    }
    if !state.setup.candidates.isEmpty {
      add(state.setup.candidates.joined(separator: "  "), Style(.accent))
    } else if let field = state.setup.focused {
      if let problem = reading.problems[field.id] { add("! " + problem, Style(.bad)) }
      add(field.id.explanation, .muted)
    } else {
      if reading.problems.isEmpty { add(SetupSummary.text(reading.plan), .plain) }
      add("↑ ↓ choose a field; type to change it. Enter starts from anywhere.", .muted)
    }
    for (index, line) in lines.prefix(area.height).enumerated() {
      canvas.put(line, y: index, in: area)
    }
  }
}

/// What a plan will do, in a sentence.
enum SetupSummary {
  static func text(_ plan: Plan) -> String {
    let names = plan.servers.map(\.name)
    let servers =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.joined()
    let order: String
    switch plan.order {
    case _ where names.count < 2: order = ""
    case .interleaved:
      order = plan.concurrencies == [1] ? " in turns on every document" : " in turns on every pass"
    case .sequential: order = ", all of one and then all of the next"
    case .simultaneous: order = ", all at once"
    }
    let rounds = plan.rounds == 1 ? "once" : "\(Quantity.count(plan.rounds)) times"
    return "Sends every document of \(plan.corpus.directory) \(rounds) to \(servers)\(order), "
      + "\(Quantity.plain(plan.dpis.first ?? 0)) dpi, "
      + "\(plan.concurrencies.first ?? 1) at a time."
  }
}
