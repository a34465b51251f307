internal import BenchCore
internal import Canvas

/// Draws what lies over the screen.
struct OverlayView: Widget {
  let overlay: Overlay
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    switch overlay {
    case .help(let scroll):
      HelpOverlay(scroll: scroll).draw(on: &canvas, in: area)
    case .errors(let scroll):
      ErrorsOverlay(run: state.shownRun, scroll: scroll).draw(on: &canvas, in: area)
    case .log(let scroll):
      LogOverlay(state: state, scroll: scroll).draw(on: &canvas, in: area)
    case .export(let path): ExportOverlay(path: path).draw(on: &canvas, in: area)
    case .confirm(let question):
      canvas.draw(dialog(question), in: area)
    }
  }

  /// How far a text over the screen can be scrolled; nil for what does not scroll.
  func furthest(in area: Rect) -> Int? {
    let inner = OverlayPanel.inner(in: area)
    switch overlay {
    case .help: return HelpOverlay.furthest(in: inner)
    case .errors:
      return ErrorsOverlay(run: state.shownRun, scroll: 0).furthest(in: inner, state.glyphs)
    case .log: return LogOverlay(state: state, scroll: 0).furthest(in: inner, state.glyphs)
    case .confirm, .export: return nil
    }
  }

  private func dialog(_ question: Question) -> Dialog {
    let done = Quantity.count(state.run.state.finishedRequests, "request")
    switch question {
    case .stopRun:
      return Dialog(
        title: "Stop the run?",
        body: [
          Line(
            "\(done) finished. What was measured is saved; what is in flight is cut off, which "
              + "is no failure of a server.")
        ], hints: [KeyHint("y", "stop and save"), KeyHint("n", "go on")], width: 56,
        isWarning: true)
    case .quitDuringRun:
      return Dialog(
        title: "Stop the run and quit?",
        body: [
          Line("\(done) finished. What was measured is saved before slimbench ends.")
        ], hints: [KeyHint("y", "stop, save, quit"), KeyHint("n", "go on")], width: 56,
        isWarning: true)
    case .trash(let paths): return TrashQuestion(paths: paths).dialog
    case .container(let action, let id, let name):
      return ContainerActions.dialog(action, id: id, name: name, state)
    }
  }
}

/// A panel over the whole screen: a rim of what is below would be halves of words.
struct OverlayPanel {
  static func draw(_ panel: Panel, on canvas: inout Canvas, in area: Rect) -> Rect {
    canvas.fill(area)
    canvas.draw(panel, in: area)
    return inner(in: area)
  }

  /// The place of what stands in it.
  static func inner(in area: Rect) -> Rect { area.inset(x: 1, y: 1).inset(x: 1) }
}
