/// How a cell looks, told by what it means: a theme turns roles into colours.
package struct Style: Hashable, Sendable {
  /// What the character means.
  package var ink: Ink
  /// What it stands on.
  package var paper: Paper
  package var attributes: Attributes

  package init(_ ink: Ink = .text, on paper: Paper = .base, _ attributes: Attributes = []) {
    self.ink = ink
    self.paper = paper
    self.attributes = attributes
  }

  package static let plain = Style()
  package static let muted = Style(.muted)

  /// The same style with more attributes.
  package func adding(_ more: Attributes) -> Style {
    var copy = self
    copy.attributes.formUnion(more)
    return copy
  }

  /// The same style on another paper.
  package func on(_ paper: Paper) -> Style {
    var copy = self
    copy.paper = paper
    return copy
  }

  package var bold: Style { adding(.bold) }

  /// What a terminal can do beside colours; meaning survives where only these exist.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
  }
}

/// What a character means; never a colour.
package enum Ink: UInt8, Hashable, Sendable, CaseIterable {
  case text, muted, border, title, accent, good, warning, bad
  case series1, series2, series3, series4, series5, series6, series7, series8

  /// The ink of the series at an index, from 0; after the eighth they repeat.
  package static func series(_ index: Int) -> Ink {
    let all: [Ink] = [
      .series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8,
    ]
    return all[((index % all.count) + all.count) % all.count]
  }
}

/// What a character stands on.
package enum Paper: UInt8, Hashable, Sendable, CaseIterable {
  /// The screen.
  case base
  /// A bar or a dialog that lies on it.
  case raised
  /// The row, field or tab that is chosen.
  case selected
}
