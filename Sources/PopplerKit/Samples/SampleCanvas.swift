import CPoppler

/// A page to draw on, in points from its top left corner: text, boxes, lines.
///
/// Draws the same on every surface, so that a page can be made as vectors or as a picture.
final class SampleCanvas {
  /// The typefaces, all of them in Debian's `fonts-dejavu-core`, on which fontconfig depends.
  enum Face: CaseIterable {
    case serif, serifBold, sans, sansBold, mono
  }

  /// A colour.
  struct Ink: Equatable {
    var red: Double
    var green: Double
    var blue: Double

    static let black = Ink(red: 0.08, green: 0.08, blue: 0.1)
    static let grey = Ink(red: 0.45, green: 0.46, blue: 0.48)
    static let rule = Ink(red: 0.75, green: 0.76, blue: 0.78)
    static let white = Ink(red: 1, green: 1, blue: 1)

    /// Mixed with white; 1 leaves the colour as it is.
    func tint(_ share: Double) -> Ink {
      Ink(
        red: 1 - (1 - red) * share, green: 1 - (1 - green) * share, blue: 1 - (1 - blue) * share)
    }
  }

  /// Cairo's own context, for what is not offered here.
  let context: OpaquePointer?
  private var widths: [Face: [Substring: Double]] = [:]

  /// Draws on a surface, which cairo keeps alive until the canvas is gone.
  init(on surface: OpaquePointer?) {
    context = cairo_create(surface)
    let options = cairo_font_options_create()
    // Hinting and the screen's habits would make text depend on the machine's configuration.
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  deinit { cairo_destroy(context) }

  /// How wide the text would be, without drawing it.
  func width(of text: Substring, face: Face, size: Double) -> Double {
    if let known = widths[face]?[text] { return known * size }
    // Widths grow with the size in proportion, as hinting is off: one measurement serves all.
    let reference = 100.0
    select(face, size: reference)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, String(text), &extents)
    widths[face, default: [:]][text] = extents.x_advance / reference
    return extents.x_advance / reference * size
  }

  /// Where `x` is on the text.
  enum Alignment { case left, centre, right }

  /// Writes one line of text on the baseline `y`.
  func text(
    _ text: some StringProtocol, x: Double, y: Double, face: Face, size: Double,
    ink: Ink = .black, alignment: Alignment = .left
  ) {
    var left = x
    if alignment != .left {
      let width = width(of: Substring(text), face: face, size: size)
      left -= alignment == .right ? width : width / 2
    }
    select(face, size: size)
    set(ink)
    cairo_move_to(context, left, y)
    cairo_show_text(context, String(text))
  }

  func fill(x: Double, y: Double, width: Double, height: Double, ink: Ink) {
    set(ink)
    cairo_rectangle(context, x, y, width, height)
    cairo_fill(context)
  }

  func frame(x: Double, y: Double, width: Double, height: Double, ink: Ink, line: Double = 0.8) {
    set(ink)
    cairo_set_line_width(context, line)
    cairo_rectangle(context, x, y, width, height)
    cairo_stroke(context)
  }

  func dot(x: Double, y: Double, radius: Double, ink: Ink) {
    set(ink)
    // Text leaves a current point, from which the arc would draw a line.
    cairo_new_path(context)
    cairo_arc(context, x, y, radius, 0, 2 * Double.pi)
    cairo_fill(context)
  }

  func line(_ points: [(x: Double, y: Double)], ink: Ink, width: Double = 0.8) {
    guard let first = points.first else { return }
    set(ink)
    cairo_set_line_width(context, width)
    cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    cairo_stroke(context)
  }

  /// A filled slice of a circle between two angles in radians, clockwise from the right.
  func slice(x: Double, y: Double, radius: Double, from: Double, to: Double, ink: Ink) {
    set(ink)
    cairo_move_to(context, x, y)
    cairo_arc(context, x, y, radius, from, to)
    cairo_close_path(context)
    cairo_fill(context)
  }

  /// A line with a small head at its end, which runs along one of the axes.
  func arrow(from start: (x: Double, y: Double), to end: (x: Double, y: Double), ink: Ink) {
    line([start, end], ink: ink, width: 1)
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    guard length > 0 else { return }
    let step = (x: (end.x - start.x) / length * 5, y: (end.y - start.y) / length * 5)
    set(ink)
    cairo_move_to(context, end.x, end.y)
    cairo_line_to(context, end.x - step.x - step.y / 2, end.y - step.y + step.x / 2)
    cairo_line_to(context, end.x - step.x + step.y / 2, end.y - step.y - step.x / 2)
    cairo_fill(context)
  }

  private func set(_ ink: Ink) {
    cairo_set_source_rgb(context, ink.red, ink.green, ink.blue)
  }

  private func select(_ face: Face, size: Double) {
    let (family, bold) =
      switch face {
      case .serif: ("DejaVu Serif", false)
      case .serifBold: ("DejaVu Serif", true)
      case .sans: ("DejaVu Sans", false)
      case .sansBold: ("DejaVu Sans", true)
      case .mono: ("DejaVu Sans Mono", false)
      }
    let weight = bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
    cairo_select_font_face(context, family, CAIRO_FONT_SLANT_NORMAL, weight)
    cairo_set_font_size(context, size)
  }
}
