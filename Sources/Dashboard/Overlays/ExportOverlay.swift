internal import Canvas

/// The kinds of report that can be made of a saved run.
struct ExportOverlay: Widget {
  /// The run's file.
  let path: String

  func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.draw(
      Dialog(
        title: "Export",
        body: [
          Line(Sanitizer.line(path, limit: 400)),
          Line(""),
          Line("m  Markdown: a table to paste into a pull request"),
          Line("c  CSV: one row per request"),
          Line("h  HTML: a report with pictures, in one file"),
          Line(""),
          Line("The report goes beside the run's file; what is there stays."),
        ],
        hints: [
          KeyHint("m", "Markdown"), KeyHint("c", "CSV"), KeyHint("h", "HTML"),
          KeyHint("Esc", "close"),
        ], width: 60), in: area)
  }
}
