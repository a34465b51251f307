internal import BenchCore
internal import Canvas

/// What went wrong: per server the classes with their counts, and the servers' own words.
struct FailureSection {
  let figures: RunFigures
  let names: ServerNames
  let glyphs: Glyphs

  /// Most messages per server.
  private static let messageLimit = 5

  var entries: [ReportEntry] {
    figures.started.plan.servers.indices.compactMap { server in
      let counts = classes(of: server)
      let messages = messages(of: server)
      guard !counts.isEmpty || !messages.isEmpty else { return nil }
      let text =
        counts.isEmpty
        ? "in the warm-up only"
        : counts.map { "\($0.0.words) \(Quantity.count($0.1))" }
          .joined(separator: ", ")
      return ReportEntry(key: "Failures", text: "\(names[server]): \(text)", items: messages)
    }
  }

  private func classes(of server: Int) -> [(FailureKind, Int)] {
    FailureKind.allCases.filter { $0 != .aborted }.compactMap { kind in
      let count = zip(figures.started.plan.conditions, figures.conditions)
        .filter { $0.0.server == server }
        .reduce(0) { $0 &+ ($1.1.failures[kind] ?? 0) }
      return count > 0 ? (kind, count) : nil
    }
  }

  /// The messages that came first, each with a document and how often it came.
  private func messages(of server: Int) -> [String] {
    let groups = figures.failures.filter { $0.cause.server == server }
    let more = groups.dropFirst(Self.messageLimit).reduce(0) { $0 &+ $1.count }
    return groups.prefix(Self.messageLimit).map(message)
      + (more > 0 ? ["\(Quantity.count(more)) more with other words"] : [])
  }

  private func message(_ group: FailureGroup) -> String {
    let corpus = figures.started.corpus
    let document =
      corpus.indices.contains(group.document)
      ? Sanitizer.line(corpus[group.document].name, glyphs: glyphs, limit: 60) : "a document"
    let others = group.count > 1 ? " and \(Quantity.count(group.count - 1)) more" : ""
    let phase =
      switch group.warmUps {
      case 0: ""
      case group.count: " (warm-up)"
      default: " (\(Quantity.count(group.warmUps)) in the warm-up)"
      }
    let words = Sanitizer.line(group.cause.message ?? "", glyphs: glyphs, limit: 300)
    return document + others + phase + ": " + (words.isEmpty ? group.cause.kind.words : words)
  }
}
