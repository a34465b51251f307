internal import BenchCore
internal import Canvas

/// What happened, newest last: servers, notes, troubles, files saved.
struct LogOverlay: Widget {
  let entries: [LogEntry]
  let scroll: Int

  func draw(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: Line("Log", Style(.title).bold), footer: Line("↑ ↓ scroll   Esc close", .muted),
      isFocused: true)
    let inner = OverlayPanel.draw(panel, on: &canvas, in: area)
    canvas.draw(LogView(lines: entries.map(line), fromEnd: scroll), in: inner)
  }

  private func line(_ entry: LogEntry) -> Line {
    let time = entry.seconds.map { Quantity.clock(seconds: $0) } ?? "     "
    let ink: Ink =
      switch entry.severity {
      case .note: .text
      case .warning: .warning
      case .serious: .bad
      }
    let mark = entry.severity == .note ? "  " : "! "
    return [Span(time + " ", .muted), Span(mark + entry.text, Style(ink))]
  }
}
