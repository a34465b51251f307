package import Canvas

/// Turns a scheme's colours into those of inks and papers.
///
/// The scheme's own colours stay wherever they can be read. On every paper, text and titles have a
/// contrast of at least 4.5:1, all other inks 3:1; borders have 1.5:1 on the screen and on what is
/// raised. docs/THEMES.md has the table.
package enum RoleMapping {
  package static func palette(of scheme: Scheme) -> Palette {
    let papers = Papers(scheme)
    func ink(_ slot: Scheme.Slot, _ ratio: Double = Readability.mark) -> RGB {
      Readability.raised(scheme[slot], to: ratio, on: papers.all, towards: papers.text)
    }
    // A selection is meant to lie behind text; a line of its colour alone would hardly be seen.
    let line = scheme[.base02].mixed(with: scheme[.base03], part: 0.35)
    let border = Readability.raised(
      line, to: Readability.border, on: [papers.base, papers.raised],
      towards: papers.text)
    // In some schemes base06 is fainter than the text; a title is not.
    let bright = ink(.base06, Readability.text)
    let isTitle = bright.contrast(with: papers.base) >= papers.text.contrast(with: papers.base)
    let muted = ink(.base03)
    let meanings = [ink(.base08), ink(.base0A), ink(.base0B)]
    let series = SeriesInks(scheme, papers, avoiding: meanings + [papers.text, muted]).colours

    return Palette(
      ink: { role in
        switch role {
        case .text: papers.text
        case .muted: muted
        case .border: border
        case .title: isTitle ? bright : papers.text
        case .accent: ink(.base0E)
        case .bad: meanings[0]
        case .warning: meanings[1]
        case .good: meanings[2]
        case .series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8:
          series[Int(role.rawValue - Ink.series1.rawValue)]
        }
      },
      paper: { role in
        switch role {
        case .base: papers.base
        case .raised: papers.raised
        case .selected: papers.selected
        }
      })
  }
}
