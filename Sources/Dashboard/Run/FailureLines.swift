internal import BenchCore
internal import Canvas

/// Failures by their causes: how many, when, an example, and the servers' words in full.
struct FailureLines {
  /// A server, and how much of what was sent to it failed.
  struct Server {
    let index: Int
    /// Foreign text.
    let name: String
    let failed: Int
    let finished: Int
    /// In flight when the run stopped.
    let aborted: Int
  }

  let servers: [Server]
  let groups: [FailureGroup]
  let corpus: [Document]
  let width: Int
  let glyphs: GlyphSet

  var lines: [Line] {
    var lines: [Line] = []
    for server in servers {
      let groups = groups.filter { $0.cause.server == server.index }
      guard !groups.isEmpty || server.aborted > 0 else { continue }
      lines.append(head(server))
      for group in groups { lines += self.lines(group) }
      if server.aborted > 0 { lines += stopped(server) }
      lines.append(Line())
    }
    if groups.isEmpty {
      lines.insert(Line("No request has failed.", Style(.good)), at: 0)
      if lines.count > 1 { lines.insert(Line(), at: 1) }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func head(_ server: Server) -> Line {
    let failed = Quantity.count(server.failed)
    return [
      Span(server.name, Style(.series(server.index)).bold),
      Span("  \(failed) of \(Quantity.count(server.finished, "request")) failed", .muted),
    ]
  }

  /// What happened how often, when and with what; below it the words, whole.
  private func lines(_ group: FailureGroup) -> [Line] {
    let status = group.cause.httpStatus.map { " \($0)" } ?? ""
    let times = [group.first, group.last].map { Quantity.clock(seconds: $0.seconds(since: .zero)) }
    let when = times[0] == times[1] ? "at " + times[0] : "\(times[0]) to \(times[1])"
    let phase =
      group.warmUps == 0
      ? ""
      : group.warmUps == group.count
        ? "  in the warm-up" : "  \(Quantity.count(group.warmUps)) in the warm-up"
    let head: Line = [
      Span("  \(Quantity.count(group.count)) × ", Style(.bad).bold),
      Span(group.cause.kind.words + status, Style(.bad).bold),
      Span("   " + when, .muted),
      Span("   \(group.count > 1 ? "first with " : "")\(documentName(group.document))"),
      Span(phase, .muted),
    ]
    let words =
      group.cause.message.map { Sanitizer.line($0, glyphs: glyphs.text) }
      ?? "with other words each time: the list of causes is full"
    guard !words.isEmpty else { return [head] }
    return [head]
      + TextWrap.lines(words, width: max(8, width), first: "      ", rest: "      ").map {
        Line($0)
      }
  }

  private func stopped(_ server: Server) -> [Line] {
    let words = "stopped with \(Quantity.count(server.aborted)) in flight: no failure of the server"
    return TextWrap.lines(words, width: max(8, width), first: "  ", rest: "  ").map {
      Line($0, .muted)
    }
  }

  private func documentName(_ index: Int) -> String {
    corpus.indices.contains(index) ? corpus[index].name : "?"
  }
}
