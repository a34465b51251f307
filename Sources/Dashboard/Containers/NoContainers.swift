internal import BenchCore
internal import Canvas

/// What stands in place of an empty list, and what to do next.
struct NoContainers {
  let state: DashboardState

  func lines(width: Int) -> [Line] {
    let containers = state.containers
    let room = max(20, min(76, width))
    func said(_ what: String, _ next: String, _ style: Style) -> [Line] {
      let words = Sanitizer.line(what, glyphs: state.glyphs.text)
      let advice = Sanitizer.line(next, glyphs: state.glyphs.text)
      return TextWrap.lines(words, width: room).map { Line($0, style) }
        + (next.isEmpty ? [] : [Line()])
        + (next.isEmpty ? [] : TextWrap.lines(advice, width: room).map { Line($0, .muted) })
    }
    if let problem = containers.table.problem, !containers.table.isListed {
      return said(
        problem.reason, problem.advice.isEmpty ? Self.advice : "What to do: " + problem.advice,
        Style(.bad))
        + [
          Line(),
          Line("It is looked for again and again. slimbench doctor tells more.", .muted),
        ]
    }
    guard containers.table.isListed else {
      return said("looking for a container engine …", "", .muted)
    }
    if !containers.filter.isEmpty {
      return said(
        "None of \(Quantity.count(containers.wantedCount, "container")) fits the filter.",
        "Esc shows all of them again.", Style(.title))
    }
    if !containers.options.names.isEmpty {
      return said(
        "No container is called \(containers.options.names.joined(separator: ", ")).",
        "It is shown as soon as there is one.", Style(.title))
    }
    return said(
      "The engine has no containers.", "One that is started is shown at once.", Style(.title))
  }

  private static let advice =
    "Start Docker or podman, or name its address: slimbench watch --engine unix:///path"
}
