internal import BenchCore
internal import Canvas

/// What servers do with the DPI, where they were asked; that one ignores it is a diagnosis.
enum DPISection {
  static func entries(
    _ servers: [ServerStatus], names: ServerNames, _ glyphs: Glyphs
  ) -> [ReportEntry] {
    servers.enumerated().compactMap { index, status in
      guard let reaction = status.dpiReaction, reaction.outcome != .doesNotReact else {
        return nil
      }
      let words =
        reaction.outcome == .reacts
        ? "\(names[index]) reacts" : "whether \(names[index]) reacts could not be told"
      let advice = reaction.advice.map { ". To find out: \($0)" } ?? ""
      return ReportEntry(
        key: "DPI",
        text: words + " ("
          + Sanitizer.line(reaction.evidence, glyphs: glyphs, limit: 400) + ")" + advice)
    }
  }
}
