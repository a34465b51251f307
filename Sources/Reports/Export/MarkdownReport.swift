internal import BenchCore
internal import Canvas

/// A run's report in GitHub's Markdown, to be pasted into a pull request.
///
/// What a reader of the pull request has to see stands open; how it was measured folds away.
enum MarkdownReport {
  static func text(_ figures: RunFigures) -> String {
    let content = ReportContent(figures)
    var blocks = ["### " + title(figures), MarkdownText.escaped(content.headline)]
    if !content.caveats.isEmpty { blocks.append(caveats(content.caveats)) }
    blocks += ReportGrid.all(of: content).map(table)
    let said = content.verdicts + content.summary + content.failures + content.notes
    if !said.isEmpty { blocks.append(list(said)) }
    blocks.append(folded("How it was measured", content.legend))
    blocks.append("<sub>Made by slimbench from \(source(figures)).</sub>")
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func title(_ figures: RunFigures) -> String {
    MarkdownText.escaped(ReportTitle.text(figures))
  }

  private static func source(_ figures: RunFigures) -> String {
    figures.timesAreReconstructed
      ? "a file of the guide's script"
      : "run " + MarkdownText.escaped(Sanitizer.line(figures.started.runID, limit: 80))
  }

  private static func caveats(_ entries: [ReportEntry]) -> String {
    "> [!WARNING]\n"
      + entries.flatMap { entry in
        ["> **\(MarkdownText.escaped(entry.key))**: \(MarkdownText.escaped(entry.text))"]
          + entry.items.map { "> - \(MarkdownText.escaped($0))" }
      }.joined(separator: "\n>\n")
  }

  private static func list(_ entries: [ReportEntry]) -> String {
    entries.flatMap { entry in
      ["- **\(MarkdownText.escaped(entry.key))**: \(MarkdownText.escaped(entry.text))"]
        + entry.items.map { "  - \(MarkdownText.escaped($0))" }
    }.joined(separator: "\n")
  }

  private static func folded(_ title: String, _ entries: [ReportEntry]) -> String {
    "<details>\n<summary>\(title)</summary>\n\n\(list(entries))\n\n</details>"
  }

  private static func table(_ grid: ReportGrid) -> String {
    let rule = grid.alignments.map { $0 == .trailing ? "--:" : ":--" }
    var lines = [line(grid.header.map { MarkdownText.cell($0) }), line(rule)]
    for row in grid.rows {
      lines.append(
        line(
          row.cells.enumerated().map { index, cell in
            MarkdownText.cell(cell, depth: index == 0 ? row.depth : 0)
          }))
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}

/// What a report is called: who is compared.
enum ReportTitle {
  /// Most names told; the rest is a number.
  private static let limit = 4

  static func text(_ figures: RunFigures) -> String {
    let plan = figures.started.plan
    let names = ServerNames(plan.servers, .unicode)
    let others = plan.servers.indices.filter { $0 != plan.baselineIndex }.map { names[$0] }
    guard !others.isEmpty else { return "slimbench: \(names[plan.baselineIndex])" }
    let shown = others.prefix(limit).joined(separator: ", ")
    let more = others.count > limit ? " and \(others.count - limit) more" : ""
    return "slimbench: \(shown)\(more) against \(names[plan.baselineIndex])"
  }
}
