internal import CNcurses
internal import Canvas

/// The look of every role, and the colour pair that ncurses has for it.
///
/// One pair for each ink on each paper, 48 in all: no look needs another, however long it runs.
struct LookTable {
  private let looks: [Look]
  private let hasColors: Bool

  /// Where the terminal takes colours that ncurses does not know how to give.
  let substitution: TrueColorSubstitution?

  init(palette: Palette?, support: LookSupport) {
    hasColors = support.depth != .mono
    let substitution =
      support.takesTrueColor ? palette.map { TrueColorSubstitution($0) } : nil
    self.substitution = substitution
    looks = Paper.allCases.flatMap { paper in
      Ink.allCases.map { ink in
        guard let palette, let substitution else {
          return Look.of(ink, on: paper, palette: palette, support: support)
        }
        return Look(
          foreground: substitution.number(palette[ink]),
          background: substitution.number(palette[paper]))
      }
    }
  }

  /// Gives ncurses the colours of all pairs.
  func install() {
    guard hasColors else { return }
    for (index, look) in looks.enumerated() {
      init_extended_pair(Int32(index + 1), look.foreground, look.background)
    }
  }

  /// What ncurses shows a style with.
  func attributes(of style: Style) -> (pair: Int32, attributes: UInt8) {
    let index = Int(style.paper.rawValue) * Ink.allCases.count + Int(style.ink.rawValue)
    return (
      hasColors ? Int32(index + 1) : 0, looks[index].attributes(with: style.attributes).rawValue
    )
  }
}
