internal import Canvas

extension Look {
  /// A role by the colours of ANSI, which users choose themselves: on dark and on light screens.
  static func ansi(
    _ ink: Ink, on paper: Paper, hasBright: Bool, support: LookSupport
  ) -> Look {
    var look = ansi(ink, hasBright: hasBright, support: support)
    switch paper {
    case .base: break
    case .raised:
      look.background = 0
      // Ordinary text may be black on the screen's own paper, but not on black.
      if look.foreground == ownColor { look.foreground = 7 }
    case .selected:
      // One bar, whatever stands in it; only a judgement keeps its hue.
      if ![.good, .warning, .bad].contains(ink) {
        look.foreground = ownColor
        look.attributes.subtract(.dim)
      }
      look.attributes.insert(.reverse)
    }
    return look
  }

  private static func ansi(_ ink: Ink, hasBright: Bool, support: LookSupport) -> Look {
    switch ink {
    case .text: Look()
    case .muted, .border: quiet(hasBright: hasBright, support: support)
    case .title: Look(attributes: .bold)
    case .accent: Look(foreground: 6, attributes: .bold)
    case .good: Look(foreground: 2)
    case .warning: Look(foreground: 3)
    case .bad: Look(foreground: 1, attributes: .bold)
    case .series1: hasBright ? Look(foreground: 12) : Look(foreground: 4, attributes: .bold)
    case .series2: Look(foreground: 3)
    case .series3: Look(foreground: 5)
    case .series4: Look(foreground: 6)
    case .series5: Look(foreground: 2)
    case .series6: Look(foreground: 1)
    case .series7: hasBright ? Look(foreground: 13) : Look(foreground: 5, attributes: .bold)
    case .series8: hasBright ? Look(foreground: 14) : Look(foreground: 6, attributes: .bold)
    }
  }

  private static func quiet(hasBright: Bool, support: LookSupport) -> Look {
    if hasBright { return Look(foreground: 8) }
    // Bold black is grey on some consoles, and on others black on black: plain can always be read.
    return support.hasDim && support.hasDimColors ? Look(attributes: .dim) : Look()
  }
}
