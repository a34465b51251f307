internal import BenchCore
internal import Canvas
internal import Reports
internal import Statistics

/// How the servers compare on the same documents, with the interval that narrows as pairs come in.
///
///     ┌─ Paired by document, so far ──────────────────────────────────────────────────┐
///     │ Rust Axum is 3.4 % slower than Python FastAPI ★  1.9 … 4.7 %  faster on 2 of 20 │
///     │ faster ░░░░░░░░░░░░░░░░░░░░░░│░░░░├──●────────┤░░░░░░░░░░░░░░░░░ slower  ±8 %   │
///     └─ to settle it: about 8 more documents ────────────────────────────────────────┘
struct PairedPanel: Widget {
  let run: RunView
  /// The baseline's condition, and the others with what is known of each.
  private let baseline: Int
  private let rows: [(condition: Int, comparison: ConditionComparison?)]

  /// Nil where nothing is compared.
  init?(_ run: RunView) {
    guard let plan = run.state.started?.plan, plan.servers.count > 1,
      let group = run.shownConditions, let baseline = group.first
    else { return nil }
    self.run = run
    self.baseline = baseline
    rows = group.dropFirst().map { condition in
      (condition, run.standing.comparisons.first { $0.other == condition })
    }
  }

  /// Rows that it takes with its border, and without border and bars.
  static func heights(servers: Int) -> (boxed: Int, compact: Int) {
    servers > 1 ? (2 * servers, servers - 1) : (0, 0)
  }

  private var comparisons: [ConditionComparison] { rows.compactMap(\.comparison) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.height >= Self.heights(servers: rows.count + 1).boxed else {
      for (y, row) in rows.enumerated() {
        canvas.put(
          Line(" ") + words(row.condition, row.comparison, area.width - 1, canvas.glyphs), y: y,
          in: area)
      }
      return
    }
    let isByRound = comparisons.contains { $0.replication == .rounds }
    let when = run.phase == .over ? "in the end" : "so far"
    let panel = Panel(
      title: Line("Paired by \(isByRound ? "round" : "document"), \(when)", Style(.title).bold),
      footer: Line(footer, .muted))
    canvas.draw(panel, in: area)
    let inner = panel.inner(area).inset(x: 1)
    let reach = reach
    for (index, row) in rows.enumerated() {
      canvas.put(
        words(row.condition, row.comparison, inner.width, canvas.glyphs), y: 2 * index, in: inner)
      drawBar(
        row.comparison, row.condition, reach: reach, on: &canvas, in: inner.row(2 * index + 1))
    }
  }

  /// The comparison in words, as many of its figures behind it as there is room for.
  private func words(
    _ condition: Int, _ comparison: ConditionComparison?, _ width: Int, _ glyphs: GlyphSet
  ) -> Line {
    let subject = Line(name(condition), Style(ink(condition)).bold)
    guard let comparison, comparison.interval != nil else {
      return subject + Line(" and \(name(baseline)): too few pairs yet for an interval", .muted)
    }
    let words = VerdictWords(soFar: comparison)
    var line: Line
    switch comparison.verdict {
    case .equivalent:
      line = subject + Line(" takes the same time as \(name(baseline)), within \(words.margin)")
    case .inconclusive, .unknown:
      line =
        subject + Line(" is \(words.effect) than \(name(baseline))")
        + Line(", not certain", Style(.warning))
    case .faster, .slower, .differsWithinMargin:
      line =
        subject + Line(" is ") + Line(words.effect, Style(.text).bold)
        + Line(" than \(name(baseline))")
    }
    for fact in [words.interval, words.p, "faster on \(words.fasterOn)"] {
      let longer = line + Line("  " + fact, .muted)
      guard longer.width(glyphs: glyphs) <= width else { break }
      line = longer
    }
    return line
  }

  private func drawBar(
    _ comparison: ConditionComparison?, _ condition: Int, reach: Double, on canvas: inout Canvas,
    in row: Rect
  ) {
    let share = Quantity.plain(((LogRatio.ratio(reach) - 1) * 100).rounded())
    let ends = ("faster ", " slower, up to \(share) %")
    guard row.width > ends.0.count + ends.1.count + 10 else { return }
    canvas.put(Line(ends.0, .muted), in: row)
    canvas.putTrailing(Line(ends.1, .muted), in: row)
    let bar = Rect(
      x: row.x + ends.0.count, y: row.y, width: row.width - ends.0.count - ends.1.count, height: 1)
    canvas.draw(
      IntervalBar(
        lower: -reach, upper: reach, interval: comparison?.effect?.interval,
        estimate: comparison?.effect?.value, style: Style(ink(condition))), in: bar)
  }

  /// How far the bars reach to both sides: the first of a row of steps that holds every interval, so
  /// that the scale stands still while they narrow.
  private var reach: Double {
    let ends = comparisons.compactMap { $0.effect?.interval }.flatMap {
      [abs($0.lowerBound), abs($0.upperBound)]
    }
    let steps = [1.02, 1.05, 1.1, 1.2, 1.5, 2, 4].map { LogRatio.of($0, to: 1) }
    return steps.first { step in ends.allSatisfy { $0 <= step } } ?? LogRatio.of(11, to: 1)
  }

  private var footer: String {
    if let rule = run.plan?.stopRule, run.phase != .over {
      let widest = comparisons.compactMap(\.halfWidth).max()
      let now = widest.map { "now " + Wording.margin(ofHalfWidth: $0) } ?? "not known yet"
      let left = run.standing.roundsLeft.map {
        $0 > 0 ? ", about \(Quantity.count($0, "more round"))" : ""
      }
      return "the run ends at \(Wording.margin(rule.margin)): \(now)"
        + (left ?? (widest == nil ? "" : ", rounds alone will not get there"))
    }
    if comparisons.contains(where: { $0.limitation == .onePass }) {
      return "★ one pass: noise between passes is not in the interval"
    }
    let outlooks = comparisons.compactMap { VerdictWords(soFar: $0).outlook }
    if let outlook = outlooks.first, comparisons.count == 1 { return "to settle it: " + outlook }
    return comparisons.first.map { VerdictWords(soFar: $0).intervalName + "s" } ?? ""
  }

  private func ink(_ condition: Int) -> Ink {
    run.server(of: condition).map { .series($0) } ?? .accent
  }

  private func name(_ condition: Int) -> String {
    guard let plan = run.state.started?.plan, let server = run.server(of: condition) else {
      return "?"
    }
    return Sanitizer.line(plan.servers[server].name, limit: 28)
  }
}
