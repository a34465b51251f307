internal import BenchCore
internal import Canvas
internal import Reports

/// A saved run that is open; it takes the place of the list of results.
///
///     ┌─ nightly.json  [table] documents failures 3 plan ─────────── 150 dpi, 1 in flight ─┐
///     │ 150 dpi, 1 in flight    Python FastAPI   Rust Axum      difference                 │
///     └─ saved runs: Esc ──────────────────────────────────────────────────────────────────┘
struct DetailScreen: Widget {
  let detail: DetailView
  let size: Size

  func draw(on canvas: inout Canvas, in area: Rect) {
    let place = ScrolledText.place(in: area)
    canvas.draw(
      Panel(
        title: title(width: area.width, canvas.glyphs), trailing: trailing(canvas.glyphs),
        footer: footer, footerTrailing: Line("Tab: more", .muted), isFocused: true), in: area)
    let text = DetailText(detail: detail, glyphs: canvas.glyphs, size: size)
    switch detail.pane {
    case .documents:
      if let rounds = detail.rounds {
        drawRounds(rounds, text, on: &canvas, in: place)
      } else {
        DetailDocuments(detail: detail).draw(on: &canvas, in: place)
      }
    case .report, .failures, .plan:
      canvas.draw(
        ScrolledText(lines: text.lines, scroll: detail.scrolls[detail.pane] ?? 0), in: place)
    }
  }

  private func drawRounds(
    _ rounds: DocumentRounds, _ text: DetailText, on canvas: inout Canvas, in place: Rect
  ) {
    let height = DetailLayout(size).chartHeight
    let parts = place.rows([.fixed(height), .minimum(1)])
    if height > 0, let table = detail.table {
      let plan = detail.run.started.plan
      let servers = table.conditions.map { condition in
        let server = plan.conditions[condition].server
        return (
          index: server,
          name: Sanitizer.line(plan.servers[server].name, glyphs: canvas.glyphs.text, limit: 20)
        )
      }
      canvas.draw(
        RoundChart(rounds: rounds, servers: servers),
        in: Rect(
          x: parts[0].x, y: parts[0].y, width: parts[0].width, height: parts[0].height - 1))
    }
    canvas.draw(ScrolledText(lines: text.lines, scroll: detail.roundsScroll), in: parts[1])
  }

  private func title(width: Int, _ glyphs: GlyphSet) -> Line {
    let name = detail.path.split(separator: "/").last.map(String.init) ?? detail.path
    let short = DisplayWidth.truncate(
      Sanitizer.line(name, glyphs: glyphs.text), to: max(12, width / 4), glyphs: glyphs.text)
    return DetailView.Pane.allCases.reduce(Line(short + " ", Style(.title).bold)) { line, pane in
      let count = pane == .failures && detail.failed > 0 ? " \(Quantity.count(detail.failed))" : ""
      let words = pane.title + count
      return pane == detail.pane
        ? line + Line(" [\(words)]", Style(.accent).bold) : line + Line("  \(words)", .muted)
    }
  }

  private func trailing(_ glyphs: GlyphSet) -> Line {
    guard detail.pane == .documents, let table = detail.table else { return [] }
    var facts: [String] = []
    if detail.opened.tables.count > 1 {
      facts.append("\(Quantity.plain(table.point.dpi)) dpi, \(table.point.concurrency) in flight")
    }
    if detail.rounds == nil {
      let server = detail.order.place.flatMap { place in
        table.conditions.indices.contains(place)
          ? DetailDocuments(detail: detail).name(of: table.conditions[place], glyphs) : nil
      }
      facts.append(detail.order.title(server: server))
    }
    return Line(facts.joined(separator: " · "), .muted)
  }

  private var footer: Line {
    if detail.pane == .documents, detail.rounds == nil,
      detail.isTyping || !detail.filter.isEmpty
    {
      let found = Quantity.count(detail.rows.count, "document")
      return Line("/ " + detail.filter.text + (detail.isTyping ? "_" : ""), Style(.accent).bold)
        + Line("  \(found)", .muted)
    }
    if detail.pane == .documents, let rounds = detail.rounds {
      let corpus = detail.run.started.corpus
      let name = corpus.indices.contains(rounds.document) ? corpus[rounds.document].name : "?"
      return Line(name, Style(.title).bold)
        + Line("  service time of each round, against the first server", .muted)
    }
    switch detail.pane {
    case .documents: return Line("service time: geometric mean of the rounds", .muted)
    case .failures: return Line("causes, with the servers' words", .muted)
    case .plan: return Line("secrets are not kept in files", .muted)
    case .report: return Line(detail.content.headline, .muted)
    }
  }
}
