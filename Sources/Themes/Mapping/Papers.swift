internal import Canvas

/// What things stand on, and text that reads on all of it.
struct Papers: Hashable {
  var base: RGB
  var raised: RGB
  var selected: RGB
  var text: RGB

  /// Least contrast of a selected row with the screen around it.
  static let selection = 1.2

  /// First the papers give way to the text, as far as they stay visible; then the text to them.
  ///
  /// Schemes such as Solarized choose a selection on which their own text cannot be read.
  init(_ scheme: Scheme) {
    let base = scheme[.base00]
    let pole = Readability.pole(of: base)
    let text = Readability.raised(
      scheme[.base05], to: Readability.text, on: [base], towards: pole)

    let visible = Readability.raised(
      scheme[.base02], to: Self.selection, on: [base], towards: text)
    let selected = Readability.first(from: visible, to: base) { paper in
      paper.contrast(with: text) >= Readability.text
        || paper.mixed(with: base, part: 1 / 64).contrast(with: base) < Self.selection
    }
    let raised = Readability.first(from: scheme[.base01], to: base) { paper in
      paper.contrast(with: text) >= Readability.text
    }
    self.base = base
    self.raised = raised
    // A ground of middling grey leaves black or white no room: there the selection goes.
    self.selected = Readability.first(from: selected, to: base) { paper in
      paper.contrast(with: pole) >= Readability.text
    }
    self.text = Readability.raised(
      text, to: Readability.text, on: [base, raised, self.selected], towards: pole)
  }

  var all: [RGB] { [base, raised, selected] }
}
