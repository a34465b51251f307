extension Ink {
  /// What is left of a role where there are no colours: attributes alone.
  ///
  /// Reverse is for what is selected and for nothing else, so that the selection is never in doubt.
  ///
  /// - Parameter hasDim: Whether the terminal can show characters dim.
  package func monochrome(on paper: Paper, hasDim: Bool) -> Style.Attributes {
    var attributes: Style.Attributes
    switch self {
    case .muted, .border: attributes = hasDim ? .dim : []
    case .title, .accent: attributes = .bold
    case .warning: attributes = .underline
    case .bad: attributes = [.bold, .underline]
    // Neighbouring lines of a chart differ in weight.
    case .series2, .series4, .series6, .series8: attributes = .bold
    case .text, .good, .series1, .series3, .series5, .series7: attributes = []
    }
    if paper == .selected {
      attributes.subtract(.dim)
      attributes.insert(.reverse)
    }
    return attributes
  }
}

extension Style.Attributes {
  /// The attributes of a cell: its own beside its role's; reverse twice is none.
  package func combined(with own: Style.Attributes) -> Style.Attributes {
    let reverse = symmetricDifference(own).intersection(.reverse)
    return union(own).subtracting(.reverse).union(reverse)
  }
}

extension Canvas {
  /// The screen as a terminal without colours shows it.
  package func monochrome(hasDim: Bool = true) -> Canvas {
    var copy = self
    copy.restyle(bounds) { style in
      let role = style.ink.monochrome(on: style.paper, hasDim: hasDim)
      style = Style(.text, on: .base, role.combined(with: style.attributes))
    }
    return copy
  }
}
