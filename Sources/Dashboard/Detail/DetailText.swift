internal import BenchCore
internal import Canvas
internal import Reports

/// The panes of an open run that are text.
struct DetailText {
  let detail: DetailView
  let glyphs: GlyphSet
  let size: Size

  private var place: Rect { DetailLayout(size).inner }
  private var width: Int { max(20, place.width - 1) }

  var lines: [Line] {
    switch detail.pane {
    case .report:
      return ReportLines(
        content: detail.content, warnings: detail.run.warnings, width: width, glyphs: glyphs
      ).lines
    case .documents:
      return detail.rounds.map {
        RoundLines(rounds: $0, detail: detail, width: width, glyphs: glyphs).lines
      } ?? []
    case .failures: return failures
    case .plan:
      return PlanSection(detail.run, glyphs: glyphs.text).entries
        .lines(width: width, glyphs.text).map { Line($0) }
    }
  }

  /// How far it can be scrolled.
  var furthest: Int {
    let chart =
      detail.rounds == nil || detail.pane != .documents ? 0 : DetailLayout(size).chartHeight
    return max(0, lines.count - max(0, place.height - chart))
  }

  private var failures: [Line] {
    let figures = detail.opened.figures
    let plan = figures.started.plan
    let servers = plan.servers.indices.map { server in
      let own = zip(plan.conditions, figures.conditions).filter { $0.0.server == server }.map(\.1)
      let aborted = own.reduce(0) { $0 &+ $1.aborted }
      let all = own.reduce(0) { $0 &+ $1.total } &- aborted
      return FailureLines.Server(
        index: server, name: plan.servers[server].name,
        failed: all &- own.reduce(0) { $0 &+ $1.succeeded }, finished: all, aborted: aborted)
    }
    return FailureLines(
      servers: servers, groups: figures.failures, corpus: figures.started.corpus, width: width,
      glyphs: glyphs
    ).lines
  }
}
