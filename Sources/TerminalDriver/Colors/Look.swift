internal import Canvas

/// How one role shows on a terminal: two colours and attributes.
struct Look: Hashable {
  /// The terminal's own colour.
  static let ownColor: Int32 = -1

  /// Colour number, `0xRRGGBB` where the terminal takes colours directly, or `ownColor`.
  var foreground = Look.ownColor
  var background = Look.ownColor
  var attributes: Style.Attributes = []

  /// The attributes of a cell: its own beside the role's; reverse twice is none.
  func attributes(with own: Style.Attributes) -> Style.Attributes {
    attributes.combined(with: own)
  }
}

/// What a terminal can do about looks.
struct LookSupport: Hashable {
  var depth: ColorDepth
  /// Whether it can show characters dim.
  var hasDim = true
  /// Whether it can show coloured characters dim.
  var hasDimColors = true
  /// Whether a terminal of 256 numbers takes colours by value as well.
  var takesTrueColor = false
}

extension Look {
  /// The look of a role.
  static func of(_ ink: Ink, on paper: Paper, palette: Palette?, support: LookSupport) -> Look {
    switch (support.depth, palette) {
    case (.mono, _):
      return Look(attributes: ink.monochrome(on: paper, hasDim: support.hasDim))
    case (.direct, let palette?):
      return Look(
        foreground: direct(palette[ink]), background: direct(palette[paper]))
    case (.indexed256, let palette?):
      let papers = IndexedColor.distinct(Paper.allCases.map { palette[$0] })
      return Look(
        foreground: IndexedColor.nearest(palette[ink]),
        background: papers[Int(paper.rawValue)])
    case (.direct, nil), (.eight, _):
      // Terminals with direct colours keep only the first eight numbers for ANSI.
      return ansi(ink, on: paper, hasBright: false, support: support)
    case (.sixteen, _), (.indexed256, nil):
      return ansi(ink, on: paper, hasBright: true, support: support)
    }
  }

  /// A colour by its value; those below 8 would mean the colours of ANSI.
  private static func direct(_ color: RGB) -> Int32 {
    max(8, Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue))
  }
}
