internal import BenchCore
internal import Canvas

/// What shall be run, every part of it editable in place.
///
///     ┌─ What to measure ──────────────────────────────────────────────────────────┐
///     │ Servers       python=http://localhost:7670         Python FastAPI, baseline │
///     │               rust=http://localhost:7671           Rust Axum                │
///     │ Folder        test_pdfs/                           20 documents, 496 pages  │
///     │ DPI           0                 ! 0 is outside 1 to 10000                   │
///     │ Rounds        3                 times every document                        │
///     │ …                                                                           │
///     │   [ Enter  Start ]   40 requests to 2 servers                               │
///     └─────────────────────────────────────────────────────────────────────────────┘
struct SetupScreen: Widget {
  let state: DashboardState

  private static let panel = Panel(
    title: Line("What to measure", Style(.title).bold), isFocused: true)

  /// The part of the screen's area that has the fields.
  static func inner(_ area: Rect) -> Rect { panel.inner(area).inset(x: 1) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.draw(Self.panel, in: area)
    let form = state.setup
    let reading = form.reading
    let layout = SetupLayout(form: form, area: Self.inner(area))
    let firstServer = layout.fields.first { form.fields[$0.index].id.isServer }?.index
    for (index, row) in layout.fields {
      let field = form.fields[index]
      // Once for all servers, also where the first of them is scrolled away or removed.
      let label = field.id.isServer && index != firstServer ? "" : field.id.label
      draw(
        field, label: label, isFocused: form.focus == index, problem: reading.problems[field.id],
        on: &canvas, in: row)
    }
    canvas.draw(layout.scrollbar, in: layout.scrollbarArea)
    drawStart(reading, on: &canvas, in: layout.start)
    drawExplanation(reading, on: &canvas, in: layout.explanation)
  }

  private func draw(
    _ field: SetupField, label: String, isFocused: Bool, problem: String?,
    on canvas: inout Canvas, in row: Rect
  ) {
    let parts = SetupLayout.columns(field.id.content, in: row)
    canvas.put(label, Style(isFocused ? .accent : .muted, on: .base, .bold), in: parts.label)
    if field.id.content == .choice {
      let paper = isFocused ? Paper.selected : .raised
      canvas.fill(parts.value, with: Cell(" ", Style(on: paper)))
      canvas.put(field.text, Style(.text, on: paper, isFocused ? .bold : []), in: parts.value)
      canvas.putTrailing(
        Line("‹ ›", Style(isFocused ? .accent : .muted, on: paper)), in: parts.value)
    } else {
      // A password is seen while it is typed; of a server its name is, which comes first.
      canvas.draw(
        TextField(
          text: isFocused ? field.text : Redaction.url(field.text),
          cursor: isFocused || !field.id.isServer ? field.input.cursor : 0, isFocused: isFocused,
          placeholder: field.id.placeholder, isInvalid: problem != nil,
          isSelected: field.isSelected), in: parts.value)
    }
    if let problem {
      canvas.put("! " + problem, Style(.bad), in: parts.remark)
    } else {
      let remark = SetupRemark(state: state).line(field)
      let fitting = remark.first { $0.width(glyphs: state.glyphs) <= parts.remark.width }
      if let shown = fitting ?? remark.last { canvas.put(shown, in: parts.remark) }
    }
  }

  private func drawStart(_ reading: SetupReading, on canvas: inout Canvas, in row: Rect) {
    let isFocused = state.setup.focus == nil
    guard !state.run.phase.isActive else {
      canvas.put(
        " a run is going on: 2 shows it ", Style(.accent, on: isFocused ? .selected : .base, .bold),
        in: row)
      return
    }
    let isReady = reading.problems.isEmpty
    let style =
      isFocused
      ? Style(isReady ? .accent : .bad, on: .selected, .bold) : Style(isReady ? .accent : .muted)
    let arrow = String(Character(state.glyphs.pick("▶", ascii: ">")))
    let x = canvas.put(" \(arrow) Enter: start ", style, in: row)
    canvas.put(SetupSummary.amount(reading, state.corpus), .muted, x: x + 2, in: row)
  }

  /// What is wrong with the field, what it means, or what starting would do.
  private func drawExplanation(
    _ reading: SetupReading, on canvas: inout Canvas, in area: Rect
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
      if field.id == .output, let free = state.setup.freeOutput {
        add("Tab: save as \(free) instead", Style(.accent))
      }
      add(field.id.explanation(state.setup.surroundings), .muted)
    } else {
      if let hidden = SetupSummary.hidden(reading.plan) { add(hidden, Style(.warning)) }
      if reading.problems.isEmpty { add(SetupSummary.text(reading.plan), .plain) }
      let starts = state.run.phase.isActive ? "" : " Enter starts from anywhere."
      add("↑ ↓ choose a field; type to change it." + starts, .muted)
    }
    for (index, line) in lines.prefix(area.height).enumerated() {
      canvas.put(line, y: index, in: area)
    }
  }
}
