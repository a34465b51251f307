internal import BenchCore
internal import Canvas

/// A run's report as one page that needs nothing else: no network, no script.
///
/// What a sceptical reader asks first stands first: what it comes to, and what speaks against it.
enum HTMLReport {
  static func text(_ run: SavedRun, _ figures: RunFigures) -> String {
    let content = ReportContent(figures)
    let title = XMLText.content(ReportTitle.text(figures))
    let pictures = HTMLPictures(run, figures)
    let sections = [
      ("Figures", ReportGrid.all(of: content).map(HTMLTable.of).joined()),
      ("Diagnoses and verdicts", entries(content.verdicts)),
      ("Over a sweep", pictures.sweep),
      ("Over the run", pictures.timelines),
      ("How service times spread", pictures.distributions),
      ("Document by document", pictures.differences + HTMLDocuments.table(pictures)),
      ("What pages do", pictures.sizes),
      ("Failures", entries(content.failures)),
      ("Notes of the run", entries(content.notes)),
      ("Plan and host", HTMLPlan.list(run, figures)),
      ("How to read the figures", entries(content.legend)),
    ]
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="slimbench"/>
      <title>\(title)</title>
      <style>
      \(HTMLStyle.css)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      <p class="head">\(XMLText.content(content.headline))</p>
      \(summary(content))
      \(content.caveats.map(caveat).joined(separator: "\n"))
      \(sections.filter { !$0.1.isEmpty }.map { "<section>\n<h2>\($0.0)</h2>\n\($0.1)\n</section>" }
        .joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  /// What it comes to: the plain summary, or the verdicts where there are several.
  private static func summary(_ content: ReportContent) -> String {
    let verdicts = content.verdicts.filter { $0.key == "Verdict" }
    let said = content.summary.isEmpty ? verdicts : content.summary
    return said.map { "<p class=\"verdict\">\(XMLText.content($0.text))</p>" }
      .joined(separator: "\n")
  }

  private static func caveat(_ entry: ReportEntry) -> String {
    "<div class=\"caveat\"><strong>\(XMLText.content(entry.key)):</strong> "
      + XMLText.content(entry.text) + items(entry.items) + "</div>"
  }

  /// A list of keywords and paragraphs; nothing for none.
  static func entries(_ entries: [ReportEntry]) -> String {
    guard !entries.isEmpty else { return "" }
    return "<dl>\n"
      + entries.map { entry in
        "<dt>\(XMLText.content(entry.key))</dt><dd>\(XMLText.content(entry.text))"
          + items(entry.items) + "</dd>"
      }.joined(separator: "\n") + "\n</dl>"
  }

  private static func items(_ items: [String]) -> String {
    items.isEmpty
      ? "" : "<ul>" + items.map { "<li>\(XMLText.content($0))</li>" }.joined() + "</ul>"
  }
}

/// Tables of a report.
enum HTMLTable {
  static func of(_ grid: ReportGrid) -> String {
    let head = zip(grid.header, grid.alignments).map { title, alignment in
      "<th scope=\"col\"\(alignment == .leading ? " class=\"left\"" : "")>"
        + XMLText.content(title) + "</th>"
    }
    let rows = grid.rows.map { row in
      let cells = zip(row.cells, grid.alignments).enumerated().map { index, cell in
        let text = XMLText.content(cell.0)
        if index == 0 {
          let depth = row.depth > 0 ? " class=\"in\(min(2, row.depth))\"" : ""
          return "<th scope=\"row\"\(depth)>\(text)</th>"
        }
        return "<td\(cell.1 == .leading ? " class=\"left\"" : "")>\(text)</td>"
      }
      return "<tr\(row.startsGroup ? " class=\"group\"" : "")>\(cells.joined())</tr>"
    }
    return "<div class=\"scroll\"><table>\n<thead><tr>\(head.joined())</tr></thead>\n<tbody>\n"
      + rows.joined(separator: "\n") + "\n</tbody></table></div>"
  }
}
