package import Canvas

/// A base16 or base24 colour scheme, as its file tells it.
package struct Scheme: Hashable, Sendable {
  package var name: String
  package var author: String
  package var variant: Variant
  /// 16 colours (base00 to base0F) or 24 (base00 to base17).
  package let colours: [RGB]

  /// A scheme of 16 or 24 colours; any other number is a mistake in the program.
  package init(name: String, author: String, variant: Variant, colours: [RGB]) {
    precondition(colours.count == 16 || colours.count == 24, "a scheme has 16 or 24 colours")
    self.name = name
    self.author = author
    self.variant = variant
    self.colours = colours
  }

  /// Whether the ground is darker than the text.
  package enum Variant: String, Hashable, Sendable, CaseIterable {
    case dark, light
  }

  /// The colour of a slot; in a scheme of 16, base10 to base17 are the colours that they brighten.
  package subscript(slot: Slot) -> RGB {
    colours[slot.rawValue < colours.count ? slot.rawValue : slot.plain.rawValue]
  }

  /// A place in a scheme; base16 has the first sixteen, base24 all.
  package enum Slot: Int, Hashable, Sendable, CaseIterable {
    case base00, base01, base02, base03, base04, base05, base06, base07
    case base08, base09, base0A, base0B, base0C, base0D, base0E, base0F
    case base10, base11, base12, base13, base14, base15, base16, base17

    /// The key in a file, such as `base0A`.
    package var key: String {
      let digits = String(rawValue, radix: 16, uppercase: true)
      return rawValue < 16 ? "base0\(digits)" : "base\(digits)"
    }

    /// What base24 says to take where a scheme has sixteen colours only.
    var plain: Slot {
      switch self {
      case .base10, .base11: .base00
      case .base12: .base08
      case .base13: .base0A
      case .base14: .base0B
      case .base15: .base0C
      case .base16: .base0D
      case .base17: .base0E
      default: self
      }
    }
  }
}
