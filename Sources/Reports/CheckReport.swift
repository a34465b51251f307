package import BenchCore
package import Canvas

/// The check of servers as text: a paragraph for each thing that was looked at.
///
///     Python FastAPI (python) at http://localhost:7670
///     readiness      ok: FastAPI example server
///     dpi            WARNING: does not react: comparing its resolutions compares nothing
///                    · 72 → 300 dpi on a.pdf, 5 pairs: 2.11 → 2.11 megapixels; …
package enum CheckReport {
  /// The report, its lines of at most `width` cells separated by line feeds.
  package static func text(
    _ checks: [ServerCheck], of servers: [ServerSpec], width: Int = 100,
    glyphs: Glyphs = .unicode
  ) -> String {
    let width = max(60, width)
    let names = ServerNames(servers, glyphs)
    let blocks = checks.map { check -> [String] in
      let key = servers.indices.contains(check.server) ? servers[check.server].key : "?"
      let place = check.url.map { " at " + Sanitizer.line($0, glyphs: glyphs, limit: 200) }
      let title = "\(names[check.server]) (\(key))" + (place ?? "")
      return TextWrap.lines(title, width: width)
        + check.findings.map { entry($0, glyphs) }.lines(width: width, glyphs)
    }
    return (blocks + [TextWrap.lines(summary(checks), width: width)])
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private static func entry(_ finding: CheckFinding, _ glyphs: Glyphs) -> ReportEntry {
    let key = finding.subject.rawValue.split(separator: "_").joined(separator: " ")
    return ReportEntry(
      key: key,
      text: finding.grade.words + ": "
        + Sanitizer.line(glyphs.spelled(finding.text), glyphs: glyphs, limit: 700),
      items: finding.evidence.isEmpty
        ? [] : [Sanitizer.line(glyphs.spelled(finding.evidence), glyphs: glyphs, limit: 700)])
  }

  private static func summary(_ checks: [ServerCheck]) -> String {
    let parts: [(Int, String)] = [
      (checks.count { !$0.isAvailable }, "not available"),
      (checks.count { $0.isAvailable && $0.grade == .failed }, "not as the contract says"),
      (checks.count { $0.isAvailable && $0.grade == .warning }, "with a warning"),
      (checks.count { $0.isAvailable && $0.grade == .ok }, "as they should be"),
    ]
    return Quantity.count(checks.count, "server") + ": "
      + parts.filter { $0.0 > 0 }.map { "\(Quantity.count($0.0)) \($0.1)" }
      .joined(separator: ", ")
  }
}

extension CheckFinding.Grade {
  /// How a line of text says it, so that it needs no colour.
  var words: String {
    switch self {
    case .ok: "ok"
    case .warning: "WARNING"
    case .failed: "FAILED"
    }
  }
}
