internal import BenchCore
internal import Canvas

/// The documents: what is sent, how much work each is, and what is wrong with any.
///
///     ┌─ test_pdfs/ ── 20 documents · 496 pages · 6.2 MB ────────── 150 dpi · by name ─┐
///     │  document               pages     size     page, pt      megapixels  defect    │
///     │ ▸1061225.pdf               44   1.2 MB    612 × 792            92.5            │
///     └─────────────────────────────────────────────────────────────────────────────────┘
struct CorpusScreen: Widget {
  let state: DashboardState

  /// Rows of documents that a screen of this size shows.
  static func visibleRows(_ size: Size) -> Int { max(1, Frame(size).body.height - 3) }

  private let dpi: Double

  init(state: DashboardState) {
    self.state = state
    dpi = state.setup.reading.plan.dpis.first ?? 150
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: title(width: area.width), trailing: trailing(width: area.width), isFocused: true)
    canvas.draw(panel, in: area)
    let inner = panel.inner(area).inset(x: 1)
    switch state.corpus.scan {
    case .none:
      say("No folder is chosen. Name one on the setup screen (1).", on: &canvas, in: inner)
    case .failed(let reason): say(reason, on: &canvas, in: inner, ink: .bad)
    case .going(let done, let total): drawProgress(done, total, on: &canvas, in: inner)
    case .documents(let documents):
      guard !documents.isEmpty else {
        say("The folder holds no .pdf file.", on: &canvas, in: inner)
        return
      }
      drawTable(on: &canvas, in: inner)
    }
  }

  private func title(width: Int) -> Line {
    // The facts beside it are what people come for.
    let folder = DisplayWidth.truncateFront(
      Sanitizer.line(state.corpus.directory, glyphs: state.glyphs.text), to: max(12, width / 4),
      glyphs: state.glyphs.text)
    var line = Line(folder.isEmpty ? "Corpus" : folder, Style(.title).bold)
    if case .documents = state.corpus.scan {
      let totals = state.corpus.totals
      let facts = [
        Quantity.count(totals.documents, "document"), Quantity.count(totals.pages, "page"),
        Quantity.bytes(totals.bytes),
      ]
      line = line + Line("  " + facts.joined(separator: " · "), .muted)
      if totals.defective > 0 {
        let text = " · \(Quantity.count(totals.defective)) with a defect"
        line = line + Line(text, Style(.warning))
      }
    }
    return line
  }

  private func trailing(width: Int) -> Line {
    // Beside the facts there is not always room for both.
    let resolution = width < 100 ? "" : "\(Quantity.plain(dpi)) dpi · "
    return Line(resolution + "by \(state.corpus.order.title)", .muted)
  }

  private func drawTable(on canvas: inout Canvas, in area: Rect) {
    let documents = state.corpus.sorted
    let columns = [
      TableColumn(title: "document", minimum: 16, grows: true),
      TableColumn(title: "pages", alignment: .trailing, minimum: 5),
      TableColumn(title: "size", alignment: .trailing, minimum: 7),
      TableColumn(title: "page, pt", alignment: .trailing, minimum: 9, priority: 3),
      TableColumn(title: "megapixels", alignment: .trailing, minimum: 10, priority: 2),
      TableColumn(title: "defect", minimum: 6, maximum: 44, priority: 1),
    ]
    let visible = max(1, area.height - 1)
    let offset = min(state.corpus.offset, max(0, documents.count - visible))
    // Only what is seen is written out: a folder may hold thousands.
    var rows = [[Line]](repeating: [], count: documents.count)
    for index in documents.indices.dropFirst(offset).prefix(visible) {
      rows[index] = cells(documents[index])
    }
    canvas.draw(
      Table(columns: columns, rows: rows, selected: state.corpus.selected, offset: offset),
      in: Rect(
        x: area.x, y: area.y, width: min(area.width, Self.widest), height: area.height))
  }

  /// Wider, a document's figures would be too far from its name.
  private static let widest = 120

  /// Whole points; a document may claim any size.
  private static func points(_ value: Double) -> Int {
    value.isFinite ? Int(min(max(value, 0), 1e9).rounded()) : 0
  }

  private func cells(_ document: Document) -> [Line] {
    let size = document.pageSizes.first.map {
      "\(Self.points($0.width)) × \(Self.points($0.height))"
        + (document.pageSizes.count > 1 ? " …" : "")
    }
    let megapixels = document.pageSizes.isEmpty ? nil : document.megapixels(atDPI: dpi)
    return [
      Line(document.name), Line(Quantity.count(document.pages)),
      Line(Quantity.bytes(document.bytes)),
      Line(size ?? Quantity.none, .muted), Line(Quantity.number(megapixels)),
      Line(document.defect?.detail ?? "", Style(.warning)),
    ]
  }

  private func drawProgress(_ done: Int, _ total: Int, on canvas: inout Canvas, in area: Rect) {
    let middle = area.centered(width: 50, height: 2)
    let text =
      total > 0
      ? "reading documents: \(Quantity.count(done)) of \(Quantity.count(total))"
      : "looking into the folder …"
    canvas.put(text, y: 0, in: middle)
    canvas.draw(
      Gauge(fraction: total > 0 ? Double(done) / Double(total) : nil, style: Style(.accent)),
      in: middle.row(1))
  }

  private func say(
    _ text: String, on canvas: inout Canvas, in area: Rect, ink: Ink = .muted
  ) {
    let lines = TextWrap.lines(text, width: max(1, min(70, area.width)))
    let middle = area.centered(
      width: lines.map { DisplayWidth.of($0) }.max() ?? 0, height: lines.count)
    for (index, line) in lines.enumerated() { canvas.put(line, Style(ink), y: index, in: middle) }
  }
}
