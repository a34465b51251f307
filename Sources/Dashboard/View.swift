package import Canvas

/// Draws the state: the tabs, the screen, the key hints, and what lies over them.
///
///      slimbench  1  2 Run  3  4  5  6               150 dpi · c=1 · round 2/5 · 00:41
///     ┌────────────────────────────────────────────────────────────────────────────────┐
///     │ the screen                                                                     │
///     └────────────────────────────────────────────────────────────────────────────────┘
///      space pause  s stop  m maximise  w window  e errors  l log       ? help  q quit
///
/// Pure and total: any state, at any size.
package func view(_ state: DashboardState) -> Canvas {
  var canvas = Canvas(size: state.size, glyphs: state.glyphs)
  guard Frame.fits(state.size) else {
    TooSmall(state: state).draw(on: &canvas, in: canvas.bounds)
    return canvas
  }
  let frame = Frame(state.size)
  canvas.draw(Header(state: state), in: frame.header)
  switch state.screen {
  case .setup: canvas.draw(SetupScreen(state: state), in: frame.body)
  case .run: canvas.draw(RunScreen(state: state), in: frame.body)
  case .results:
    if let detail = state.detail {
      canvas.draw(DetailScreen(detail: detail, size: state.size), in: frame.body)
    } else {
      canvas.draw(ResultsScreen(state: state), in: frame.body)
    }
  case .compare: canvas.draw(CompareScreen(state: state), in: frame.body)
  case .corpus: canvas.draw(CorpusScreen(state: state), in: frame.body)
  case .containers: canvas.draw(ContainersScreen(state: state), in: frame.body)
  }
  canvas.draw(Footer(state: state), in: frame.footer)
  if let overlay = state.overlay {
    canvas.draw(OverlayView(overlay: overlay, state: state), in: frame.body)
  }
  return canvas
}

/// Where the parts of every screen are.
package struct Frame {
  /// Under this, nothing that could be read would fit.
  package static let minimum = Size(width: 60, height: 16)

  /// Whether a screen of this size shows anything but that it is too small.
  static func fits(_ size: Size) -> Bool {
    size.width >= minimum.width && size.height >= minimum.height
  }

  package let header: Rect
  package let body: Rect
  package let footer: Rect

  package init(_ size: Size) {
    let parts = Rect(size).rows([.fixed(1), .minimum(1), .fixed(1)])
    header = parts[0]
    body = parts[1]
    footer = parts[2]
  }
}
