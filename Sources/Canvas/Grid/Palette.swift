/// A colour by its parts, 0 to 255 each.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour `0xRRGGBB`.
  package init(hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }
}

/// A theme's colours for every ink and paper; what a terminal is given to show styles with.
package struct Palette: Hashable, Sendable {
  private var inks: [RGB]
  private var papers: [RGB]

  /// Colours of every ink and paper.
  package init(ink: (Ink) -> RGB, paper: (Paper) -> RGB) {
    inks = Ink.allCases.map(ink)
    papers = Paper.allCases.map(paper)
  }

  package subscript(ink: Ink) -> RGB { inks[Int(ink.rawValue)] }
  package subscript(paper: Paper) -> RGB { papers[Int(paper.rawValue)] }
}
